import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { ACROSS_MM, REACH_MM } from '../fingerprint/slap/hand.ts'
import type { GreyImage } from '../image/grey.ts'
import type { FingerPosition } from '../modality.ts'
import { syntheticFinger } from './fingerImpression.ts'
import { sampled } from './smoothNoise.ts'

/** The glass of the invented slap scanner, in pixels at 500 dpi: 81 x 76 mm, as FAP 60 asks. */
const WIDTH = 1600
const HEIGHT = 1500
const DPI = 500
const PIXELS_PER_MM = DPI / 25.4

/** How several fingers were put down at once. */
export interface SlapWishes {
  /** Which fingers lie on the glass. */
  readonly fingers: readonly FingerPosition[]
  /** Turn of the whole hand, in degrees, clockwise. Default: by chance, up to 12. */
  readonly turn?: number
  /** How far apart the fingers are held: 1 as usual, 0.62 touching. */
  readonly spread?: number
  /** Size of the hand: 1 an adult's, 0.6 a small child's. */
  readonly size?: number
  /** Shows the second joint below some fingers too, as most slaps do. */
  readonly joints?: boolean
  /** Darkness of the breath of moisture that warm fingers leave around them, 0 to 1. */
  readonly halo?: number
}

/** Darkness 0 to 1 of one finger, upright, as it would lie alone on a small scanner. */
export type FingerInk = (finger: FingerPosition) => GreyImage

interface Laid {
  readonly print: GreyImage
  /** Where the middle of the print lies, pixels. */
  readonly x: number
  readonly y: number
  /** Radians, clockwise. */
  readonly turn: number
  readonly size: number
}

/**
 * Several fingers of one invented person on one glass, 1600 x 1500 at 500 dpi: four of a hand, two thumbs, or fewer. The same seed and
 * wishes give the same pixels. Real slaps have more: rings, plasters, dirt, hands of every shape.
 *
 * @param ink the single prints, where they are at hand already: growing them is the slow part
 */
export function syntheticSlap(
  seed: number | string,
  wishes: SlapWishes,
  ink: FingerInk = finger => syntheticFinger(seed, finger, 0),
): GreyImage {
  const random = seededRandom(`slap ${seed} ${JSON.stringify(wishes)}`)
  const dark = new Float32Array(WIDTH * HEIGHT)
  const laid = laidOut(wishes, random.stream('hand'), ink)
  if (wishes.halo) for (const finger of laid) breathe(dark, finger, wishes.halo)
  for (const finger of laid) press(dark, finger)
  const ground = 236 + 8 * random.next()
  let noise = random.below(2 ** 31)
  const pixels = new Uint8Array(dark.length)
  for (let i = 0; i < pixels.length; i++) {
    // Numerical Recipes' generator: two million draws, of which only the grain is seen
    noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0
    pixels[i] = Math.max(0, Math.min(255, ground - 190 * dark[i]! + 4 * (noise / 2 ** 32 - 0.5) + 0.5))
  }
  return { width: WIDTH, height: HEIGHT, dpi: DPI, pixels }
}

/** Thumbs beside each other; fingers of a hand by its proportions, the hand turned as a whole. */
function laidOut(wishes: SlapWishes, random: SeededRandom, ink: FingerInk): readonly Laid[] {
  const { fingers, spread = 1, size = 1 } = wishes
  const turn = ((wishes.turn ?? 24 * (random.next() - 0.5)) * Math.PI) / 180
  const places = fingers.map(finger => {
    const thumb = finger === 1 || finger === 6
    const across = thumb ? (finger === 1 ? 16 : -16) : ACROSS_MM[finger]!
    const reach = thumb ? 0 : REACH_MM[finger]! * (1 + 0.12 * random.normal())
    return { finger, across: across * spread * size, reach: (reach + 0.8 * random.normal()) * size }
  })
  const middle = (pick: (place: (typeof places)[number]) => number) =>
    (Math.max(...places.map(pick)) + Math.min(...places.map(pick))) / 2
  const [acrossMiddle, reachMiddle] = [middle(place => place.across), middle(place => place.reach)]
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return places.flatMap(({ finger, across, reach }) => {
    const u = (across - acrossMiddle) * PIXELS_PER_MM
    const v = (reachMiddle - reach) * PIXELS_PER_MM
    const print = ink(finger)
    const little = finger === 5 || finger === 10
    const own = size * (little ? 0.84 : 1) * (1 + 0.03 * random.normal())
    const tip = {
      print,
      x: WIDTH / 2 + cos * u - sin * v,
      y: HEIGHT / 2 + sin * u + cos * v,
      turn: turn + 0.05 * random.normal(),
      size: own,
    }
    if (!wishes.joints || little) return [tip]
    const down = 22.5 * size * PIXELS_PER_MM
    const joint = {
      ...tip,
      x: tip.x - Math.sin(tip.turn) * down,
      y: tip.y + Math.cos(tip.turn) * down,
      size: own * 0.9,
    }
    return [tip, joint]
  })
}

/** A print is drawn where it lies; where two touch, the darker counts. */
function press(dark: Float32Array, { print, x, y, turn, size }: Laid): void {
  const { width, height } = print
  const ink = Float32Array.from(print.pixels, level => Math.max(0, (225 - level) / 190))
  const [cos, sin] = [Math.cos(turn) / size, Math.sin(turn) / size]
  around(x, y, (Math.hypot(width, height) / 2) * size, (px, py, at) => {
    const u = cos * (px - x) + sin * (py - y) + width / 2
    const v = cos * (py - y) - sin * (px - x) + height / 2
    if (u < 0 || v < 0 || u > width - 1 || v > height - 1) return
    const value = sampled(ink, width, height, u, v)
    if (value > dark[at]!) dark[at] = Math.min(1, value)
  })
}

function breathe(dark: Float32Array, { x, y, size }: Laid, halo: number): void {
  const reach = 240 * size
  around(x, y, 1.6 * reach, (px, py, at) => {
    const away = ((px - x) ** 2 + (py - y) ** 2) / (reach * reach)
    dark[at] = Math.max(dark[at]!, 0.35 * halo * Math.exp(-away * away))
  })
}

function around(x: number, y: number, reach: number, visit: (px: number, py: number, at: number) => void): void {
  for (let py = Math.max(0, Math.floor(y - reach)); py < Math.min(HEIGHT, y + reach); py++)
    for (let px = Math.max(0, Math.floor(x - reach)); px < Math.min(WIDTH, x + reach); px++)
      visit(px, py, py * WIDTH + px)
}
