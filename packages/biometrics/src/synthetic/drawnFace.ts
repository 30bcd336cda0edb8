import { type SeededRandom, seededRandom } from '@nansen/kernel'

/** What is known of the invented person. Whatever is left out is drawn by the seed. */
export interface FaceTraits {
  readonly sex?: 'female' | 'male'
  /** Years. */
  readonly age?: number
  /** 0 lightest to 5 darkest. */
  readonly skin?: number
  readonly hair?: 'short' | 'curly' | 'long' | 'braids' | 'bun' | 'bald'
  readonly headscarf?: boolean
  readonly glasses?: boolean
  readonly beard?: boolean
  /** People of one family share it: skin, hair colour and the shape of nose, brows and mouth. */
  readonly family?: number | string
}

const SKINS = ['#f2d3bd', '#e2b692', '#c98f66', '#a86f4a', '#84532f', '#5f3a22'] as const
const HAIRS = ['#2a1f1a', '#1d1512', '#3a2517', '#4b2f1d', '#120d0b'] as const
const CLOTHES = ['#3f6b7d', '#8a5a44', '#5b7553', '#7b5876', '#b0893f', '#4a5a86', '#9a4f4f', '#57707a'] as const
const SCARVES = ['#50748c', '#a65f5f', '#7f8f5c', '#8f6f96', '#c29a5b', '#4f7f76', '#6a6f8f'] as const
const GROUND = '#e9edf0'
const GREY_HAIR = '#b9b6b2'

interface Face {
  readonly random: SeededRandom
  readonly skin: string
  readonly shade: string
  readonly hair: string
  readonly age: number
  readonly sex: 'female' | 'male'
  /** Half width and half height of the face, and how long the chin is. */
  readonly wide: number
  readonly tall: number
  readonly eyeGap: number
  readonly nose: number
  readonly brow: number
  readonly mouth: number
}

/**
 * A friendly flat portrait of a person who does not exist, as an SVG of 240 x 300. The same seed and traits give the same
 * drawing. No photograph of anybody was used, and none could be mistaken for one.
 */
