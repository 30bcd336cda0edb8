import { COARSE_PLACES, COARSE_TURNS } from './record.ts'

/**
 * Coarse parts of 128 people lie in a sheet for each eye, turned over: of every place four planes of 128 bits, one bit a person, that say in whose eye the
 * place is known and has those two signs. A place after the last is nobody's and empty. See `engine/_sheet.ts`, which counts planes.
 */
export const SHEET_PEOPLE = 128
const PLANE_BYTES = SHEET_PEOPLE / 8
const SIGNS = 4
const PLACE_BYTES = SIGNS * PLANE_BYTES
export const EYE_SHEET_BYTES = (COARSE_PLACES + 1) * PLACE_BYTES

/** What a place of an eye says: its real sign and twice the imaginary one; null where it is masked. */
type Signs = 0 | 1 | 2 | 3 | null

/** What every place of a coarse part says, 32 places of a unit after one another. */
export function signsOf(record: Uint32Array): Signs[] {
  return Array.from({ length: COARSE_PLACES }, (_, place) => {
    const at = 6 * (place >> 6) + ((place >> 5) & 1)
    const bit = (word: number) => (record[at + word]! >>> place) & 1 // shifts count modulo 32
    return bit(4) === 0 ? null : ((bit(0) | (bit(2) << 1)) as Signs)
  })
}

/**
 * Writes what is known of one eye into its sheet, or that nothing is: as `signsOf`, without making anything on the way, since millions are laid.
 * @param person their place among the 128
 */
export function layInSheet(sheet: Uint8Array, person: number, record: Uint32Array | null): void {
  const bit = 1 << (person & 7)
  let at = person >> 3
  for (let place = 0; place < COARSE_PLACES; place++) {
    const word = 6 * (place >> 6) + ((place >> 5) & 1)
    const isKnown = record !== null && ((record[word + 4]! >>> place) & 1) === 1
    const signs = isKnown ? ((record[word]! >>> place) & 1) | (((record[word + 2]! >>> place) & 1) << 1) : SIGNS
    for (let each = 0; each < SIGNS; each++, at += PLANE_BYTES)
      if (each === signs) sheet[at]! |= bit
      else sheet[at]! &= ~bit
  }
}

/** A list begins with its length, and is filled up to a multiple of 8 with places that are nobody's. */
const LIST_HEAD = 8
const LIST_WORDS = LIST_HEAD + COARSE_PLACES
/** One for the places that are known, and two for each turn: planes that agree in both signs, and that differ in both. */
const LISTS = 1 + 2 * COARSE_TURNS.length
export const PROBE_LISTS_BYTES = 2 * LISTS * LIST_WORDS

/** What the kernel counts in a sheet for a probe. @param turned its coarse parts, of each turn; the first is not turned */
export function listsOf(turned: readonly Uint32Array[]): Uint16Array {
  const lists = new Uint16Array(LISTS * LIST_WORDS)
  const known = turned.map(record => knownOf(signsOf(record)))
  write(
    lists.subarray(0, LIST_WORDS),
    known[0]!.map(({ place }) => place * PLANE_BYTES),
    COARSE_PLACES * PLANE_BYTES,
  )
  for (const [turn, places] of known.entries())
    for (const [i, unlike] of [0, SIGNS - 1].entries())
      write(
        lists.subarray((1 + 2 * turn + i) * LIST_WORDS),
        places.map(({ place, signs }) => place * PLACE_BYTES + (signs ^ unlike) * PLANE_BYTES),
        COARSE_PLACES * PLACE_BYTES,
      )
  return lists
}

const knownOf = (signs: readonly Signs[]) =>
  signs.flatMap((each, place) => (each === null ? [] : [{ place, signs: each }]))

function write(list: Uint16Array, planes: readonly number[], nobodys: number): void {
  const length = LIST_HEAD * Math.ceil(planes.length / LIST_HEAD)
  list[0] = length
  list.fill(nobodys, LIST_HEAD, LIST_HEAD + length)
  list.set(planes, LIST_HEAD)
}
