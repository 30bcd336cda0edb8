import * as p from '../parameters.ts'
import { blocksOf } from './blocks.ts'
import type { RubberSheet } from './rubberSheet.ts'

/** What of the sheet shows iris and nothing else, and its texture. Both row by row, as the sheet. */
export interface VisibleIris {
  /** 1 where iris is visible. */
  readonly visible: Uint8Array
  /** Grey levels above the mean of the visible part of the row. */
  readonly flat: Float32Array
}

/**
 * Hides lids, lashes and what is left of reflections. The sides of the iris tell what iris looks like at each distance from the
 * pupil; what is much brighter, darker or rougher is something else, and so is all that lies beyond it towards a lid.
 */
export function visibleIris(sheet: RubberSheet): VisibleIris {
  const { profile, spread } = sideProfile(sheet)
  const visible = sheet.seen.slice()
  hideOutliers(sheet, visible, profile, spread)
  hideBlocks(sheet, visible, profile, spread)
  return { visible, flat: flattened(sheet.greys, visible) }
}

/** Median grey of each row at the sides of the eye, and the median distance of side pixels from it, as a standard deviation. */
function sideProfile({ greys, seen }: RubberSheet): { profile: Float32Array; spread: number } {
  const profile = new Float32Array(p.SHEET_ROWS)
  const distances: number[] = []
  for (let row = 0; row < p.SHEET_ROWS; row++) {
    const side: number[] = []
    for (let column = 0; column < p.SHEET_COLUMNS; column++) {
      const at = row * p.SHEET_COLUMNS + column
      if (seen[at] && liesBeside(column / p.SHEET_COLUMNS)) side.push(greys[at]!)
    }
    const middle = median(side)
    profile[row] = middle
    for (const grey of side) distances.push(Math.abs(grey - middle))
  }
  return { profile, spread: Math.max(p.SPREAD_LEAST, 1.4826 * median(distances)) }
}

/** Whether a direction (turns, 0 right, clockwise) is one where lids seldom reach. */
function liesBeside(turns: number): boolean {
  const angle = turns * 2 * Math.PI
  const fromHorizontal = Math.asin(Math.sin(angle))
  return fromHorizontal >= -p.CLEAR_ABOVE && fromHorizontal <= p.CLEAR_BELOW
}

function hideOutliers({ greys }: RubberSheet, visible: Uint8Array, profile: Float32Array, spread: number): void {
  const [dark, bright] = [p.LASH_DARKNESS * spread, p.SKIN_BRIGHTNESS * spread]
  for (let i = 0; i < greys.length; i++) {
    const above = greys[i]! - profile[Math.floor(i / p.SHEET_COLUMNS)]!
    if (above < -dark || above > bright) visible[i] = 0
  }
}

/** Hides whole blocks that differ from the sides, and above and below the pupil all that lies beyond the first of them. */
function hideBlocks(sheet: RubberSheet, visible: Uint8Array, profile: Float32Array, spread: number): void {
  const { columns, rows, differ } = blocksOf(sheet, visible, profile, spread)
  for (let column = 0; column < columns; column++) {
    const edge = liesBeside((column + 0.5) / columns) ? rows : lidEdge(differ, columns, rows, column)
    for (let row = 0; row < rows; row++) {
      if (row >= edge || differ[row * columns + column]) hideBlock(visible, row, column, columns, rows)
    }
  }
}

/** The row where a lid begins: the first from which on at least `LID_SHARE` of the blocks differ. */
function lidEdge(differ: Uint8Array, columns: number, rows: number, column: number): number {
  let [edge, odd] = [rows, 0]
  for (let row = rows - 1; row >= 0; row--) {
    odd += differ[row * columns + column]!
    if (differ[row * columns + column] && odd >= p.LID_SHARE * (rows - row)) edge = row
  }
  return edge
}

function hideBlock(visible: Uint8Array, row: number, column: number, columns: number, rows: number): void {
  const width = p.SHEET_COLUMNS / columns
  const height = p.SHEET_ROWS / rows
  for (let y = row * height; y < (row + 1) * height; y++) {
    visible.fill(0, y * p.SHEET_COLUMNS + column * width, y * p.SHEET_COLUMNS + (column + 1) * width)
  }
}

/** The texture without the slow change of brightness from pupil to limbus; 0 where hidden. */
function flattened(greys: Float32Array, visible: Uint8Array): Float32Array {
  const flat = new Float32Array(greys.length)
  for (let row = 0; row < p.SHEET_ROWS; row++) {
    const base = row * p.SHEET_COLUMNS
    let [sum, count] = [0, 0]
    for (let i = base; i < base + p.SHEET_COLUMNS; i++) {
      if (!visible[i]) continue
      sum += greys[i]!
      count++
    }
    const mean = sum / Math.max(1, count)
    for (let i = base; i < base + p.SHEET_COLUMNS; i++) flat[i] = visible[i] ? greys[i]! - mean : 0
  }
  return flat
}

function median(values: number[]): number {
  if (values.length === 0) return 0
  const sorted = Float64Array.from(values).sort()
  return sorted[sorted.length >> 1]!
}
