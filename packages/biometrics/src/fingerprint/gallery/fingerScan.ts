import { FORM } from '../filter/filterForm.ts'
import { DESK_BYTES, FingerDesk } from '../filter/fingerDesk.ts'
import { DESKS_AT, type FingerHandle, FORMS_AT } from './fingerGallery.ts'

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
    const { formsOfMemory } = this.#handle
    for (let start = from; start < to; ) {
      const which = Math.floor(start / formsOfMemory)
      const inside = start % formsOfMemory
      const count = Math.min(to - start, formsOfMemory - inside)
      const desk = this.#deskOf(shelf, which)
      desk.lay(probe)
      desk.compare(
        count,
        i => FORMS_AT + (inside + i) * FORM,
        (i, likeness) => {
          scores[start + i] =
            likeness < 0 ? NO_FINGER : Math.min(NO_FINGER - 1, Math.round(STEPS * Math.sqrt(likeness)))
        },
      )
      start += count
    }
  }

  #deskOf(shelf: number, which: number): FingerDesk {
    this.#desks[shelf] ??= []
    const desks = this.#desks[shelf]
    desks[which] ??= new FingerDesk(this.#handle.shelves[shelf]![which]!, DESKS_AT + this.#thread * DESK_BYTES)
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
