import type { SeededRandom } from '@nansen/kernel'
import { directionAt, type RidgeFlow, ridgeFlow } from './ridgeFlow.ts'
import { cubicSampled, smoothNoise } from './smoothNoise.ts'

/** The skin that is grown, in pixels at 500 dpi: 17 x 23 mm, all that ever touches the glass. */
export const SKIN_WIDTH = 344
export const SKIN_HEIGHT = 448

/** Ridges first grow at half the resolution, which is sixteen times cheaper; ridges are smooth enough to be enlarged. */
const HALF = 2
const GROWING_ROUNDS = 16
/** One grain of ridge in so many half-resolution pixels starts growing. */
const PIXELS_PER_SEED = 260
/** Filters are made for so many directions over half a turn, and periods between the narrowest and widest ridges. */
const DIRECTIONS = 36
const PERIODS = 7
const NARROWEST = 7.2
const WIDEST = 11.6
/** Spread of a filter as a share of the ridge period: about three ridges are seen at once (SFinGe, Cappelli 2003). */
const SPREAD = 0.52
/** How hard a filtered value is pressed towards ridge or valley. */
const PRESSING = 3.5
/** The last time softer, so that ridges are waves without corners when they are enlarged. */
const LAST_PRESSING = 1.3

/** The skin of one fingertip: ridge height -1 (valley) to 1 (ridge), `SKIN_WIDTH * SKIN_HEIGHT`. */
export interface FingerSkin {
  readonly flow: RidgeFlow
  readonly ridges: Float32Array
}

/**
 * Grows the ridges of a finger in the manner of SFinGe (Cappelli, Maio and Maltoni): grains spread along the flow under
 * Gabor filters until they meet; where they do not fit, minutiae arise by themselves.
 */
export function growRidges(random: SeededRandom): FingerSkin {
  const flow = ridgeFlow(random.stream('flow'))
  const period = periodsOf(random.stream('period'))
  const width = SKIN_WIDTH / HALF
  const height = SKIN_HEIGHT / HALF
  let field: Float32Array = seeds(random.stream('seeds'), width, height)
  const filters = filterChoice(flow, period)
  for (let i = 0; i < GROWING_ROUNDS; i++) field = filtered(field, filters, PRESSING)
  field = filtered(field, filters, LAST_PRESSING)
  const ridges = new Float32Array(SKIN_WIDTH * SKIN_HEIGHT)
  for (let y = 0; y < SKIN_HEIGHT; y++) {
    for (let x = 0; x < SKIN_WIDTH; x++) {
      ridges[y * SKIN_WIDTH + x] = cubicSampled(field, width, height, (x - 0.5) / HALF, (y - 0.5) / HALF)
    }
  }
  return { flow, ridges }
}

/** Distance from ridge to ridge at each pixel of the skin: about 9 pixels (0.46 mm), different from finger to finger and place to place. */
function periodsOf(random: SeededRandom): Float32Array {
  const usual = 9 + 0.55 * Math.max(-2, Math.min(2, random.normal()))
  const bends = smoothNoise(random, SKIN_WIDTH, SKIN_HEIGHT, 90)
  return bends.map((bend, i) => {
    const low = Math.floor(i / SKIN_WIDTH) / SKIN_HEIGHT
    return usual * (1 + 0.07 * bend + 0.1 * Math.max(0, low - 0.6))
  })
}

function seeds(random: SeededRandom, width: number, height: number): Float32Array {
  const field = new Float32Array(width * height)
  for (let i = 0; i < (width * height) / PIXELS_PER_SEED; i++)
    field[random.below(field.length)] = random.chance(0.5) ? 1 : -1
  return field
}

interface FilterChoice {
  readonly width: number
  readonly height: number
  readonly radius: number
  readonly filters: readonly Float32Array[]
  /** Which filter each pixel uses. */
  readonly which: Uint16Array
}

/** The filter of every pixel at half the resolution. */
function filterChoice(flow: RidgeFlow, period: Float32Array): FilterChoice {
  const width = SKIN_WIDTH / HALF
  const height = SKIN_HEIGHT / HALF
  const widest = WIDEST / HALF
  const radius = Math.ceil(1.8 * SPREAD * widest)
  const filters = Array.from({ length: DIRECTIONS * PERIODS }, (_, i) => {
    const direction = (Math.floor(i / PERIODS) * Math.PI) / DIRECTIONS
    return gabor(direction, (NARROWEST + ((i % PERIODS) * (WIDEST - NARROWEST)) / (PERIODS - 1)) / HALF, radius)
  })
  const which = new Uint16Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const direction = directionAt(flow, x * HALF - SKIN_WIDTH / 2, SKIN_HEIGHT / 2 - y * HALF)
      const turn = ((Math.round((direction / Math.PI) * DIRECTIONS) % DIRECTIONS) + DIRECTIONS) % DIRECTIONS
      const size = (period[y * HALF * SKIN_WIDTH + x * HALF]! - NARROWEST) / (WIDEST - NARROWEST)
      which[y * width + x] = turn * PERIODS + Math.round(Math.max(0, Math.min(1, size)) * (PERIODS - 1))
    }
  }
  return { width, height, radius, filters, which }
}

/** An even Gabor filter along `direction` (counter-clockwise, y upwards) without mean, its absolute values adding to 1. */
function gabor(direction: number, period: number, radius: number): Float32Array {
  const side = 2 * radius + 1
  const spread = SPREAD * period
  const bell = new Float32Array(side * side)
  const wave = new Float32Array(side * side)
  for (let y = -radius; y <= radius; y++) {
    for (let x = -radius; x <= radius; x++) {
      const across = x * Math.sin(direction) + y * Math.cos(direction)
      const at = (y + radius) * side + x + radius
      bell[at] = Math.exp(-(x * x + y * y) / (2 * spread * spread))
      wave[at] = bell[at]! * Math.cos((2 * Math.PI * across) / period)
    }
  }
  const excess = wave.reduce((sum, value) => sum + value, 0) / bell.reduce((sum, value) => sum + value, 0)
  const flat = wave.map((value, i) => value - excess * bell[i]!)
  const total = flat.reduce((sum, value) => sum + Math.abs(value), 0)
  return flat.map(value => value / total)
}

function filtered(
  field: Float32Array,
  { width, height, radius, filters, which }: FilterChoice,
  pressing: number,
): Float32Array {
  const side = 2 * radius + 1
  /** A frame of empty skin around the field, so that the inner loop needs no questions. */
  const stride = width + 2 * radius
  const framed = new Float32Array(stride * (height + 2 * radius))
  for (let y = 0; y < height; y++)
    framed.set(field.subarray(y * width, (y + 1) * width), (y + radius) * stride + radius)
  const out = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const from = rowStart(y, width, height)
    for (let x = from; x < width - from; x++) {
      const filter = filters[which[y * width + x]!]!
      let sum = 0
      for (let row = 0; row < side; row++) {
        const place = (y + row) * stride + x
        const tap = row * side
        for (let column = 0; column < side; column++) sum += framed[place + column]! * filter[tap + column]!
      }
      out[y * width + x] = Math.tanh(pressing * sum)
    }
  }
  return out
}

/** First column of a row that is skin: a fingertip is round, and what lies outside never touches the glass. */
function rowStart(y: number, width: number, height: number): number {
  const up = Math.abs(((y + 0.5) / height) * 2 - 1)
  const across = (1 - up ** 2.4) ** (1 / 2.4)
  return Math.max(0, Math.floor((width / 2) * (1 - across)) - 4)
}
