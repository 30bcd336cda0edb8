import { type SeededRandom, seededRandom } from '@nansen/kernel'
import type { GreyImage } from '../image/grey.ts'
import type { Eye } from '../modality.ts'
import { irisTexture, TEXTURE_COLUMNS, TEXTURE_ROWS } from './irisTexture.ts'
import { smoothNoise } from './smoothNoise.ts'

/** The picture of the invented near-infrared camera, in pixels; an iris is about 200 across, as in common sets. */
const WIDTH = 320
const HEIGHT = 280
/** Shades in near-infrared light: skin is bright, and even a dark iris is grey. */
const PUPIL = 28
const SCLERA = 178

/** What does not change between pictures of one eye. */
interface EyeShape {
  readonly texture: Float32Array
  readonly irisShade: number
  readonly contrast: number
  readonly skinShade: number
  /** Lids as parabolas: height above the middle when open, and how much they bend. Pixels; y grows downwards. */
  readonly upperLid: number
  readonly lowerLid: number
  readonly slant: number
  readonly lashes: number
}

/** How the eye was caught this time. */
interface Glance {
  readonly x: number
  readonly y: number
  readonly irisRadius: number
  readonly pupilRadius: number
  readonly pupilX: number
  readonly pupilY: number
  /** Head tilt in turns. */
  readonly tilt: number
  /** How far the lids close, in pixels. */
  readonly closing: number
  readonly blur: number
  readonly light: number
}

/**
 * An invented eye as a near-infrared iris camera would see it, 320 x 280. The same seed, eye and impression give the same
 * pixels; other impressions differ in gaze, tilt, pupil, lids, reflections, focus and noise.
 */
export function syntheticIris(seed: number | string, eye: Eye, impression: number): GreyImage {
  const shape = eyeShape(seededRandom(`iris ${seed} ${eye}`))
  const random = seededRandom(`glance ${seed} ${eye} ${impression}`)
  const glance = glanceOf(random)
  const plane = painted(shape, glance, random.stream('skin'))
  lashes(plane, shape, glance, random.stream('lashes'))
  glints(plane, glance, random.stream('glints'))
  const noise = random.stream('noise')
  const pixels = Uint8Array.from(blurred(plane, glance.blur), value =>
    Math.max(0, Math.min(255, Math.round(value * glance.light + 2 * noise.normal()))),
  )
  return { width: WIDTH, height: HEIGHT, dpi: null, pixels }
}

function eyeShape(random: SeededRandom): EyeShape {
  return {
    texture: irisTexture(random.stream('texture')),
    irisShade: 100 + 26 * random.next(),
    contrast: 12 + 5 * random.next(),
    skinShade: 150 + 40 * random.next(),
    upperLid: 88 + 8 * random.normal(),
    lowerLid: 98 + 6 * random.normal(),
    slant: 0.04 * random.normal(),
    lashes: 22 + random.below(20),
  }
}

function glanceOf(random: SeededRandom): Glance {
  const within = (spread: number, most: number) => Math.max(-most, Math.min(most, spread * random.normal()))
  const irisRadius = 102 + within(3, 7)
  return {
    x: WIDTH / 2 + within(8, 20),
    y: HEIGHT / 2 + within(6, 14),
    irisRadius,
    pupilRadius: irisRadius * (0.38 + within(0.045, 0.1)),
    pupilX: within(1.5, 4),
    pupilY: within(1.5, 4),
    tilt: within(0.006, 0.018),
    closing: Math.max(0, 6 + within(9, 20)),
    blur: 0.7 + 0.6 * random.next(),
    light: 1 + within(0.05, 0.1),
  }
}