export function drawnFace(seed: number | string, traits: FaceTraits = {}): string {
  const face = faceOf(seed, traits)
  const { random, sex, age } = face
  const scarf = traits.headscarf ?? false
  const style = scarf ? 'covered' : (traits.hair ?? hairFor(random.stream('style'), sex, age))
  const cloth = random.stream('clothes').pick(CLOTHES)
  const scarfColour = random.stream('scarf').pick(SCARVES)
  const bearded = (traits.beard ?? (sex === 'male' && age >= 25 && random.stream('beard').chance(0.35))) && age >= 16
  const glasses = traits.glasses ?? random.stream('glasses').chance(age > 55 ? 0.35 : 0.08)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="20 50 200 250" width="240" height="300" role="img">`,
    `<rect width="240" height="300" fill="${GROUND}"/>`,
    scarf ? scarfBehind(face, scarfColour) : hairBehind(face, style),
    shoulders(face, cloth),
    head(face),
    scarf ? '' : hairAbove(face, style),
    features(face),
    bearded ? beard(face) : '',
    scarf ? scarfAbove(face, scarfColour) : '',
    glasses ? spectacles(face) : '',
    '</svg>',
  ].join('')
}

function faceOf(seed: number | string, traits: FaceTraits): Face {
  const random = seededRandom(`face ${seed}`)
  const kin = seededRandom(`family ${traits.family ?? seed}`)
  const age = traits.age ?? 8 + random.stream('age').below(60)
  const sex = traits.sex ?? (random.stream('sex').chance(0.5) ? 'female' : 'male')
  const tone =
    traits.skin ??
    Math.max(0, Math.min(5, Math.round(kin.stream('skin').next() * 5 + 0.4 * random.stream('skin').normal())))
  const skin = SKINS[Math.max(0, Math.min(5, Math.round(tone)))]!
  const own = (name: string, spread: number) =>
    kin.stream(name).normal() * spread * 0.8 + random.stream(name).normal() * spread * 0.6
  const clamp = (value: number, most: number) => Math.max(-most, Math.min(most, value))
  const child = Math.max(0, Math.min(1, (16 - age) / 14))
  const grey = random.stream('grey').next() * 18 + 42 < age
  return {
    random,
    skin,
    shade: mixed(skin, '#5a2d1a', 0.22),
    hair: grey ? mixed(GREY_HAIR, kin.stream('hair').pick(HAIRS), age > 65 ? 0 : 0.45) : kin.stream('hair').pick(HAIRS),
    age,
    sex,
    wide: 47 + clamp(own('wide', 3), 6) + (sex === 'male' ? 2 : 0) + 2 * child,
    tall: 60 + clamp(own('tall', 3), 6) - 9 * child,
    eyeGap: 19 + clamp(own('eyes', 1.4), 3),
    nose: 7 + clamp(own('nose', 1.6), 3) - 2 * child,
    brow: clamp(own('brow', 1.6), 3),
    mouth: 15 + clamp(own('mouth', 2), 4) - 3 * child,
  }
}

const CENTRE = 120
const EYE_LINE = 160

function hairFor(random: SeededRandom, sex: 'female' | 'male', age: number): NonNullable<FaceTraits['hair']> {
  if (sex === 'female') return random.pick(['long', 'braids', 'bun', 'curly'])
  return age > 45 && random.chance(0.3) ? 'bald' : random.pick(['short', 'short', 'curly'])
}

function shoulders({ skin, shade, age }: Face, cloth: string): string {
  const narrow = age < 14 ? 18 : 0
  return (
    `<path d="M${24 + narrow} 300 C${30 + narrow} 252 78 246 100 240 L140 240 C162 246 ${210 - narrow} 252 ${216 - narrow} 300 Z" fill="${cloth}"/>` +
    `<path d="M99 190 L99 238 Q120 262 141 238 L141 190 Z" fill="${shade}"/>` +
    `<path d="M96 240 Q120 268 144 240 L150 243 Q120 280 90 243 Z" fill="${mixed(cloth, '#000000', 0.18)}"/>` +
    `<path d="M99 204 Q120 232 141 204 L141 218 Q120 240 99 218 Z" fill="${mixed(skin, shade, 0.75)}"/>`
  )
}

function head({ skin, shade, wide, tall }: Face): string {
  const top = EYE_LINE - tall * 0.92
  const chin = EYE_LINE + tall
  const jaw = wide * 0.8
  const ear = (side: number) =>
    `<ellipse cx="${at(CENTRE + side * (wide + 1))}" cy="${EYE_LINE + 6}" rx="7" ry="11" fill="${skin}"/><path d="M${at(CENTRE + side * (wide + 3))} ${EYE_LINE} q${side * 3} 6 0 12" stroke="${shade}" stroke-width="2" fill="none" stroke-linecap="round"/>`
  return (
    ear(-1) +
    ear(1) +
    `<path d="M${at(CENTRE - wide)} ${EYE_LINE - 6} C${at(CENTRE - wide)} ${at(top)} ${at(CENTRE + wide)} ${at(top)} ${at(CENTRE + wide)} ${EYE_LINE - 6} ` +
    `C${at(CENTRE + wide)} ${at(EYE_LINE + tall * 0.55)} ${at(CENTRE + jaw * 0.72)} ${at(chin)} ${CENTRE} ${at(chin)} ` +
    `C${at(CENTRE - jaw * 0.72)} ${at(chin)} ${at(CENTRE - wide)} ${at(EYE_LINE + tall * 0.55)} ${at(CENTRE - wide)} ${EYE_LINE - 6} Z" fill="${skin}"/>`
  )
}

