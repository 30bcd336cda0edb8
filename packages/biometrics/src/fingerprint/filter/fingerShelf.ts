import type { Shelf } from '../../gallerySites.ts'
import { anotherKernel, type Kernel, reserve } from '../../loadKernels.ts'
import type { PreparedFinger } from '../match/prepareFinger.ts'
import { FORM, FORM_HEADER, FORM_RECORD, filterFormOf } from './filterForm.ts'
import { CHANCE_OF_FEW, COSINES, LEADING, MOST_APART, MOST_TURN } from './parameters.ts'

/** The functions of `engine/fingerFilter.ts`; addresses in bytes. */
interface FilterKernel {
  prepare(turn: number, apart: number): void
  cosines(): number
  scan(probe: number, list: number, count: number, answers: number): void
}

/** Fingers compared by one call of the kernel. */
const BLOCK = 4_096
/** A shelf that is full grows by this share of itself. */
const GROWTH = 1 / 8

/**
 * The filter forms of many fingers of one position, side by side in the memory of a kernel of their own. 1,312 bytes each. Their
 * likeness is good only for ordering candidates of one search.
 */
export class FingerShelf implements Shelf<PreparedFinger> {
  readonly #kernel: Kernel
  readonly #filter: FilterKernel
  readonly #free: number[] = []
  #slots = 0
  readonly #probeAt: number
  readonly #listAt: number
  readonly #answersAt: number
  readonly #formsAt: number

  constructor() {
    this.#kernel = anotherKernel('fingerFilter')
    this.#filter = this.#kernel.exports as unknown as FilterKernel
    this.#filter.prepare(MOST_TURN, MOST_APART)
    new Int32Array(this.#kernel.memory.buffer, this.#filter.cosines(), COSINES.length).set(COSINES)
    this.#probeAt = this.#kernel.heapBase
    this.#listAt = this.#probeAt + FORM_HEADER + LEADING * FORM_RECORD
    this.#answersAt = this.#listAt + 4 * BLOCK
    this.#formsAt = this.#answersAt + 4 * BLOCK
    reserve(this.#kernel, this.#formsAt)
  }

  put({ cylinders }: PreparedFinger): number {
    const slot = this.#free.pop() ?? this.#slots++
    const end = this.#addressOf(slot) + FORM
    const { memory } = this.#kernel
    if (end > memory.buffer.byteLength) reserve(this.#kernel, end + Math.floor(GROWTH * memory.buffer.byteLength))
    new Uint8Array(memory.buffer, this.#addressOf(slot), FORM).set(filterFormOf(cylinders))
    return slot
  }

  drop(slot: number): void {
    new Uint8Array(this.#kernel.memory.buffer, this.#addressOf(slot), FORM).fill(0)
    this.#free.push(slot)
  }

  likeness({ cylinders }: PreparedFinger, slots: Uint32Array): Float64Array {
    const { buffer } = this.#kernel.memory
    const probe = filterFormOf(cylinders, LEADING)
    new Uint8Array(buffer, this.#probeAt, probe.length).set(probe)
    const list = new Uint32Array(buffer, this.#listAt, BLOCK)
    const answers = new Uint32Array(buffer, this.#answersAt, BLOCK)
    const forms = new Uint8Array(buffer) // the first byte of each says how many records it has
    const found = new Float64Array(slots.length)
    for (let done = 0; done < slots.length; done += BLOCK) {
      const count = Math.min(BLOCK, slots.length - done)
      for (let i = 0; i < count; i++) list[i] = this.#addressOf(slots[done + i]!)
      this.#filter.scan(this.#probeAt, this.#listAt, count, this.#answersAt)
      for (let i = 0; i < count; i++) found[done + i] = answers[i]! / (forms[list[i]!]! + CHANCE_OF_FEW)
    }
    return found
  }

  #addressOf(slot: number): number {
    return this.#formsAt + slot * FORM
  }
}
