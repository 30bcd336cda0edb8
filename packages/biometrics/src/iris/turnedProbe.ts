import { kernel, reserve } from '../loadKernels.ts'
import { COARSE_TURNS, WHOLE_TURNS } from './parameters.ts'
import { COARSE_WORDS, coarseOf, type PreparedIris, wrapped } from './prepared.ts'
import { CODE_WORDS, COLUMNS } from './template.ts'

/** The kernel `engine/iris.ts`; addresses in bytes. */
interface IrisKernel {
  turn(from: number, to: number, rows: number, columns: number): void
  distances(probe: number, turns: number, gallery: number, count: number, rows: number, out: number): void
}

/** Probes that stay turned in memory: a search alternates between the eyes of one person, an evaluation does not. */
const SLOTS = 4
const WHOLE_BYTES = 8 * CODE_WORDS
const COARSE_BYTES = 8 * COARSE_WORDS
const ROW_BYTES = COLUMNS / 8
const SLOT_BYTES = WHOLE_TURNS.length * WHOLE_BYTES + COARSE_TURNS.length * COARSE_BYTES

const slots: (PreparedIris | undefined)[] = Array.from({ length: SLOTS })
let oldest = 0

/**
 * Bits that differ and bits compared, for each turn of the probe in turn: `[differing, compared, differing, compared, …]`.
 * The answer is a view that the next call overwrites.
 */
export function wholeOverlaps(probe: PreparedIris, reference: PreparedIris): Uint16Array {
  return overlaps(slotOf(probe), WHOLE_TURNS.length, reference.whole)
}

/** The same with the few bits and few turns of the coarse comparison. */
export function coarseOverlaps(probe: PreparedIris, reference: PreparedIris): Uint16Array {
  return overlaps(slotOf(probe) + WHOLE_TURNS.length * WHOLE_BYTES, COARSE_TURNS.length, reference.coarse)
}

function overlaps(probeAt: number, turns: number, record: Uint32Array): Uint16Array {
  const { memory, exports, heapBase } = kernel('iris')
  const recordAt = heapBase
  const outAt = heapBase + WHOLE_BYTES
  new Uint32Array(memory.buffer, recordAt, record.length).set(record)
  const rows = (record.length * 4) / 2 / ROW_BYTES
  ;(exports as unknown as IrisKernel).distances(probeAt, turns, recordAt, 1, rows, outAt)
  return new Uint16Array(memory.buffer, outAt, 2 * turns)
}

/** Where the turned forms of a probe begin; they are made unless they are there. */
function slotOf(probe: PreparedIris): number {
  const first = kernel('iris').heapBase + WHOLE_BYTES + 4 * (WHOLE_TURNS.length + COARSE_TURNS.length)
  const aligned = Math.ceil(first / 16) * 16
  let slot = slots.indexOf(probe)
  if (slot < 0) {
    slot = oldest
    oldest = (oldest + 1) % SLOTS
    slots[slot] = probe
    turnInto(aligned + slot * SLOT_BYTES, probe)
  }
  return aligned + slot * SLOT_BYTES
}

function turnInto(slotAt: number, { whole }: PreparedIris): void {
  const running = kernel('iris')
  reserve(running, slotAt + SLOT_BYTES)
  const { memory, exports, heapBase } = running
  const { turn } = exports as unknown as IrisKernel
  new Uint32Array(memory.buffer, heapBase, whole.length).set(whole)
  WHOLE_TURNS.forEach((columns, i) => {
    turn(heapBase, slotAt + i * WHOLE_BYTES, WHOLE_BYTES / ROW_BYTES, wrapped(columns))
  })
  const coarseAt = slotAt + WHOLE_TURNS.length * WHOLE_BYTES
  COARSE_TURNS.forEach((columns, i) => {
    const from = slotAt + WHOLE_TURNS.indexOf(columns) * WHOLE_BYTES
    const coarse = coarseOf(new Uint32Array(memory.buffer, from, whole.length))
    new Uint32Array(memory.buffer, coarseAt + i * COARSE_BYTES, coarse.length).set(coarse)
  })
}
