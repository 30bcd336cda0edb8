import type { Candidate } from './decide.ts'
import type { FingerFilter } from './galleryFingers.ts'
import { type Engines, GalleryPart, type Missing, MOST_KEPT, type Readiness } from './galleryPart.ts'
import {
  askingReadiness,
  type IdentifyOptions,
  identifying,
  identifyingSitting,
  leastReady,
  type Search,
  type SittingCandidate,
} from './gallerySearch.ts'
import type { PersonTemplates } from './modality.ts'

/**
 * The templates of many people in memory, to be searched. It knows references and nothing about whose they are. One part in this thread:
 * for parts in several, see `GalleryPart` and the steps of a search. Needs `await loadKernels()` first.
 */
export class Gallery {
  readonly #parts: readonly GalleryPart[]
  #next = 0

  /** @param parts into how many people are divided: the answers are the same */
  constructor(engines?: Engines, parts = 1, filterOf: () => FingerFilter | undefined = () => undefined) {
    this.#parts = Array.from({ length: parts }, () => new GalleryPart(engines, MOST_KEPT / parts, filterOf()))
  }

  /** How many people it holds. */
  get size(): number {
    return this.#parts.reduce((sum, { size }) => sum + size, 0)
  }

  /** Enters somebody, or replaces what was held under this reference. */
  add(ref: string, templates: PersonTemplates): void {
    this.remove(ref)
    const number = this.#next++
    this.#parts[number % this.#parts.length]!.add(ref, templates, number)
  }

  /** Forgets somebody. @returns false when nobody had this reference. */
  remove(ref: string): boolean {
    return this.#parts.map(part => part.remove(ref)).includes(true)
  }

  /** As `GalleryPart.prepare`. */
  prepare(enough: () => boolean): Missing {
    return leastReady(this.#parts.map(part => part.prepare(enough)))
  }

  /** How far a search with this probe would find everything ready. */
  readiness(probe: PersonTemplates): Readiness {
    return this.#done(askingReadiness(this.size, probe))
  }

  /** As `identifying`. */
  identify(probe: PersonTemplates, options?: IdentifyOptions): readonly Candidate[] {
    return this.#done(identifying(this.size, probe, options))
  }

  /** As `identifyingSitting`. */
  identifySitting(probe: PersonTemplates): readonly SittingCandidate[] {
    return this.#done(identifyingSitting(this.size, probe))
  }

  #done<T>(search: Search<T>): T {
    for (let step = search.next(); ; ) {
      if (step.done) return step.value
      const question = step.value
      step = search.next(this.#parts.map(part => part.answer(question)))
    }
  }
}
