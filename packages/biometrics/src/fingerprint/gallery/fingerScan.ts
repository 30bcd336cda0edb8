import { FORM } from '../filter/filterForm.ts'
import { DESK_BYTES, FingerDesk } from '../filter/fingerDesk.ts'
import { DESKS_AT, type FingerHandle, FORMS_AT, NOBODY_AT } from './fingerGallery.ts'

/** Where somebody has no such finger. */
export const NO_FINGER = 0xffff
/** Likenesses are told in 65,535 steps of their square root, of which the greatest is below 2,225. */
const STEPS = 29

/** Everybody's likeness to one finger of a probe, in steps, by their places; `NO_FINGER`. Threads write into the same. */
export type FingerScores = Uint16Array

/** One thread's way through a gallery of fingers. */
export class FingerScanner {
  readonly #thread: number
  #handle: FingerHandle
  readonly #desks: FingerDesk[][] = []

  /** @param thread its own among those that search this gallery at once, from 0 */
  constructor(handle: FingerHandle, thread: number) {
    this.#thread = thread
    this.#handle = handle
  }

  /** The gallery has changed. */
  see(handle: FingerHandle): void {
    this.#handle = handle
  }

  /** Compares a finger with those of the same position. @param probe its filter form, of its `LEADING` surest cylinders */
  scan(shelf: number, probe: Uint8Array, from: number, to: number, scores: FingerScores): void {
    this.#compare(
      shelf,
      probe,
      to - from,
      i => from + i,
      (i, likeness) => {
        scores[from + i] = likeness < 0 ? NO_FINGER : Math.min(NO_FINGER - 1, Math.round(STEPS * Math.sqrt(likeness)))
      },
    )
  }

  /** The same with some people: their likeness as it is, of any scale; -1 where somebody has no such finger. In the order of the places. */
  likeness(shelf: number, probe: Uint8Array, places: Uint32Array): Float64Array {
    const found = new Float64Array(places.length)
    const said = (i: number, likeness: number) => {
      found[i] = likeness
    }
    this.#compare(shelf, probe, places.length, i => places[i]!, said)
    return found
  }

  #compare(
    shelf: number,
    probe: Uint8Array,
    count: number,
    placeOf: (i: number) => number,
    said: (i: number, likeness: number) => void,
  ): void {
    const { formsOfMemory } = this.#handle
    for (let start = 0, end = 0; start < count; start = end) {
      const which = Math.floor(placeOf(start) / formsOfMemory)
      for (end = start; end < count && Math.floor(placeOf(end) / formsOfMemory) === which; end++);
      const memory = this.#handle.shelves[shelf]![which]
      if (memory === undefined) for (let i = start; i < end; i++) said(i, -1)
      else this.#compareIn(memory, this.#deskOf(shelf, which, memory), probe, start, end, placeOf, said)
    }
  }

  /** Places beyond the end of a memory have no finger; they are sent to a place that has none. */
  #compareIn(
    memory: WebAssembly.Memory,
    desk: FingerDesk,
    probe: Uint8Array,
    start: number,
    end: number,
    placeOf: (i: number) => number,
    said: (i: number, likeness: number) => void,
  ): void {
    const known = Math.floor((memory.buffer.byteLength - FORMS_AT) / FORM)
    const { formsOfMemory } = this.#handle
    const addressOf = (i: number) => {
      const inside = placeOf(start + i) % formsOfMemory
      return inside < known ? FORMS_AT + inside * FORM : NOBODY_AT
    }
    desk.lay(probe)
    desk.compare(end - start, addressOf, (i, likeness) => said(start + i, likeness))
  }

  #deskOf(shelf: number, which: number, memory: WebAssembly.Memory): FingerDesk {
    this.#desks[shelf] ??= []
    const desks = this.#desks[shelf]
    desks[which] ??= new FingerDesk(memory, DESKS_AT + this.#thread * DESK_BYTES)
    return desks[which]
  }
}

/** People whom a thread takes at a time: some tens of milliseconds. */
const PEOPLE_AT_ONCE = 8_192

/** Work of several threads: each takes the next few people until none is left. */
export function scanShare(
  scanner: FingerScanner,
  shelf: number,
  probe: Uint8Array,
  scores: FingerScores,
  ticket: Int32Array,
): void {
  for (;;) {
    const from = Atomics.add(ticket, 0, PEOPLE_AT_ONCE)
    if (from >= scores.length) return
    scanner.scan(shelf, probe, from, Math.min(scores.length, from + PEOPLE_AT_ONCE), scores)
  }
}
