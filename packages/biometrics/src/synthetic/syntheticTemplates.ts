import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { encodeFinger } from '../fingerprint/encoding.ts'
import { EXTRACTOR_VERSION as FINGER_VERSION } from '../fingerprint/parameters.ts'
import type { FingerTemplate, Minutia } from '../fingerprint/template.ts'
import { encodeIris } from '../iris/encoding.ts'
import { EXTRACTOR_VERSION as IRIS_VERSION } from '../iris/parameters.ts'
import type { IrisTemplate } from '../iris/template.ts'
import { type PersonTemplates, SITES, type Site } from '../modality.ts'
import { phasesOf, signsOf } from './irisPhases.ts'
import { directionAt, ridgeFlow } from './ridgeFlow.ts'

/** Which templates of an invented person. */
export interface TemplateWishes {
  /** 0 is the first capture; others are the same person again, with the differences that a second capture has. */
  readonly impression?: number
  readonly sites?: readonly Site[]
  readonly form?: 'stored' | 'travelling'
}

/**
 * All templates of an invented person, made directly and not through images: about a millisecond a person, for galleries of
 * many thousands. Minutiae follow a flow of ridges and iris bits have the wavelengths of the filters, but real prints differ more
 * from real prints than these do: they show speed and memory, and never accuracy.
 */
export function syntheticTemplates(seed: number | string, wishes: TemplateWishes = {}): PersonTemplates {
  const { impression = 0, sites = SITES, form = 'stored' } = wishes
  return Object.fromEntries(
    sites.map(site => {
      const own = seededRandom(`template ${seed} ${site}`)
      const again = seededRandom(`template ${seed} ${site} ${impression}`)
      const bytes = site.startsWith('iris')
        ? encodeIris(eye(own, again, impression), form)
        : encodeFinger(finger(own, again, impression), form)
      return [site, bytes]
    }),
  )
}

/** The print of an invented finger: pixels at 500 dpi, and the part of it that ridges cover. */
const WIDTH = 320
const HEIGHT = 400
const HALF_WIDTH = 115
const HALF_HEIGHT = 155
/** Minutiae of one ridge and its neighbour lie no nearer than a ridge period and a bit. Pixels. */
const LEAST_APART = 12
/** Share of minutiae that a second capture misses, and that it invents. */
const MISSED = 0.18
const TURN = 2 * Math.PI
const TURN_STEPS = 256

function finger(own: SeededRandom, again: SeededRandom, impression: number): FingerTemplate {
  const found = minutiaeOf(own)
  const minutiae = impression === 0 ? found : recaptured(found, minutiaeOf(again), again)
  const area = Math.round((Math.PI * HALF_WIDTH * HALF_HEIGHT) / 64)
  const rounded = minutiae.map(minutia => ({
    ...minutia,
    x: Math.round(minutia.x),
    y: Math.round(minutia.y),
    angle: rounding(minutia.angle),
  }))
  const surestFirst = rounded.sort((a, b) => b.quality - a.quality)
  const size = { width: WIDTH, height: HEIGHT, area }
  return { extractorVersion: FINGER_VERSION, ...size, clarity: 190, minutiae: surestFirst, ridges: null }
}

function rounding(angle: number): number {
  const steps = Math.round((angle / TURN) * TURN_STEPS)
  return (((steps % TURN_STEPS) + TURN_STEPS) % TURN_STEPS) * (TURN / TURN_STEPS)
}

function minutiaeOf(random: SeededRandom): Minutia[] {
  const flow = ridgeFlow(random)
  const wanted = 34 + random.below(24)
  const minutiae: Minutia[] = []
  for (let tries = 0; minutiae.length < wanted && tries < 400; tries++) {
    const x = (2 * random.next() - 1) * HALF_WIDTH
    const y = (2 * random.next() - 1) * HALF_HEIGHT
    if ((x / HALF_WIDTH) ** 2 + (y / HALF_HEIGHT) ** 2 > 1) continue
    const place = { x: WIDTH / 2 + x, y: HEIGHT / 2 - y }
    if (minutiae.some(other => Math.hypot(other.x - place.x, other.y - place.y) < LEAST_APART)) continue
    const angle = directionAt(flow, x, y) + (random.chance(0.5) ? Math.PI : 0) + 0.12 * random.normal()
    minutiae.push({ ...place, angle, type: random.chance(0.55) ? 'ending' : 'fork', quality: 2 + random.below(6) })
  }
  return minutiae
}

/** The same finger again: moved, turned, stretched a little, some minutiae missed and some of `strange` seen instead. */
function recaptured(minutiae: readonly Minutia[], strange: readonly Minutia[], random: SeededRandom): Minutia[] {
  const turn = 0.12 * random.normal()
  const [dx, dy] = [10 * random.normal(), 12 * random.normal()]
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const kept = minutiae.filter(() => !random.chance(MISSED))
  const invented = strange.filter(() => random.chance(MISSED))
  return [...kept, ...invented]
    .map(minutia => {
      const [u, v] = [minutia.x - WIDTH / 2, minutia.y - HEIGHT / 2]
      return {
        ...minutia,
        x: WIDTH / 2 + cos * u + sin * v + dx + 1.6 * random.normal(),
        y: HEIGHT / 2 + cos * v - sin * u + dy + 1.6 * random.normal(),
        angle: minutia.angle + turn + 0.08 * random.normal(),
      }
    })
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT)
}

function eye(own: SeededRandom, again: SeededRandom, impression: number): IrisTemplate {
  const code = signsOf(phasesOf(own), impression === 0 ? null : again, again)
  const x = 160 + 8 * again.normal()
  const y = 140 + 6 * again.normal()
  return {
    extractorVersion: IRIS_VERSION,
    pupil: { x, y, radius: 40 },
    limbus: { x, y, radius: 102 },
    visible: 0.85,
    code,
  }
}
