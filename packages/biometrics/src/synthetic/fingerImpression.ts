import { type SeededRandom, seededRandom } from '@nansen/kernel'
import type { GreyImage } from '../image/grey.ts'
import type { FingerPosition } from '../modality.ts'
import { type FingerSkin, growRidges, SKIN_HEIGHT, SKIN_WIDTH } from './ridgePattern.ts'
import { sampled, smoothNoise } from './smoothNoise.ts'

/** The glass of the invented scanner, in pixels at 500 dpi. */
const WIDTH = 320
const HEIGHT = 400
const DPI = 500

/** How the finger was put down this time. */
interface Placing {
  readonly dx: number
  readonly dy: number
  /** Radians. */
  readonly turn: number
  /** -1 light and dry to 1 heavy and wet. */
  readonly pressure: number
  /** Half axes of the part that touches, in pixels. */
  readonly halfWidth: number
  readonly halfHeight: number
}

/**
 * An invented fingerprint as a 500 dpi scanner would see it. The same seed, finger and impression give the same pixels; other
 * impressions of the finger are moved, turned, stretched, pressed and soiled differently.
 *
 * @param impression 0, 1, 2 …
 */
export function syntheticFinger(seed: number | string, finger: FingerPosition, impression: number): GreyImage {
  return impressionOf(syntheticSkin(seed, finger), seed, finger, impression)
}

/** The skin behind all impressions of a finger: growing it is the slow part, so keep it when several are needed. */
export function syntheticSkin(seed: number | string, finger: FingerPosition): FingerSkin {
  return growRidges(seededRandom(`finger ${seed} ${finger}`))
}

/** One impression of a finger whose skin is known: see `syntheticFinger`. */
export function impressionOf(
  skin: FingerSkin,
  seed: number | string,
  finger: FingerPosition,
  impression: number,
): GreyImage {
  const random = seededRandom(`impression ${seed} ${finger} ${impression}`)
  const placing = placed(random)
  const heights = pressed(skin, placing, random.stream('stretch'))
  const touch = touching(placing, random.stream('edge'))
  const pixels = inked(heights, touch, placing, random.stream('ink'))
  return { width: WIDTH, height: HEIGHT, dpi: DPI, pixels }
}

function placed(random: SeededRandom): Placing {
  const within = (spread: number, most: number) => Math.max(-most, Math.min(most, spread * random.normal()))
  const pressure = within(0.4, 0.9)
  return {
    dx: within(12, 30),
    dy: within(15, 40),
    turn: within(0.1, 0.3),
    pressure,
    halfWidth: 128 + 14 * pressure + within(8, 16),
    halfHeight: 172 + 14 * pressure + within(12, 24),
  }
}

/** Ridge heights on the glass: the skin moved, turned, and stretched by up to a few pixels as soft skin is. */
function pressed({ ridges }: FingerSkin, { dx, dy, turn }: Placing, random: SeededRandom): Float32Array {
  const stretchX = smoothNoise(random, WIDTH, HEIGHT, 130)
  const stretchY = smoothNoise(random, WIDTH, HEIGHT, 130)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const out = new Float32Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const i = y * WIDTH + x
      const u = x - WIDTH / 2 - dx + 2.2 * stretchX[i]!
      const v = y - HEIGHT / 2 - dy + 2.2 * stretchY[i]!
      out[i] = sampled(
        ridges,
        SKIN_WIDTH,
        SKIN_HEIGHT,
        cos * u + sin * v + SKIN_WIDTH / 2,
        cos * v - sin * u + SKIN_HEIGHT / 2,
      )
    }
  }
  return out
}

/** How firmly each place touches the glass, 0 to 1: an oval with an uneven edge. */
function touching({ dx, dy, turn, halfWidth, halfHeight }: Placing, random: SeededRandom): Float32Array {
  const uneven = smoothNoise(random, WIDTH, HEIGHT, 48)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return uneven.map((bump, i) => {
    const u = (i % WIDTH) - WIDTH / 2 - dx
    const v = Math.floor(i / WIDTH) - HEIGHT / 2 - dy
    const across = (cos * u + sin * v) / halfWidth
    const along = (cos * v - sin * u) / halfHeight
    const out = (Math.abs(across) ** 2.4 + Math.abs(along) ** 2.4) ** (1 / 2.4) + 0.035 * bump
    return Math.max(0, Math.min(1, (1 - out) / 0.07))
  })
}

/** Grey levels: dark where a ridge touches; broken by dryness, filled by wetness, with pores, scratches and the noise of a sensor. */
function inked(heights: Float32Array, touch: Float32Array, { pressure }: Placing, random: SeededRandom): Uint8Array {
  const uneven = smoothNoise(random, WIDTH, HEIGHT, 40)
  const grain = smoothNoise(random, WIDTH, HEIGHT, 2.3)
  const scratched = scratches(random)
  const dryness = Math.max(0, -pressure)
  const ink = new Float32Array(WIDTH * HEIGHT)
  for (let i = 0; i < ink.length; i++) {
    const level = 1.35 * heights[i]! + 0.5 * pressure + 0.14 * uneven[i]! + (0.16 + 0.3 * dryness) * grain[i]!
    const dark = 1 / (1 + Math.exp(-5.5 * level))
    ink[i] = dark * touch[i]! * (1 - scratched[i]!) * (0.93 + 0.06 * uneven[i]!)
  }
  pores(ink, heights, random)
  const ground = 236 + 8 * random.next()
  const darkest = 45 + 40 * random.next()
  return Uint8Array.from(softened(ink), dark =>
    Math.max(0, Math.min(255, Math.round(ground - (ground - darkest) * dark + 3.2 * random.normal()))),
  )
}

/** Sweat pores: small bright dots along the middle of ridges. */
function pores(ink: Float32Array, heights: Float32Array, random: SeededRandom): void {
  for (let left = 1400; left > 0; left--) {
    const at = WIDTH * 2 + random.below(ink.length - WIDTH * 4)
    if (heights[at]! < 0.55) continue
    const strength = 0.25 + 0.35 * random.next()
    for (const neighbour of [0, 1, WIDTH, WIDTH + 1]) ink[at + neighbour] = ink[at + neighbour]! * (1 - strength)
  }
}

/** A few thin bright lines: creases and old cuts. */
function scratches(random: SeededRandom): Float32Array {
  const plane = new Float32Array(WIDTH * HEIGHT)
  for (let left = random.below(4); left > 0; left--) {
    let [x, y, direction] = [random.next() * WIDTH, random.next() * HEIGHT, random.next() * Math.PI * 2]
    const depth = 0.5 + 0.4 * random.next()
    for (let step = 40 + random.below(120); step > 0; step--) {
      x += Math.cos(direction)
      y += Math.sin(direction)
      direction += 0.03 * random.normal()
      if (x < 1 || y < 1 || x > WIDTH - 2 || y > HEIGHT - 2) break
      const at = Math.floor(y) * WIDTH + Math.floor(x)
      for (const neighbour of [0, 1, WIDTH]) plane[at + neighbour] = Math.max(plane[at + neighbour]!, depth)
    }
  }
  return plane
}

/** The optics of a scanner: each pixel is a little of its neighbours (1 2 1 both ways). */
function softened(plane: Float32Array): Float32Array {
  const along = plane.map((value, i) => (plane[i - 1] ?? value) * 0.25 + value * 0.5 + (plane[i + 1] ?? value) * 0.25)
  return along.map((value, i) => (along[i - WIDTH] ?? value) * 0.25 + value * 0.5 + (along[i + WIDTH] ?? value) * 0.25)
}
