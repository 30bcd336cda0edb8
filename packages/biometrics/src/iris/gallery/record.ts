import { CODE_WORDS, COLUMNS, PLANES, ROW_WORDS } from '../template.ts'

/**
 * What a gallery of many people keeps of an eye in memory: 1,536 bits of the wide filter, every fourth column of twelve rows, and one mask
 * for the two signs of a place. 24 units of 32 places (one row, every eighth column) lie two by two in groups of three words of 64 bits:
 * real signs, imaginary signs, mask. The first two groups are the coarse part, 256 bits. Chosen on the development sets among several: see ADR 0060.
 */
export const COARSE_ROWS = [1, 4, 6, 9] as const
export const OTHER_ROWS = [0, 2, 5, 8, 10, 12, 13, 14] as const
/** A unit sees every eighth column, from 0 or from 4. */
const UNIT_STEP = 8
const UNITS: readonly { readonly row: number; readonly from: number }[] = [
  ...COARSE_ROWS.map(row => ({ row, from: 0 })),
  ...COARSE_ROWS.map(row => ({ row, from: UNIT_STEP / 2 })),
  ...OTHER_ROWS.flatMap(row => [
    { row, from: 0 },
    { row, from: UNIT_STEP / 2 },
  ]),
]
/** 32-bit words of a record: as many units of real signs, imaginary signs and masks. */
export const RECORD_WORDS = 3 * UNITS.length
export const COARSE_WORDS = 3 * COARSE_ROWS.length
/** Places (pairs of signs) of a record, and of its coarse part. Counts. */
export const PLACES = 32 * UNITS.length
export const COARSE_PLACES = 32 * COARSE_ROWS.length

/** Turns of the probe, in columns of 1.4 degrees: 11 degrees either way for the coarse part, 28 for the whole. Those first that are looked at first. */
export const COARSE_TURNS = turnsUpTo(8, 2)
export const FINE_TURNS = [...turnsUpTo(20, 2), ...bothWays(Array.from({ length: 10 }, (_, i) => 2 * i + 1))]
/** Turns at which who passes is looked at, and at the others only who is like the probe at one of these. */
export const FIRST_FINE_TURNS = 21

function turnsUpTo(most: number, step: number): readonly number[] {
  return [0, ...bothWays(Array.from({ length: most / step }, (_, i) => (i + 1) * step))]
}

function bothWays(turns: readonly number[]): readonly number[] {
  return turns.flatMap(turn => [turn, -turn])
}

/** The record of a code turned by so many columns. @param whole bits, then mask, as in `PreparedIris` */
export function recordOf(whole: Uint32Array, turn = 0): Uint32Array {
  const record = new Uint32Array(RECORD_WORDS)
  for (const [i, { row, from }] of UNITS.entries()) {
    const at = wordOf(i)
    const start = row * PLANES
    const first = (from - turn + COLUMNS) % UNIT_STEP
    const skipped = ((from - turn + COLUMNS) >> 3) % 32
    const mask = every8th(whole, CODE_WORDS, start, first) | every8th(whole, CODE_WORDS, start + 1, first)
    record[at] = rotated(every8th(whole, 0, start, first), skipped)
    record[at + 2] = rotated(every8th(whole, 0, start + 1, first), skipped)
    record[at + 4] = rotated(mask, skipped)
  }
  return record
}

/** Where the real signs of a unit lie; imaginary ones two words on, the mask four. */
const wordOf = (unit: number): number => 6 * (unit >> 1) + (unit & 1)

/** Every eighth bit of a row of one plane, from `first` on. */
function every8th(words: Uint32Array, base: number, plane: number, first: number): number {
  let bits = 0
  for (let word = 0; word < ROW_WORDS; word++) {
    const part = words[base + plane * ROW_WORDS + word]! >>> first
    bits |= ((part & 1) | ((part >>> 7) & 2) | ((part >>> 14) & 4) | ((part >>> 21) & 8)) << (4 * word)
  }
  return bits
}

/** Bit i of the answer is bit i + `places`. */
function rotated(bits: number, places: number): number {
  return places === 0 ? bits : (bits >>> places) | (bits << (32 - places))
}