function features(face: Face): string {
  const { skin, shade, hair, eyeGap, nose, brow, mouth, age, sex, tall, random } = face
  const dark = mixed(hair, '#1a1210', 0.4)
  const size = age < 14 ? 5.4 : 4.6
  const eye = (side: number) => {
    const x = at(CENTRE + side * eyeGap)
    const lash =
      sex === 'female'
        ? `<path d="M${at(CENTRE + side * (eyeGap + 8))} ${EYE_LINE - 4} l${side * 3} -2.5" stroke="${dark}" stroke-width="2" stroke-linecap="round"/>`
        : ''
    return (
      `<ellipse cx="${x}" cy="${EYE_LINE}" rx="8.5" ry="5.6" fill="#fbf8f4"/><circle cx="${x}" cy="${EYE_LINE}" r="${size}" fill="#2b1b14"/>` +
      `<circle cx="${at(CENTRE + side * eyeGap + 1.6)}" cy="${EYE_LINE - 1.8}" r="1.4" fill="#fff"/>` +
      `<path d="M${at(CENTRE + side * eyeGap - 8.5)} ${EYE_LINE - 1} q8.5 -8 17 0" stroke="${dark}" stroke-width="2.2" fill="none" stroke-linecap="round"/>${lash}` +
      `<path d="M${at(CENTRE + side * (eyeGap - 9))} ${at(EYE_LINE - 12 - brow / 2)} q${side * 9} ${at(-5 - brow)} ${side * 18} 1" stroke="${dark}" stroke-width="${sex === 'male' ? 4.2 : 3}" fill="none" stroke-linecap="round"/>`
    )
  }
  const mouthLine = EYE_LINE + tall * 0.62
  const smile = 4 + 4 * random.stream('smile').next()
  const lips = mixed(skin, sex === 'female' ? '#9c3b3b' : '#7c3f30', 0.5)
  const lines = age > 50 ? wrinkles(face, mouthLine) : ''
  const cheeks =
    age < 14 || sex === 'female'
      ? [-1, 1]
          .map(
            side =>
              `<circle cx="${at(CENTRE + side * (eyeGap + 7))}" cy="${EYE_LINE + 22}" r="8" fill="#c8503c" opacity="0.13"/>`,
          )
          .join('')
      : ''
  return (
    eye(-1) +
    eye(1) +
    `<path d="M${CENTRE} ${EYE_LINE + 4} q${at(-nose * 0.6)} 12 ${at(-nose)} 18 q${at(nose)} 6 ${at(nose * 2)} 0" stroke="${shade}" stroke-width="2.6" fill="none" stroke-linecap="round" stroke-linejoin="round"/>` +
    `<path d="M${at(CENTRE - mouth)} ${at(mouthLine)} Q${CENTRE} ${at(mouthLine + 2 * smile)} ${at(CENTRE + mouth)} ${at(mouthLine)}" stroke="${lips}" stroke-width="4" fill="none" stroke-linecap="round"/>` +
    cheeks +
    lines
  )
}

function wrinkles({ shade, eyeGap, mouth }: Face, mouthLine: number): string {
  const side = (s: number) =>
    `<path d="M${at(CENTRE + s * (eyeGap + 13))} ${EYE_LINE + 2} l${s * 6} -3 m${-s * 6} 6 l${s * 6} 2"/><path d="M${at(CENTRE + s * 13)} ${EYE_LINE + 24} Q${at(CENTRE + s * (mouth + 9))} ${at(mouthLine - 10)} ${at(CENTRE + s * (mouth + 6))} ${at(mouthLine)}"/>`
  return `<g stroke="${shade}" stroke-width="1.6" fill="none" stroke-linecap="round" opacity="0.7">${side(-1)}${side(1)}<path d="M${CENTRE - 18} ${EYE_LINE - 31} q18 -4 36 0"/></g>`
}

function spectacles({ eyeGap, wide }: Face): string {
  const ring = (side: number) =>
    `<rect x="${at(CENTRE + side * eyeGap - 14)}" y="${EYE_LINE - 11}" width="28" height="23" rx="9"/><path d="M${at(CENTRE + side * (eyeGap + 14))} ${EYE_LINE - 3} L${at(CENTRE + side * (wide + 1))} ${EYE_LINE - 5}"/>`
  return `<g stroke="#30343a" stroke-width="2.4" fill="#ffffff22">${ring(-1)}${ring(1)}<path d="M${at(CENTRE - eyeGap + 14)} ${EYE_LINE - 2} q${at(eyeGap - 14)} -5 ${at(2 * eyeGap - 28)} 0" fill="none"/></g>`
}

