import { ANGLE_AT, CELL_PLACES, PLACE_AT, RECORD } from '../match/cylinders.ts'
import { LAYERS } from '../match/parameters.ts'

/** Bytes before the records of a filter form: how many there are, and where each sixteenth of a turn begins. */
export const FORM_HEADER = 32
/** Bytes of one record: 24 of bits, then as below. */
export const FORM_RECORD = 32
const BIT_BYTES = 24
/** Where in a record: 65,536 divided by how many bits are set (u16), angle (u8, 256 steps a turn), x and y (i16, pixels). */
export const PART_AT = BIT_BYTES
export const TURN_AT = 26
export const X_AT = 28
/** A full turn of directions is cut into so many sectors, in whose order the records lie. */
export const SECTORS = 16
/** Minutiae of a finger that the filter knows, the surest first. Chosen so that a form stays below 2 KB, see ADR 0037. */
export const KEPT = 40
/** Bytes of one form. */
export const FORM = FORM_HEADER + KEPT * FORM_RECORD

/**
 * Which bits of a cylinder the filter looks at: every fourth cell, each layer its own, since neighbouring cells say nearly the
 * same (a neighbour reaches over 9 pixels, a cell is 12). 168 of 672.
 */
const SAMPLED: readonly { readonly byte: number; readonly bit: number }[] = Array.from({ length: LAYERS }, (_, layer) =>
  CELL_PLACES.flatMap(({ column, row }, cell) =>
    column % 2 === layer % 2 && row % 2 === (layer >> 1) % 2
      ? [{ byte: layer * 16 + (cell >> 3), bit: 1 << (cell & 7) }]
      : [],
  ),
).flat()

/**
 * What the quick filter of a search keeps of a finger: the `most` surest of its cylinders, thinned out, in the order of their
 * directions. As `engine/sharedFingers.ts` walks it. @param cylinders as `cylindersOf` gives them
 */
export function filterFormOf(cylinders: Uint8Array, most = KEPT): Uint8Array {
  const form = new Uint8Array(FORM_HEADER + most * FORM_RECORD)
  const records = recordsOf(cylinders, most)
  form[0] = records.length
  records.forEach((record, i) => {
    form.set(record, FORM_HEADER + i * FORM_RECORD)
    for (let sector = sectorOf(record[TURN_AT]!) + 1; sector <= SECTORS; sector++) form[1 + sector]!++
  })
  return form
}

/** Sixteenth of a turn that a direction in 256 steps lies in. */
const sectorOf = (turn: number) => turn >> 4

function recordsOf(cylinders: Uint8Array, most: number): readonly Uint8Array[] {
  const records: Uint8Array[] = []
  for (let at = 0; at < cylinders.length && records.length < most; at += RECORD) {
    const record = recordOf(cylinders.subarray(at, at + RECORD))
    if (record !== null) records.push(record)
  }
  return records.sort((a, b) => sectorOf(a[TURN_AT]!) - sectorOf(b[TURN_AT]!))
}

/** A thinned out cylinder, or null when nothing of it is set. */
function recordOf(cylinder: Uint8Array): Uint8Array | null {
  const record = new Uint8Array(FORM_RECORD)
  let filled = 0
  SAMPLED.forEach(({ byte, bit }, i) => {
    if ((cylinder[byte]! & bit) === 0) return
    record[i >> 3]! |= 1 << (i & 7)
    filled++
  })
  if (filled === 0) return null
  new DataView(record.buffer).setUint16(PART_AT, Math.min(65_535, Math.round(65_536 / filled)), true)
  record[TURN_AT] = cylinder[ANGLE_AT]!
  record.set(cylinder.subarray(PLACE_AT, PLACE_AT + 4), X_AT)
  return record
}
