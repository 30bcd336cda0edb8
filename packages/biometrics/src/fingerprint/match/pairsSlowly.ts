import { ANGLE_AT, MASK_AT, PLACE_AT, RECORD } from './cylinders.ts'
import { COMMON_CELLS } from './pairing.ts'
import { DISTANCE_MIDDLE, DISTANCE_SLOPE, LAYERS, ROUNDS, TURN_MIDDLE, TURN_SLOPE } from './parameters.ts'

/** Two minutiae taken for the same. */
export interface SlowPair {
  readonly a: number
  readonly b: number
  readonly first: number
  readonly last: number
}

/** The twin of `pairsOf` in TypeScript, against which the kernel is tested: the same steps, nothing clever. */
export function pairsSlowly(a: Uint8Array, b: Uint8Array): SlowPair[] {
  const countA = a.length / RECORD
  const countB = b.length / RECORD
  const candidates: { a: number; b: number; step: number }[] = []
  for (let i = 0; i < countA; i++)
    for (let j = 0; j < countB; j++) {
      const step = Math.trunc(Math.fround(cylinderSimilarity(recordOf(a, i), recordOf(b, j)) * 255))
      if (step > 0) candidates.push({ a: i, b: j, step })
    }
  candidates.sort((p, q) => q.step - p.step || p.a - q.a || p.b - q.b)
  const pairs: { a: number; b: number; step: number }[] = []
  for (const each of candidates) if (!pairs.some(taken => taken.a === each.a || taken.b === each.b)) pairs.push(each)
  const strengths = relaxed(a, b, pairs, Math.min(countA, countB))
  return pairs.map((pair, i) => ({ a: pair.a, b: pair.b, first: pair.step / 255, last: strengths[i]! }))
}

/** Similarity of two cylinders, 0 to 1, over the cells that both have seen. Rounded as the kernel rounds. */
export function cylinderSimilarity(a: Uint8Array, b: Uint8Array): number {
  if (Math.abs(signedTurn(a[ANGLE_AT]! - b[ANGLE_AT]!)) > 64) return 0
  let common = 0
  let inA = 0
  let inB = 0
  let apart = 0
  for (let byte = 0; byte < LAYERS * 16; byte++) {
    const mask = a[MASK_AT + (byte % 16)]! & b[MASK_AT + (byte % 16)]!
    if (byte < 16) common += ones(mask)
    inA += ones(a[byte]! & mask)
    inB += ones(b[byte]! & mask)
    apart += ones((a[byte]! ^ b[byte]!) & mask)
  }
  const whole = Math.fround(Math.fround(Math.sqrt(inA)) + Math.fround(Math.sqrt(inB)))
  if (common < COMMON_CELLS || whole === 0) return 0
  return Math.fround(1 - Math.fround(Math.fround(Math.sqrt(apart)) / whole))
}

function relaxed(
  a: Uint8Array,
  b: Uint8Array,
  pairs: readonly { a: number; b: number; step: number }[],
  most: number,
): number[] {
  const firsts = pairs.map(pair => pair.step / 255)
  if (pairs.length < 2) return firsts
  let strengths = firsts
  for (let round = 0; round < ROUNDS; round++) {
    const now = strengths
    strengths = now.map((strength, t) => {
      const support = pairs.reduce(
        (sum, other, k) => (k === t ? sum : sum + agreement(a, b, pairs[t]!, other) * now[k]!),
        0,
      )
      return 0.5 * strength + (0.5 * support) / (most - 1)
    })
  }
  return strengths
}

/** How far two pairs agree about distance, relative direction and bearing, as seen from the first. 0 to 1. */
function agreement(a: Uint8Array, b: Uint8Array, t: { a: number; b: number }, k: { a: number; b: number }): number {
  const [at, ak, bt, bk] = [placeOf(a, t.a), placeOf(a, k.a), placeOf(b, t.b), placeOf(b, k.b)]
  const apart = Math.abs(Math.hypot(at.x - ak.x, at.y - ak.y) - Math.hypot(bt.x - bk.x, bt.y - bk.y))
  if (apart >= 64) return 0
  const turnT = at.turn - bt.turn
  const turnK = ak.turn - bk.turn
  const bearing = bearingOf(at.x - ak.x, at.y - ak.y) - bearingOf(bt.x - bk.x, bt.y - bk.y)
  const distance = logistic(Math.floor(apart * 4) / 4, DISTANCE_MIDDLE, DISTANCE_SLOPE)
  return distance * byTurn(turnT - turnK) * byTurn(turnT - bearing)
}

const recordOf = (records: Uint8Array, i: number) => records.subarray(i * RECORD, (i + 1) * RECORD)

function placeOf(records: Uint8Array, i: number): { x: number; y: number; turn: number } {
  const view = new DataView(records.buffer, records.byteOffset + i * RECORD, RECORD)
  return {
    x: view.getUint16(PLACE_AT, true),
    y: view.getUint16(PLACE_AT + 2, true),
    turn: view.getUint8(ANGLE_AT),
  }
}

const bearingOf = (x: number, y: number) => Math.round((Math.atan2(-y, x) / Math.PI) * 128)
const byTurn = (steps: number) => logistic((Math.abs(signedTurn(steps)) / 128) * Math.PI, TURN_MIDDLE, TURN_SLOPE)
const logistic = (value: number, middle: number, slope: number) => 1 / (1 + Math.exp(-slope * (value - middle)))

/** Steps of a turn as -127 to 128. */
function signedTurn(steps: number): number {
  const positive = steps & 255
  return positive > 128 ? positive - 256 : positive
}

function ones(byte: number): number {
  let count = 0
  for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
}
