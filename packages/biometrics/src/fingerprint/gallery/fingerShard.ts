import { type Evidence, ofSum } from '../../evidence.ts'
import type { FingerPosition } from '../../modality.ts'
import { filterFormOf } from '../filter/filterForm.ts'
import { LEADING } from '../filter/parameters.ts'
import { type FingerScores, NO_FINGER } from './fingerScan.ts'
import type { ProbeFinger } from './fingerSearch.ts'

/** What a search of some people needs done: by threads, and by whoever holds whole templates. */
export interface FingerSteps {
  /** Everybody's likeness to a finger. @param shelf index of its position in the handle  @param probe filter form of its surest cylinders */
  readonly scan: (shelf: number, probe: Uint8Array) => Promise<FingerScores>
  /** What the whole templates say of one finger; null where somebody has none. */
  readonly compare: (place: number, finger: ProbeFinger) => Evidence | null
}

/** Somebody who may be alike, and how surprising that is. */
export interface Survivor {
  readonly number: number
  readonly worth: number
}

/** Some of the people, here, in another process or in another machine: what is asked and answered can be sent. Numbers are of one person in all shards. */
export interface FingerShard {
  readonly people: number
  readonly positions: readonly FingerPosition[]
  /** Begins a search with these fingers, which are then named by their index. */
  begin(fingers: readonly ProbeFinger[]): {
    /** How many people are how alike to a finger, by the steps of `FingerScores`. */
    tally(finger: number): Promise<Uint32Array>
    /** What each step of likeness to the finger that was just told is worth. */
    add(finger: number, worth: Float32Array): Promise<void>
    /** The most surprising so far, best first. */
    survivors(most: number): Promise<readonly Survivor[]>
    /** What whole templates say of one finger of these people; null where somebody has none. */
    compare(finger: number, numbers: readonly number[]): Promise<readonly (Evidence | null)[]>
  }
}

interface Crowd {
  readonly people: number
  readonly positions: readonly FingerPosition[]
  /** Who is at a place; null: nobody. */
  readonly numberAt: (place: number) => number | null
}

/** A shard whose gallery is in this process. */
export class FingerShare implements FingerShard {
  readonly people: number
  readonly positions: readonly FingerPosition[]
  readonly #numberAt: Crowd['numberAt']
  readonly #steps: FingerSteps

  constructor({ people, positions, numberAt }: Crowd, steps: FingerSteps) {
    this.people = people
    this.positions = positions
    this.#numberAt = numberAt
    this.#steps = steps
  }

  begin(fingers: readonly ProbeFinger[]): ReturnType<FingerShard['begin']> {
    const told = new Told(this.#numberAt)
    return {
      tally: async finger => {
        const { position, prepared } = fingers[finger]!
        const shelf = this.positions.indexOf(position)
        if (shelf < 0) return new Uint32Array(NO_FINGER + 1)
        return told.hear(await this.#steps.scan(shelf, filterFormOf(prepared.cylinders, LEADING)))
      },
      add: async (_finger, worth) => told.add(worth),
      survivors: async most => told.survivors(most),
      compare: async (finger, numbers) =>
        numbers.map(number => this.#steps.compare(told.placeOf(number), fingers[finger]!)),
    }
  }
}

/** What each place of a shard has been told in one search. */
class Told {
  readonly #numberAt: Crowd['numberAt']
  #scores: FingerScores = new Uint16Array()
  /** Surprises of each place's fingers in sum, and how many they are. */
  #sums = new Float32Array()
  #counts = new Uint8Array()
  readonly #places = new Map<number, number>()

  constructor(numberAt: Crowd['numberAt']) {
    this.#numberAt = numberAt
  }

  /** The scores of one finger, until they are added: whoever scans may write the next ones into the same. */
  hear(scores: FingerScores): Uint32Array {
    this.#scores = scores
    if (this.#sums.length === 0) {
      this.#sums = new Float32Array(scores.length)
      this.#counts = new Uint8Array(scores.length)
    }
    const tally = new Uint32Array(NO_FINGER + 1)
    for (const score of scores) tally[score]!++
    return tally
  }

  add(worth: Float32Array): void {
    for (let place = 0; place < this.#scores.length; place++) {
      const score = this.#scores[place]!
      if (score === NO_FINGER) continue
      this.#sums[place]! += worth[score]!
      this.#counts[place]!++
    }
    this.#scores = new Uint16Array()
  }

  survivors(most: number): readonly Survivor[] {
    const counts = this.#counts
    const worth = this.#sums.map((sum, place) => (counts[place] === 0 ? -1 : ofSum(sum, counts[place]!)))
    const least = worth.length > most ? Math.max(0, worth.toSorted()[worth.length - most]!) : 0
    const passing: Survivor[] = []
    for (let place = 0; place < worth.length; place++) {
      if (worth[place]! < least) continue
      const number = this.#numberAt(place)
      if (number === null) continue
      this.#places.set(number, place)
      passing.push({ number, worth: worth[place]! })
    }
    return passing.sort((a, b) => b.worth - a.worth || a.number - b.number).slice(0, most)
  }

  placeOf(number: number): number {
    return this.#places.get(number)!
  }
}

/** Of each likeness, -log10 of the share of all people's fingers that are at least as alike (of equals, half). @param tally of all shards in sum */
export function surprisesOf(tally: Uint32Array): Float32Array {
  const fingers = tally.subarray(0, NO_FINGER).reduce((sum, each) => sum + each, 0)
  const worth = new Float32Array(NO_FINGER)
  let above = 0
  for (let score = NO_FINGER - 1; score >= 0; score--) {
    const many = tally[score] ?? 0
    if (many > 0) worth[score] = -Math.log10((above + many / 2) / fingers)
    above += many
  }
  return worth
}
