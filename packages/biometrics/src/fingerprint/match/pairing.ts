import { type Kernel, kernel, reserve } from '../../loadKernels.ts'
import { CELLS, RECORD } from './cylinders.ts'
import { DISTANCE_MIDDLE, DISTANCE_SLOPE, MIN_COMMON, ROUNDS, TURN_MIDDLE, TURN_SLOPE } from './parameters.ts'

/** Most cylinders of one finger that the kernel has room for. */
export const MOST_CYLINDERS = 128

/** Minutiae of two fingers taken for the same, by index of their cylinders. */
export interface Pairs {
  readonly count: number
  readonly a: Uint8Array
  readonly b: Uint8Array
  /** Similarity of the two neighbourhoods, 0 to 1. */
  readonly first: Float32Array
  /** What is left after the other pairs agreed or not, 0 to 1. */
  readonly last: Float32Array
}

/** The functions of `engine/fingerMatch.ts`. */
interface MatchKernel {
  prepare(cells: number, distanceMiddle: number, distanceSlope: number, angleMiddle: number, angleSlope: number): void
  pair(a: number, countA: number, b: number, countB: number, common: number, rounds: number): number
  indicesA(): number
  indicesB(): number
  similaritiesAtFirst(): number
  strengthsAtLast(): number
}

/** Cells that two cylinders must both have seen. */
export const COMMON_CELLS = Math.ceil(MIN_COMMON * CELLS.length)

interface Running extends MatchKernel {
  readonly kernel: Kernel
  /** Where the two fingers are laid for comparison. */
  readonly a: number
  readonly b: number
  readonly bytes: Uint8Array
}

let running: Running | undefined
/** The probe whose records lie at `a` already: in a search it is compared many times. */
let laid: Uint8Array | undefined

/** Pairs the minutiae of two fingers: the kernel's work, described in `engine/fingerMatch.ts`. */
export function pairsOf(a: Uint8Array, b: Uint8Array): Pairs {
  const at = layOut(a, b)
  const count = at.pair(at.a, a.length / RECORD, at.b, b.length / RECORD, COMMON_CELLS, ROUNDS)
  const { buffer } = at.kernel.memory
  return {
    count,
    a: new Uint8Array(buffer, at.indicesA(), count),
    b: new Uint8Array(buffer, at.indicesB(), count),
    first: new Float32Array(buffer, at.similaritiesAtFirst(), count),
    last: new Float32Array(buffer, at.strengthsAtLast(), count),
  }
}

function layOut(a: Uint8Array, b: Uint8Array): Running {
  running ??= start()
  if (laid !== a) running.bytes.set(a, running.a)
  laid = a
  running.bytes.set(b, running.b)
  return running
}

function start(): Running {
  const found = kernel('fingerMatch')
  const exports = found.exports as unknown as MatchKernel
  const a = found.heapBase
  const b = a + MOST_CYLINDERS * RECORD
  reserve(found, b + MOST_CYLINDERS * RECORD)
  exports.prepare(CELLS.length, DISTANCE_MIDDLE, DISTANCE_SLOPE, TURN_MIDDLE, TURN_SLOPE)
  return { ...exports, kernel: found, a, b, bytes: new Uint8Array(found.memory.buffer) }
}
