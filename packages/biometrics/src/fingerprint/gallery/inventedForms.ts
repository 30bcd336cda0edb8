import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { syntheticTemplates } from '../../synthetic/syntheticTemplates.ts'
import { FORM, FORM_HEADER, FORM_RECORD, filterFormOf, KEPT, SECTORS, TURN_AT, X_AT } from '../filter/filterForm.ts'
import { COSINES } from '../filter/parameters.ts'
import { prepareFinger } from '../match/prepareFinger.ts'

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

/** @param variety fingers of the library: few, for a test, are made in a moment */
export function inventedForms(seed: string, variety = LIBRARY): InventedForms {
  const random = seededRandom(`forms ${seed}`)
  const library = Array.from(
    { length: variety },
    (_, i) => syntheticTemplates(`filler ${seed} ${i}`, { sites: ['finger-2'] })['finger-2']!,
  )
  const forms = library.map(stored => filterFormOf(prepareFinger(stored).cylinders))
  const joined = new Uint8Array(FORM)
  return {
    library,
    next: () => {
      const [one, other] = [forms[random.below(variety)]!, forms[random.below(variety)]!]
      return join(one, other, joined, random)
    },
  }
}

function join(one: Uint8Array, other: Uint8Array, into: Uint8Array, random: SeededRandom): Uint8Array {
  const angle = 2 * Math.PI * random.next()
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const edge = 30 * random.normal()
  const records: Uint8Array[] = []
  for (const [side, form] of [one, other].entries())
    for (let i = 0; i < form[0]!; i++) {
      const record = form.subarray(FORM_HEADER + i * FORM_RECORD, FORM_HEADER + (i + 1) * FORM_RECORD)
      const view = new DataView(record.buffer, record.byteOffset, FORM_RECORD)
      const [x, y] = [view.getInt16(X_AT, true) - MIDDLE.x, view.getInt16(X_AT + 2, true) - MIDDLE.y]
      if (cos * x + sin * y < edge === (side === 0)) records.push(record)
    }
  records.length = Math.min(records.length, KEPT)
  return writeInOrder(records, into, random.below(33) - 16)
}

/** In the order of their directions, all turned by so many steps about the middle. */
function writeInOrder(records: readonly Uint8Array[], into: Uint8Array, turn: number): Uint8Array {
  into.fill(0)
  into[0] = records.length
  const [cosine, sine] = [COSINES[turn & (TURN_STEPS - 1)]!, COSINES[(turn - TURN_STEPS / 4) & (TURN_STEPS - 1)]!]
  const sectorOf = (record: Uint8Array) => ((record[TURN_AT]! + turn) & (TURN_STEPS - 1)) >> 4
  const ends = new Uint8Array(SECTORS + 1)
  for (const record of records) for (let sector = sectorOf(record) + 1; sector <= SECTORS; sector++) ends[sector]!++
  into.set(ends, 1)
  const next = ends.slice()
  const view = new DataView(into.buffer, into.byteOffset)
  for (const record of records) {
    const at = FORM_HEADER + next[sectorOf(record)]!++ * FORM_RECORD
    into.set(record, at)
    into[at + TURN_AT] = record[TURN_AT]! + turn
    const [x, y] = [view.getInt16(at + X_AT, true) - MIDDLE.x, view.getInt16(at + X_AT + 2, true) - MIDDLE.y]
    view.setInt16(at + X_AT, MIDDLE.x + ((cosine * x + sine * y) >> 10), true)
    view.setInt16(at + X_AT + 2, MIDDLE.y + ((cosine * y - sine * x) >> 10), true)
  }
  return into
}
