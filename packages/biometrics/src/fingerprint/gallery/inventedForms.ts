import { seededRandom } from '@nansen/kernel'
import { FORM, FORM_HEADER, FORM_RECORD, filterFormOf, KEPT, SECTORS, TURN_AT, X_AT } from '../filter/filterForm.ts'
import { COSINES } from '../filter/parameters.ts'
import { prepareFinger } from '../match/prepareFinger.ts'
import { inventedFinger } from './inventedFingers.ts'

/**
 * Filter forms of fingers that never were, some microseconds each, to fill a gallery with strangers. Invented fingers of a library are cut in two along a line
 * at random and the halves of different ones joined, moved and turned a little. How real fingers' likenesses to them agree with those to real
 * strangers is printed by `nansen bench identify --modality fingers`.
 */
export interface InventedForms {
  /** The next finger's form; overwritten by the one after. */
  readonly next: () => Uint8Array
  /** Stored templates of the library, for a comparison in full that costs what it costs. */
  readonly library: readonly Uint8Array[]
}

/** Fingers of which halves are joined. */
const LIBRARY = 400
/** Where the middle of an invented finger lies. Pixels. */
const MIDDLE = { x: 160, y: 200 }
const TURN_STEPS = 256
/** How far a joined finger is turned at most: 11 degrees, as real ones are put down. */
const MOST_TURN = 8

/** A form of the library: its records as words of 32 bits, and of each its place and direction. */
interface Whole {
  readonly words: Uint32Array
  readonly places: Int16Array
  readonly turns: Uint8Array
}
const RECORD_WORDS = FORM_RECORD / 4

/** @param variety fingers of the library: few, for a test, are made in a moment */
export function inventedForms(seed: string, variety = LIBRARY): InventedForms {
  const random = seededRandom(`forms ${seed}`)
  const library = Array.from({ length: variety }, (_, i) => inventedFinger(seededRandom(`filler ${seed} ${i}`)))
  const wholes = library.map(({ stored }) => wholeOf(filterFormOf(prepareFinger(stored).cylinders)))
  const alike = library.map(({ pattern }) => wholes.filter((_, i) => library[i]!.pattern === pattern))
  const joiner = new Joiner()
  return {
    library: library.map(({ stored }) => stored),
    next: () => {
      const first = random.below(variety)
      const others = alike[first]!
      const [one, other] = [wholes[first]!, others[random.below(others.length)]!]
      const [angle, edge] = [random.below(TURN_STEPS), Math.round(60 * (random.next() + random.next() - 1))]
      return joiner.joined(one, other, angle, edge, random.below(2 * MOST_TURN + 1) - MOST_TURN)
    },
  }
}

function wholeOf(form: Uint8Array): Whole {
  const count = form[0]!
  const records = form.slice(FORM_HEADER, FORM_HEADER + count * FORM_RECORD)
  const view = new DataView(records.buffer)
  return {
    words: new Uint32Array(records.buffer),
    places: Int16Array.from({ length: 2 * count }, (_, i) =>
      view.getInt16((i >> 1) * FORM_RECORD + X_AT + 2 * (i & 1), true),
    ),
    turns: Uint8Array.from({ length: count }, (_, i) => records[i * FORM_RECORD + TURN_AT]!),
  }
}

/** Writes millions of forms without leaving anything behind. */
class Joiner {
  readonly #form = new Uint8Array(FORM)
  readonly #words = new Uint32Array(this.#form.buffer)
  readonly #view = new DataView(this.#form.buffer)
  readonly #next = new Uint8Array(SECTORS + 1)
  /** Which records are taken: of the first finger, or of the other and so many more. */
  readonly #taken = new Uint8Array(2 * KEPT)

  /** What lies on one side of a line of one finger and on the other of another, turned by so many 256ths about the middle. In the order of directions. */
  joined(one: Whole, other: Whole, angle: number, edge: number, turn: number): Uint8Array {
    const count = this.#take(one, other, angle, edge)
    this.#form.fill(0)
    this.#form[0] = count
    const sectorOf = (taken: number) =>
      (((taken < KEPT ? one.turns[taken]! : other.turns[taken - KEPT]!) + turn) & (TURN_STEPS - 1)) >> 4
    for (let i = 0; i < count; i++)
      for (let sector = sectorOf(this.#taken[i]!) + 1; sector <= SECTORS; sector++) this.#form[1 + sector]!++
    this.#next.set(this.#form.subarray(1, 2 + SECTORS))
    for (let i = 0; i < count; i++) {
      const taken = this.#taken[i]!
      const at = this.#next[sectorOf(taken)]!++
      if (taken < KEPT) this.#write(one, taken, at, turn)
      else this.#write(other, taken - KEPT, at, turn)
    }
    return this.#form
  }

  #take(one: Whole, other: Whole, angle: number, edge: number): number {
    const [cosine, sine] = [cosineOf(angle), sineOf(angle)]
    let count = 0
    const take = ({ turns, places }: Whole, isOther: boolean) => {
      for (let i = 0; i < turns.length && count < KEPT; i++) {
        const along = (cosine * (places[2 * i]! - MIDDLE.x) + sine * (places[2 * i + 1]! - MIDDLE.y)) >> 10
        if (along < edge !== isOther) this.#taken[count++] = isOther ? KEPT + i : i
      }
    }
    take(one, false)
    take(other, true)
    return count
  }

  #write({ words, places, turns }: Whole, from: number, at: number, turn: number): void {
    const to = FORM_HEADER / 4 + at * RECORD_WORDS
    for (let word = 0; word < RECORD_WORDS; word++) this.#words[to + word] = words[from * RECORD_WORDS + word]!
    const [cosine, sine] = [cosineOf(turn), sineOf(turn)]
    const [x, y] = [places[2 * from]! - MIDDLE.x, places[2 * from + 1]! - MIDDLE.y]
    this.#form[4 * to + TURN_AT] = turns[from]! + turn
    this.#view.setInt16(4 * to + X_AT, MIDDLE.x + ((cosine * x + sine * y) >> 10), true)
    this.#view.setInt16(4 * to + X_AT + 2, MIDDLE.y + ((cosine * y - sine * x) >> 10), true)
  }
}

const cosineOf = (turn: number): number => COSINES[turn & (TURN_STEPS - 1)]!
const sineOf = (turn: number): number => cosineOf(turn - TURN_STEPS / 4)
