import * as p from '../parameters.ts'
import type { RubberSheet } from './rubberSheet.ts'

/** Blocks of the sheet, row by row: `differ` is 1 where a block does not look like iris. */
export interface Blocks {
  readonly columns: number
  readonly rows: number
  readonly differ: Uint8Array
}

const WIDTH = 8
const HEIGHT = 4

/** Compares every block of 8 columns and 4 rows with the sides of the eye: its mean grey, and how many of its pixels are hidden already. */
export function blocksOf(sheet: RubberSheet, visible: Uint8Array, profile: Float32Array, spread: number): Blocks {
  const columns = p.SHEET_COLUMNS / WIDTH
  const rows = p.SHEET_ROWS / HEIGHT
  const differ = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const { mean, outliers } = blockOf(sheet, visible, profile, row * HEIGHT, column * WIDTH)
      const odd = mean > p.BLOCK_BRIGHTNESS * spread || mean < -p.BLOCK_DARKNESS * spread
      if (odd || outliers > p.BLOCK_OUTLIERS) differ[row * columns + column] = 1
    }
  }
  return { columns, rows, differ }
}

/** Mean grey above that of the sides, and the share of hidden pixels, among those of a block that were seen. */
function blockOf(
  { greys, seen }: RubberSheet,
  visible: Uint8Array,
  profile: Float32Array,
  top: number,
  left: number,
): { mean: number; outliers: number } {
  let [sum, count, hidden] = [0, 0, 0]
  for (let y = top; y < top + HEIGHT; y++) {
    for (let at = y * p.SHEET_COLUMNS + left; at < y * p.SHEET_COLUMNS + left + WIDTH; at++) {
      if (!seen[at]) continue
      sum += greys[at]! - profile[y]!
      count++
      if (!visible[at]) hidden++
    }
  }
  return count === 0 ? { mean: 0, outliers: 0 } : { mean: sum / count, outliers: hidden / count }
}
