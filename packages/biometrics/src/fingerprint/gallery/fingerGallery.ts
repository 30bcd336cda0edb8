import { MOST_SHARED_PAGES, sharedMemory } from '../../loadKernels.ts'
import type { FingerPosition } from '../../modality.ts'
import { FORM } from '../filter/filterForm.ts'
import { DESK_BYTES } from '../filter/fingerDesk.ts'

/** Threads that search at once. */
const MOST_THREADS = 16
const PAGE = 65_536
/** First kilobytes are the kernel's own. */
const KERNEL_BYTES = 4_096
export const DESKS_AT = KERNEL_BYTES
/** A form of nobody: what is compared where there is no memory yet. */
export const NOBODY_AT = DESKS_AT + MOST_THREADS * DESK_BYTES
export const FORMS_AT = PAGE * Math.ceil((NOBODY_AT + FORM) / PAGE)
/** Forms that a memory holds: 3.2 million. */
const MOST_FORMS = Math.floor((MOST_SHARED_PAGES * PAGE - FORMS_AT) / FORM)

/** Filter forms of somebody's fingers, as `filterFormOf` makes them. */
export type FingerForms = Readonly<Partial<Record<FingerPosition, Uint8Array>>>

/** What another thread needs to search the same gallery: sent once, and again when `places` has grown. */
export interface FingerHandle {
  readonly positions: readonly FingerPosition[]
  /** In the order of the positions: memories with the forms of that finger. */
  readonly shelves: readonly (readonly WebAssembly.Memory[])[]
  readonly formsOfMemory: number
  /** Places in use, empty ones among them. */
  readonly places: number
}

/**
 * The filter forms of many people's fingers in memories that threads share, 1,312 bytes a finger, those of one position side by side. It knows
 * numbers and nothing of whose they are. Nobody may search it while it changes. Needs `await loadKernels()` first.
 */
export class FingerGallery {
  readonly #positions: readonly FingerPosition[]
  readonly #shelves: readonly WebAssembly.Memory[][]
  readonly #formsOfMemory: number
  readonly #numbers: (number | null)[] = []
  readonly #free: number[] = []

  /** @param positions fingers that are kept  @param formsOfMemory fewer in tests only */
  constructor(positions: readonly FingerPosition[], formsOfMemory = MOST_FORMS) {
    this.#positions = positions
    this.#shelves = positions.map(() => [])
    this.#formsOfMemory = formsOfMemory
  }

  /** People it holds. */
  get size(): number {
    return this.#numbers.length - this.#free.length
  }

  get handle(): FingerHandle {
    const [positions, shelves, formsOfMemory] = [this.#positions, this.#shelves, this.#formsOfMemory]
    return { positions, shelves, formsOfMemory, places: this.#numbers.length }
  }

  /** Bytes of its memories. */
  get bytes(): number {
    return this.#shelves.flat().reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
  }

  /** Enters somebody. @returns the place, until it is dropped. */
  put(number: number, forms: FingerForms): number {
    const place = this.#free.pop() ?? this.#numbers.push(null) - 1
    this.replace(place, number, forms)
    return place
  }

  /** Other fingers at the place of the same, or another, person. */
  replace(place: number, number: number, forms: FingerForms): void {
    this.#write(place, forms)
    this.#numbers[place] = number
  }

  /** One finger more, or in the place of another, of who is at this place. */
  lay(place: number, position: FingerPosition, form: Uint8Array): void {
    this.#lay(this.#shelves[this.#positions.indexOf(position)]!, place, form)
  }

  /** Forgets who is at this place: nothing of them stays. */
  drop(place: number): void {
    if (this.numberAt(place) === null) return
    this.#write(place, {})
    this.#numbers[place] = null
    this.#free.push(place)
  }

  /** Who is at this place; null: nobody. */
  numberAt(place: number): number | null {
    return this.#numbers[place] ?? null
  }

  #write(place: number, forms: FingerForms): void {
    for (const [i, position] of this.#positions.entries()) this.#lay(this.#shelves[i]!, place, forms[position] ?? null)
  }

  /** Where nobody so far has had such a finger there is no memory for it, and none is needed to say so. */
  #lay(shelf: WebAssembly.Memory[], place: number, form: Uint8Array | null): void {
    const [which, inside] = [Math.floor(place / this.#formsOfMemory), place % this.#formsOfMemory]
    const at = FORMS_AT + inside * FORM
    if (form === null && at + FORM > (shelf[which]?.buffer.byteLength ?? 0)) return
    const memory = this.#memoryOf(shelf, which)
    if (at + FORM > memory.buffer.byteLength) memory.grow(Math.min(growth(memory, at + FORM), room(memory)))
    const slot = new Uint8Array(memory.buffer, at, FORM)
    if (form === null) slot.fill(0)
    else slot.set(form)
  }

  #memoryOf(shelf: WebAssembly.Memory[], which: number): WebAssembly.Memory {
    while (shelf.length <= which) shelf.push(sharedMemory(FORMS_AT / PAGE))
    return shelf[which]!
  }
}

/** Pages by which a memory that is full grows: what is missing, and an eighth of itself. */
function growth(memory: WebAssembly.Memory, end: number): number {
  const { byteLength } = memory.buffer
  return Math.ceil((end - byteLength + byteLength / 8) / PAGE)
}

const room = (memory: WebAssembly.Memory): number => MOST_SHARED_PAGES - memory.buffer.byteLength / PAGE
