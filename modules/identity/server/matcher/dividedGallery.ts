import {
  type Answers,
  askingReadiness,
  type Candidate,
  identifying,
  identifyingSitting,
  type Missing,
  type PersonTemplates,
  preparing,
  type Question,
  type Readiness,
  type Search,
  type SittingCandidate,
} from '@nansen/biometrics'

/** Some of the people, here or in a thread of their own. */
export interface GalleryHolder {
  add(ref: string, templates: PersonTemplates, number: number): void
  remove(ref: string): unknown
  answer(question: Question): Answers[Question['is']] | Promise<Answers[Question['is']]>
}

/**
 * Everybody, divided among threads that search their own people at the same time. No one is held twice, and the answers do not hang on
 * how people are divided. A holder that falls makes the search fail: people who were not searched are never "nobody known".
 */
export class DividedGallery {
  readonly #holders: readonly GalleryHolder[]
  readonly #whose = new Map<string, GalleryHolder>()
  #next = 0

  /** @param holders those in other threads first: they are asked before this thread begins with its own */
  constructor(holders: readonly GalleryHolder[]) {
    this.#holders = holders
  }

  /** How many people it holds. */
  get size(): number {
    return this.#whose.size
  }

  /** Enters somebody, or replaces what was held under this reference. */
  add(ref: string, templates: PersonTemplates): void {
    const number = this.#next++
    const holder = this.#whose.get(ref) ?? this.#holders[number % this.#holders.length]!
    this.#whose.set(ref, holder)
    holder.add(ref, templates, number)
  }

  /** Forgets somebody: neither templates nor anything made of them stay in memory. */
  remove(ref: string): void {
    this.#whose.get(ref)?.remove(ref)
    this.#whose.delete(ref)
  }

  /** Makes forms ready for so long. */
  prepare(milliseconds: number): Promise<Missing> {
    return this.#done(preparing(milliseconds))
  }

  readiness(probe: PersonTemplates): Promise<Readiness> {
    return this.#done(askingReadiness(this.size, probe))
  }

  identify(probe: PersonTemplates): Promise<readonly Candidate[]> {
    return this.#done(identifying(this.size, probe))
  }

  identifySitting(probe: PersonTemplates): Promise<readonly SittingCandidate[]> {
    return this.#done(identifyingSitting(this.size, probe))
  }

  async #done<T>(search: Search<T>): Promise<T> {
    for (let step = search.next(); ; ) {
      if (step.done) return step.value
      const question = step.value
      step = search.next(await Promise.all(this.#holders.map(holder => holder.answer(question))))
    }
  }
}