function beard({ hair, wide, tall, mouth }: Face): string {
  const y = EYE_LINE + tall * 0.62
  const chin = EYE_LINE + tall + 5
  const w = wide - 1
  return (
    `<path fill-rule="evenodd" d="M${at(CENTRE - w)} ${EYE_LINE + 12} C${at(CENTRE - w)} ${at(chin - 14)} ${at(CENTRE - w * 0.55)} ${at(chin)} ${CENTRE} ${at(chin)} C${at(CENTRE + w * 0.55)} ${at(chin)} ${at(CENTRE + w)} ${at(chin - 14)} ${at(CENTRE + w)} ${EYE_LINE + 12} ` +
    `C${at(CENTRE + w * 0.86)} ${at(y - 12)} ${at(CENTRE + mouth + 10)} ${at(y - 13)} ${CENTRE} ${at(y - 9)} C${at(CENTRE - mouth - 10)} ${at(y - 13)} ${at(CENTRE - w * 0.86)} ${at(y - 12)} ${at(CENTRE - w)} ${EYE_LINE + 12} Z ` +
    `M${at(CENTRE - mouth - 3)} ${at(y)} Q${CENTRE} ${at(y + 19)} ${at(CENTRE + mouth + 3)} ${at(y)} Q${CENTRE} ${at(y - 6)} ${at(CENTRE - mouth - 3)} ${at(y)} Z" fill="${hair}" opacity="0.92"/>`
  )
}

function hairBehind({ hair, wide, tall }: Face, style: string): string {
  const top = at(EYE_LINE - tall - 6)
  if (style === 'long')
    return `<path d="M${at(CENTRE - wide - 14)} 246 C${at(CENTRE - wide - 20)} 150 ${at(CENTRE - wide - 8)} ${top} ${CENTRE} ${top} C${at(CENTRE + wide + 8)} ${top} ${at(CENTRE + wide + 20)} 150 ${at(CENTRE + wide + 14)} 246 Q${CENTRE} 262 ${at(CENTRE - wide - 14)} 246 Z" fill="${hair}"/>`
  if (style === 'curly')
    return ring(wide + 9, tall + 1, 15, 18)
      .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="17" fill="${hair}"/>`)
      .join('')
  if (style === 'bun') return `<circle cx="${CENTRE}" cy="${at(EYE_LINE - tall - 14)}" r="21" fill="${hair}"/>`
  if (style === 'braids')
    return [-1, 1]
      .map(side =>
        [0, 1, 2, 3, 4, 5]
          .map(
            i =>
              `<ellipse cx="${at(CENTRE + side * (wide + 6))}" cy="${176 + i * 15}" rx="${9 - i * 0.7}" ry="9.5" fill="${hair}"/>`,
          )
          .join(''),
      )
      .join('')
  return ''
}

/** Places around the upper head for curls: half axes, how many, and from how many degrees below the horizontal. */
function ring(rx: number, ry: number, count: number, below: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = ((180 + 2 * below) * (i / (count - 1)) - below) * (Math.PI / 180)
    return [at(CENTRE - rx * Math.cos(angle)), at(EYE_LINE - 8 - ry * Math.sin(angle) * 0.92)] as const
  })
}

function hairAbove({ hair, wide, tall, random }: Face, style: string): string {
  if (style === 'bald') return ''
  const top = EYE_LINE - tall - 7
  const line = EYE_LINE - tall * (style === 'short' ? 0.52 : 0.46)
  const parting = CENTRE + (style === 'long' || style === 'bun' ? 26 * random.stream('parting').next() - 13 : 0)
  return (
    `<path d="M${at(CENTRE - wide - 3)} ${EYE_LINE - 2} C${at(CENTRE - wide - 8)} ${at(top - 3)} ${at(CENTRE - 24)} ${at(top - 7)} ${CENTRE} ${at(top - 7)} C${at(CENTRE + 24)} ${at(top - 7)} ${at(CENTRE + wide + 8)} ${at(top - 3)} ${at(CENTRE + wide + 3)} ${EYE_LINE - 2} ` +
    `C${at(CENTRE + wide - 2)} ${at(line + 12)} ${at(CENTRE + wide * 0.6)} ${at(line)} ${at(parting)} ${at(line - 8)} C${at(CENTRE - wide * 0.6)} ${at(line)} ${at(CENTRE - wide + 2)} ${at(line + 12)} ${at(CENTRE - wide - 3)} ${EYE_LINE - 2} Z" fill="${hair}"/>`
  )
}