/** 0 below `from`, 1 above `to`, smooth between. */
function step(from: number, to: number, value: number): number {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Edge of a lid at column `x`: y in pixels. */
function lidEdge({ upperLid, lowerLid, slant }: EyeShape, glance: Glance, x: number, upper: boolean): number {
  const u = x - glance.x
  const open = upper ? -(upperLid - glance.closing) + (u * u) / 330 : lowerLid - glance.closing / 3 - (u * u) / 460
  return glance.y + open + slant * u
}

function painted(shape: EyeShape, glance: Glance, random: SeededRandom): Float32Array {
  const skin = smoothNoise(random, WIDTH, HEIGHT, 60)
  const fine = smoothNoise(random, WIDTH, HEIGHT, 4)
  const plane = new Float32Array(WIDTH * HEIGHT)
  for (let x = 0; x < WIDTH; x++) {
    const upper = lidEdge(shape, glance, x, true)
    const lower = lidEdge(shape, glance, x, false)
    for (let y = 0; y < HEIGHT; y++) {
      const i = y * WIDTH + x
      const ball = ballShade(shape, glance, x, y) * (0.82 + 0.18 * step(0, 22, y - upper))
      const crease = 14 * Math.exp(-(((upper - y - 26) / 7) ** 2))
      const flesh =
        shape.skinShade +
        9 * skin[i]! +
        4 * fine[i]! -
        crease -
        26 * Math.exp(-Math.max(0, upper - y) / 5) -
        10 * Math.exp(-Math.max(0, y - lower) / 6)
      const open = step(-1.5, 1.5, y - upper) * step(-1.5, 1.5, lower - y)
      plane[i] = ball * open + flesh * (1 - open)
    }
  }
  return plane
}

/** What is seen of the eyeball: pupil, iris and white, with soft borders. */
function ballShade(shape: EyeShape, glance: Glance, x: number, y: number): number {
  const irisDistance = Math.hypot(x - glance.x, y - glance.y)
  const white = SCLERA - 0.12 * Math.abs(x - glance.x)
  if (irisDistance > glance.irisRadius + 5) return white
  const px = x - glance.x - glance.pupilX
  const py = y - glance.y - glance.pupilY
  const pupilDistance = Math.hypot(px, py)
  const out = outwards(glance, px, py, pupilDistance)
  const turn = Math.atan2(py, px) / (2 * Math.PI) + 1 + glance.tilt
  const iris =
    shape.irisShade +
    shape.contrast * textureAt(shape.texture, turn % 1, out) -
    20 * step(0.82, 1, out) -
    10 * (1 - step(0, 0.1, out))
  const rim = step(glance.irisRadius - 3.5, glance.irisRadius + 3.5, irisDistance)
  const hole = 1 - step(glance.pupilRadius - 1.3, glance.pupilRadius + 1.3, pupilDistance)
  return (iris * (1 - hole) + PUPIL * hole) * (1 - rim) + white * rim
}

/** How far from pupil (0) to limbus (1) a point lies on its ray from the pupil's centre. */
function outwards(glance: Glance, px: number, py: number, distance: number): number {
  if (distance < 1) return 0
  const [ux, uy] = [px / distance, py / distance]
  const along = ux * glance.pupilX + uy * glance.pupilY
  const offset = glance.pupilX ** 2 + glance.pupilY ** 2
  const reach = -along + Math.sqrt(Math.max(0, along * along - offset + glance.irisRadius ** 2))
  return (distance - glance.pupilRadius) / (reach - glance.pupilRadius)
}

function textureAt(texture: Float32Array, turn: number, out: number): number {
  const x = turn * TEXTURE_COLUMNS
  const y = Math.max(0, Math.min(0.999, out)) * (TEXTURE_ROWS - 1)
  const left = Math.floor(x) % TEXTURE_COLUMNS
  const right = (left + 1) % TEXTURE_COLUMNS
  const row = Math.floor(y) * TEXTURE_COLUMNS
  const top = texture[row + left]! * (1 - (x % 1)) + texture[row + right]! * (x % 1)
  const bottom =
    texture[row + TEXTURE_COLUMNS + left]! * (1 - (x % 1)) + texture[row + TEXTURE_COLUMNS + right]! * (x % 1)
  return top * (1 - (y % 1)) + bottom * (y % 1)
}

/** Lashes of the upper lid: thin dark strokes that fan out and bend up; some hang before the iris. */
function lashes(plane: Float32Array, shape: EyeShape, glance: Glance, random: SeededRandom): void {
  for (let i = 0; i < shape.lashes; i++) {
    const from = glance.x + (i / (shape.lashes - 1) - 0.5) * 270 + 4 * random.normal()
    let [x, y] = [from, lidEdge(shape, glance, from, true) - 1]
    let direction = Math.PI / 2 - ((from - glance.x) / 150) * 0.9 + 0.15 * random.normal()
    const length = 14 + 18 * random.next()
    const bend = ((from - glance.x) / 150) * 0.016 + 0.008 * random.normal()
    for (let at = 0; at < length; at += 0.5) {
      x += 0.5 * Math.cos(direction)
      y += 0.5 * Math.sin(direction)
      direction -= bend
      darken(plane, x, y, 0.55 * (1 - at / length) + 0.15)
    }
  }
}

function darken(plane: Float32Array, x: number, y: number, strength: number): void {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left > WIDTH - 2 || top > HEIGHT - 2) return
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const share = Math.abs(1 - dx - (x - left)) * Math.abs(1 - dy - (y - top))
    const at = (top + dy) * WIDTH + left + dx
    plane[at] = plane[at]! + (40 - plane[at]!) * strength * share
  }
}

/** Reflections of the camera's lamps: a few bright spots in and beside the pupil. */
function glints(plane: Float32Array, glance: Glance, random: SeededRandom): void {
  const lamps = 2 + random.below(3)
  const [shiftX, shiftY] = [6 * random.normal(), 5 * random.normal()]
  for (let lamp = 0; lamp < lamps; lamp++) {
    const x = glance.x + shiftX + (lamp - (lamps - 1) / 2) * 13
    const y = glance.y + shiftY - 9 + 3 * Math.abs(lamp - (lamps - 1) / 2)
    const radius = 2.2 + 1.1 * random.next()
    for (let py = Math.floor(y) - 6; py <= y + 6; py++) {
      for (let px = Math.floor(x) - 6; px <= x + 6; px++) {
        const at = py * WIDTH + px
        const bright = 1 - step(radius - 1, radius + 1, Math.hypot(px - x, py - y))
        if (plane[at] !== undefined) plane[at] = plane[at] + (250 - plane[at]) * bright
      }
    }
  }
}

/** A focus that is never perfect: a small bell-shaped blur of the given spread, in pixels. */
function blurred(plane: Float32Array, spread: number): Float32Array {
  const taps = Array.from({ length: 7 }, (_, i) => Math.exp(-((i - 3) ** 2) / (2 * spread * spread)))
  const total = taps.reduce((sum, tap) => sum + tap, 0)
  const along = (from: Float32Array, stride: number) =>
    from.map((value, i) => taps.reduce((sum, tap, k) => sum + tap * (from[i + (k - 3) * stride] ?? value), 0) / total)
  return along(along(plane, 1), WIDTH)
}
