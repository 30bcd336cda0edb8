import { type Missing, type PersonTemplates, thresholdsFor } from '@nansen/biometrics'
import { Refusal } from '@nansen/kernel'
import type { DividedGallery } from './dividedGallery.ts'
import type { Identified } from './protocol.ts'

/** A question waits for so much of making ready at most; and the pause after it when only seldom used fingers are left. Milliseconds. */
const SLICE = 30
const REST = 120
/** People whose forms a search may make itself: a tenth of a second for one finger each. */
const MADE_MEANWHILE = 60

const LIKE_TOO_MANY = 'identity.problem.like-too-many'

/** Whether eyes were refused because so many people are like them that they cannot be one person's. */
export const isLikeTooMany = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'too-poor' && 'alike' in error.details

interface Turns {
  /** Does one thing after the other. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Told once: what nearly every search begins with is ready. */
  readonly onFirst: () => void
  readonly onFault: (error: unknown) => void
}

/** Makes a gallery's memory forms ready, in slices between questions. */
export class Readying {
  readonly #gallery: DividedGallery
  readonly #turns: Turns
  #missing: Missing = 'first'
  #isUnderWay = false
  #toldFirst = false

  constructor(gallery: DividedGallery, turns: Turns) {
    this.#gallery = gallery
    this.#turns = turns
  }

  /** Begins, unless it is under way already. */
  soon(): void {
    if (this.#isUnderWay) return
    this.#isUnderWay = true
    this.#slice()
  }

  #slice(): void {
    this.#turns
      .inTurn(async () => {
        this.#missing = await this.#gallery.prepare(SLICE)
      })
      .then(() => this.#next())
      .catch(this.#turns.onFault)
  }

  #next(): void {
    if (this.#missing !== 'first' && !this.#toldFirst) {
      this.#toldFirst = true
      this.#turns.onFirst()
    }
    this.#isUnderWay = this.#missing !== 'done'
    if (this.#isUnderWay) setTimeout(() => this.#slice(), this.#missing === 'first' ? 0 : REST)
  }

  /** Searches everybody. @throws Refusal `unavailable` while it would keep the others waiting for what is not ready, with how far that is. */
  async identify(probe: PersonTemplates): Promise<Identified> {
    const { ready, of } = await this.#gallery.readiness(probe)
    if (of - ready > MADE_MEANWHILE) throw this.#notReady(ready, of)
    const people = this.#gallery.size
    const candidates = await this.#gallery.identify(probe).catch((error: Error) => {
      throw isLikeTooMany(error) ? new Refusal('too-poor', error.message, { label: LIKE_TOO_MANY }) : error
    })
    return { is: 'identified', candidates, people, thresholds: thresholdsFor(people) }
  }

  #notReady(ready: number, of: number): Refusal {
    const values = { ready, of }
    return this.#missing === 'done'
      ? new Refusal('unavailable', 'too many people to search by this alone: add an eye or an index finger', {
          label: 'identity.problem.too-many-people',
        })
      : new Refusal('unavailable', `not ready yet: ${ready} of ${of} people; try again soon`, {
          label: 'identity.problem.not-ready',
          values,
        })
  }
}