function scarfBehind({ wide, tall }: Face, colour: string): string {
  const top = at(EYE_LINE - tall - 16)
  return `<path d="M${at(CENTRE - wide - 34)} 300 C${at(CENTRE - wide - 30)} 236 ${at(CENTRE - wide - 22)} ${top} ${CENTRE} ${top} C${at(CENTRE + wide + 22)} ${top} ${at(CENTRE + wide + 30)} 236 ${at(CENTRE + wide + 34)} 300 Z" fill="${mixed(colour, '#000000', 0.14)}"/>`
}

function scarfAbove({ wide, tall, random }: Face, colour: string): string {
  const top = EYE_LINE - tall - 13
  const w = wide + 12
  const inner = wide - 4
  const fold = mixed(colour, '#000000', 0.16)
  const side = random.stream('fold').chance(0.5) ? 1 : -1
  return (
    `<path fill-rule="evenodd" d="M${at(CENTRE - w)} ${EYE_LINE} C${at(CENTRE - w)} ${at(top - 4)} ${at(CENTRE + w)} ${at(top - 4)} ${at(CENTRE + w)} ${EYE_LINE} C${at(CENTRE + w + 4)} 214 ${at(CENTRE + 62)} 236 ${at(CENTRE + 70)} 300 L${at(CENTRE - 70)} 300 C${at(CENTRE - 62)} 236 ${at(CENTRE - w - 4)} 214 ${at(CENTRE - w)} ${EYE_LINE} Z ` +
    `M${at(CENTRE - inner)} ${EYE_LINE - 2} C${at(CENTRE - inner)} ${at(EYE_LINE + tall * 0.6)} ${at(CENTRE - inner * 0.6)} ${at(EYE_LINE + tall + 1)} ${CENTRE} ${at(EYE_LINE + tall + 1)} C${at(CENTRE + inner * 0.6)} ${at(EYE_LINE + tall + 1)} ${at(CENTRE + inner)} ${at(EYE_LINE + tall * 0.6)} ${at(CENTRE + inner)} ${EYE_LINE - 2} C${at(CENTRE + inner)} ${at(EYE_LINE - tall * 0.78)} ${at(CENTRE - inner)} ${at(EYE_LINE - tall * 0.78)} ${at(CENTRE - inner)} ${EYE_LINE - 2} Z" fill="${colour}"/>` +
    `<path d="M${at(CENTRE + side * (inner - 2))} ${EYE_LINE + 38} Q${at(CENTRE + side * 8)} 236 ${at(CENTRE - side * 44)} 262 M${at(CENTRE + side * (inner + 6))} ${EYE_LINE + 44} Q${at(CENTRE + side * 24)} 258 ${at(CENTRE - side * 24)} 288" stroke="${fold}" stroke-width="3" fill="none" stroke-linecap="round"/>`
  )
}

/** Two colours `#rrggbb` mixed: 0 all the first, 1 all the second. */
function mixed(a: string, b: string, share: number): string {
  const part = (colour: string, i: number) => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16)
  return `#${[0, 1, 2]
    .map(i =>
      Math.round(part(a, i) * (1 - share) + part(b, i) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

/** A coordinate with one decimal: a tenth of a pixel is enough. */
function at(value: number): number {
  return Math.round(value * 10) / 10
}
