import { type Kernel, kernel, reserve } from '../../loadKernels.ts'
import { MOST_BOX } from '../parameters.ts'
import { CELLS, RECORD, TURN_STEPS } from './cylinders.ts'
import {
  ALIGNMENTS,
  DISTANCE_MIDDLE,
  DISTANCE_SLOPE,
  MIN_COMMON,
  ROUNDS,
  TURN_MIDDLE,
  TURN_SLOPE,
} from './parameters.ts'
import type { PreparedFinger } from './prepareFinger.ts'
import { FIELD_HEADER, FIELD_SQUARE } from './waveField.ts'

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
  cosines(): number
  ridges(a: number, fieldA: number, b: number, fieldB: number, alignments: number): number
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
  readonly fieldA: number
  readonly fieldB: number
  readonly bytes: Uint8Array
}

let running: Running | undefined
/** The probe whose records lie at `a` already: in a search it is compared many times. */
let laid: Uint8Array | undefined
let laidWaves: Uint8Array | undefined

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

/**
 * How far the ridges between the minutiae of two fingers agree, 0 to 1, when one is laid on the other as its minutiae suggest; 0 where
 * either has kept none. To be asked right after `pairsOf` of the same two.
 */
export function ridgesAgree(a: PreparedFinger, b: PreparedFinger): number {
  if (a.waves === null || b.waves === null) return 0
  const at = layOut(a.cylinders, b.cylinders)
  if (laidWaves !== a.waves) at.bytes.set(a.waves, at.fieldA)
  laidWaves = a.waves
  at.bytes.set(b.waves, at.fieldB)
  return at.ridges(at.a, at.fieldA, at.b, at.fieldB, ALIGNMENTS)
}

/** Cosines of the steps of a turn, by which one finger is turned against another: made here, once, so that its twin has the same. */
export const TURN_COSINES = Float64Array.from({ length: TURN_STEPS }, (_, i) =>
  Math.cos((2 * Math.PI * i) / TURN_STEPS),
)

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
  const fieldA = b + MOST_CYLINDERS * RECORD
  const fieldB = fieldA + FIELD_HEADER + MOST_BOX * FIELD_SQUARE
  reserve(found, fieldB + FIELD_HEADER + MOST_BOX * FIELD_SQUARE)
  exports.prepare(CELLS.length, DISTANCE_MIDDLE, DISTANCE_SLOPE, TURN_MIDDLE, TURN_SLOPE)
  new Float64Array(found.memory.buffer, exports.cosines(), TURN_STEPS).set(TURN_COSINES)
  return { ...exports, kernel: found, a, b, fieldA, fieldB, bytes: new Uint8Array(found.memory.buffer) }
}
