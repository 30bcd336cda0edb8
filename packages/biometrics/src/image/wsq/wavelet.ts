import type { Region } from './subbands.ts'

/**
 * Joins the four quarters of a region into one, in place: first down the columns, then along the rows.
 *
 * @param plane `stride` values per row. @param spare of the same length; its contents are lost.
 * @param low @param high synthesis filters, odd lengths, symmetric.
 */
export function join(
  plane: Float32Array,
  spare: Float32Array,
  stride: number,
  node: Region,
  low: Float32Array,
  high: Float32Array,
): void {
  const { x, y, width, height } = node
  const at = y * stride + x
  joinRows(plane, spare, at, stride, width, height, plan(height, node.flipY, low, high))
  const along = plan(width, node.flipX, low, high)
  for (let row = 0; row < height; row++) joinLine(spare, plane, at + row * stride, width, along)
}

/** For every output sample: which inputs are multiplied by which taps, in the order in which they are added. */
interface Plan {
  readonly perSample: number
  readonly sources: Int32Array
  readonly taps: Float32Array
}

/**
 * Low values stand at even places and high ones at odd places of the longer line; beyond its ends the line is
 * mirrored about its first and last sample, so low stays low. Low products are added first, from left to right.
 */
function plan(length: number, flipped: boolean, low: Float32Array, high: Float32Array): Plan {
  const lows = (length + 1) >> 1
  const lowAt = flipped ? length - lows : 0
  const highAt = flipped ? 0 : lows
  const perSample = low.length + high.length
  const sources = new Int32Array(length * perSample).fill(-1)
  const taps = new Float32Array(length * perSample)
  for (let sample = 0; sample < length; sample++) {
    let at = sample * perSample
    for (const [filter, parity, start] of [
      [low, 0, lowAt],
      [high, 1, highAt],
    ] as const) {
      const first = sample - (filter.length - 1) / 2
      for (let tap = 0; tap < filter.length; tap++) {
        const place = mirrored(first + tap, length)
        if (((first + tap) & 1) !== parity || (place & 1) !== parity) continue
        sources[at] = start + (place >> 1)
        taps[at++] = filter[tap]!
      }
    }
  }
  return { perSample, sources, taps }
}

/** `i` brought into 0..length-1 by mirroring at both ends as often as needed. */
function mirrored(i: number, length: number): number {
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const inside = ((i % period) + period) % period
  return inside < length ? inside : period - inside
}

/** All columns at once, row by row: a whole row of products is added before the next, which the machine's cache likes. */
function joinRows(
  from: Float32Array,
  to: Float32Array,
  at: number,
  stride: number,
  width: number,
  height: number,
  plan: Plan,
): void {
  const { perSample, sources, taps } = plan
  for (let sample = 0; sample < height; sample++) {
    const row = at + sample * stride
    to.fill(0, row, row + width)
    const end = (sample + 1) * perSample
    for (let i = sample * perSample; i < end && sources[i]! >= 0; i++) {
      const source = at + sources[i]! * stride
      const tap = taps[i]!
      for (let x = 0; x < width; x++) to[row + x] = to[row + x]! + Math.fround(from[source + x]! * tap)
    }
  }
}

function joinLine(
  from: Float32Array,
  to: Float32Array,
  at: number,
  length: number,
  { perSample, sources, taps }: Plan,
): void {
  for (let sample = 0; sample < length; sample++) {
    let sum = 0
    const end = (sample + 1) * perSample
    for (let i = sample * perSample; i < end && sources[i]! >= 0; i++) {
      sum = Math.fround(sum + Math.fround(from[at + sources[i]!]! * taps[i]!))
    }
    to[at + sample] = sum
  }
}
