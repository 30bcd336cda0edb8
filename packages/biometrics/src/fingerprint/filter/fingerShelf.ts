import type { Shelf } from '../../gallerySites.ts'
import { sharedMemory } from '../../loadKernels.ts'
import type { PreparedFinger } from '../match/prepareFinger.ts'
import { FORM, filterFormOf } from './filterForm.ts'
import { DESK_BYTES, FingerDesk } from './fingerDesk.ts'
import { LEADING } from './parameters.ts'

const PAGE = 65_536
/** First kilobytes are the kernel's own. */
const DESK_AT = 4_096
const FORMS_AT = PAGE * Math.ceil((DESK_AT + DESK_BYTES) / PAGE)
/** A shelf that is full grows by this share of itself. */
const GROWTH = 1 / 8

/**
 * The filter forms of many fingers of one position, side by side in a memory of their own. 1,312 bytes each. Their
 * likeness is good only for ordering candidates of one search.
 */
export class FingerShelf implements Shelf<PreparedFinger> {
  readonly #memory = sharedMemory(FORMS_AT / PAGE)
  readonly #desk = new FingerDesk(this.#memory, DESK_AT)
  readonly #free: number[] = []
  #slots = 0

  put({ cylinders }: PreparedFinger): number {
    const slot = this.#free.pop() ?? this.#slots++
    const missing = addressOf(slot) + FORM - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil((missing + GROWTH * this.#memory.buffer.byteLength) / PAGE))
    this.#formAt(slot).set(filterFormOf(cylinders))
    return slot
  }

  drop(slot: number): void {
    this.#formAt(slot).fill(0)
    this.#free.push(slot)
  }

  likeness({ cylinders }: PreparedFinger, slots: Uint32Array): Float64Array {
    const found = new Float64Array(slots.length)
    this.#desk.lay(filterFormOf(cylinders, LEADING))
    this.#desk.compare(
      slots.length,
      i => addressOf(slots[i]!),
      (i, likeness) => {
        found[i] = Math.max(0, likeness)
      },
    )
    return found
  }

  #formAt(slot: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, addressOf(slot), FORM)
  }
}

const addressOf = (slot: number): number => FORMS_AT + slot * FORM
