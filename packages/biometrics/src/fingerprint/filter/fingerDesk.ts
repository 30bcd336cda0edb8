import { type Kernel, sharedKernel } from '../../loadKernels.ts'
import { FORM_HEADER, FORM_RECORD } from './filterForm.ts'
import { CHANCE_OF_FEW, COSINES, LEADING, MOST_APART, MOST_TURN } from './parameters.ts'

/** The functions of `engine/sharedFingers.ts`; addresses in bytes. */
interface FilterKernel {
  prepare(turn: number, apart: number, desk: number): void
  scan(probe: number, list: number, count: number, answers: number): void
}

/** Fingers compared by one call of the kernel. */
const BLOCK = 4_096
/** What the kernel writes down on the way, cosines first. */
const SCRATCH_BYTES = 2_048
const PROBE_BYTES = FORM_HEADER + LEADING * FORM_RECORD
export const DESK_BYTES = SCRATCH_BYTES + PROBE_BYTES + 8 * BLOCK

/** One thread's place to compare fingers that lie in a memory of up to 4 GB, which other threads may share. */
export class FingerDesk {
  readonly #kernel: Kernel
  readonly #filter: FilterKernel
  readonly #probeAt: number

  /** @param at where its `DESK_BYTES` begin */
  constructor(memory: WebAssembly.Memory, at: number) {
    this.#kernel = sharedKernel('sharedFingers', memory)
    this.#filter = this.#kernel.exports as unknown as FilterKernel
    this.#filter.prepare(MOST_TURN, MOST_APART, at)
    new Int32Array(memory.buffer, at, COSINES.length).set(COSINES)
    this.#probeAt = at + SCRATCH_BYTES
  }

  /** Lays the filter form of a probe, of its `LEADING` surest cylinders, to be compared from now on. */
  lay(probe: Uint8Array): void {
    new Uint8Array(this.#kernel.memory.buffer, this.#probeAt, PROBE_BYTES).set(probe)
  }

  /** How alike each finger is to the probe; -1 where there is none. @param addressOf of the form of the i-th of `count` */
  compare(count: number, addressOf: (i: number) => number, said: (i: number, likeness: number) => void): void {
    const { buffer } = this.#kernel.memory
    const listAt = this.#probeAt + PROBE_BYTES
    const list = new Uint32Array(buffer, listAt, BLOCK)
    const answers = new Uint32Array(buffer, listAt + 4 * BLOCK, BLOCK)
    const forms = new Uint8Array(buffer) // the first byte of each says how many records it has
    for (let done = 0; done < count; done += BLOCK) {
      const some = Math.min(BLOCK, count - done)
      for (let i = 0; i < some; i++) list[i] = addressOf(done + i)
      this.#filter.scan(this.#probeAt, listAt, some, listAt + 4 * BLOCK)
      for (let i = 0; i < some; i++) {
        const records = forms[list[i]!]!
        said(done + i, records === 0 ? -1 : answers[i]! / (records + CHANCE_OF_FEW))
      }
    }
  }
}
