import type { GreyImage } from '../../image/grey.ts'
import { boxMean } from '../blur.ts'

/** Side of the cells in which fingers are looked for. Millimetres: about one ridge, as `CELL` of the extractor at 500 dpi. */
export const CELL_MM = 0.4
const MM_PER_INCH = 25.4

/** Cells with less deviation are glass or breath, not ridges. Grey levels, and share of the clearest tenth of the picture. Chosen. */
const LEAST_DEVIATION = 9
const SHARE_OF_CLEAR = 0.3
/** Votes of neighbours: cells each way. */
const VOTING = 2

/** A top nearer to the edge than this is dirt. Cells: 2.5 mm. */
const LEAST_HALF_WIDTH = 6

/** Where ridges are, in cells from the top left. */
export interface Cells {
  readonly columns: number
  readonly rows: number
  /** Which piece a cell belongs to, from 1; 0 is background. */
  readonly piece: Uint8Array
  readonly count: number
}

/**
 * Cuts the picture's ridges into pieces of one finger joint each, also where they touch. `dpi` must be known.
 *
 * @returns for each of the `necks` one way to cut: two tops of the distance map that are joined by more than this share of the lower one
 * are one piece.
 */
export function piecesOf(image: GreyImage, dpi: number, necks: readonly number[]): readonly (() => Cells)[] {
  const side = (CELL_MM * dpi) / MM_PER_INCH
  const columns = Math.floor(image.width / side)
  const rows = Math.floor(image.height / side)
  const inside = ridged(image, side, columns, rows)
  const depth = smoothed(depths(inside, columns, rows), columns, rows)
  return necks.map(neck => () => ({ columns, rows, ...flooded(depth, columns, rows, neck) }))
}

/** 1 where the grey levels vary as ridges do. Breath on the glass is grey but smooth. */
function ridged(image: GreyImage, side: number, columns: number, rows: number): Uint8Array {
  const deviation = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      deviation[row * columns + column] = deviationIn(image, column * side, row * side, side)
  const ranked = deviation.toSorted()
  const clear = ranked[Math.floor(0.9 * ranked.length)] ?? 0
  const floor = Math.max(LEAST_DEVIATION, SHARE_OF_CLEAR * clear)
  const votes = boxMean(
    deviation.map(value => (value >= floor ? 1 : 0)),
    columns,
    rows,
    VOTING,
  )
  return Uint8Array.from(votes, share => (share > 0.5 ? 1 : 0))
}

function deviationIn({ pixels, width, height }: GreyImage, x: number, y: number, side: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, bottom] = [Math.min(width, Math.ceil(x + side)), Math.min(height, Math.ceil(y + side))]
  let sum = 0
  let squares = 0
  let count = 0
  for (let row = top; row < bottom; row++)
    for (let at = row * width + left; at < row * width + right; at++) {
      const level = pixels[at]!
      sum += level
      squares += level * level
      count++
    }
  return count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
}

/** How deep each cell lies inside, in cells: two passes of the 3-4 chamfer (Borgefors 1986), a third of it. */
function depths(inside: Uint8Array, columns: number, rows: number): Float32Array {
  const depth = Float32Array.from(inside, value => (value ? 1e6 : 0))
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows ? 0 : depth[row * columns + column]!
  const relax = (column: number, row: number, step: 1 | -1) => {
    const least = Math.min(
      at(column - step, row) + 3,
      at(column, row - step) + 3,
      at(column - step, row - step) + 4,
      at(column + step, row - step) + 4,
    )
    const here = row * columns + column
    if (least < depth[here]!) depth[here] = least
  }
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) relax(column, row, 1)
  for (let row = rows - 1; row >= 0; row--) for (let column = columns - 1; column >= 0; column--) relax(column, row, -1)
  return depth.map(value => value / 3)
}

const smoothed = (depth: Float32Array, columns: number, rows: number): Float32Array =>
  boxMean(depth, columns, rows, 1).map((value, i) => (depth[i]! > 0 ? value : 0))

/**
 * Watershed of the depth map (after Vincent and Soille 1991): cells join from the deepest on; where two basins meet while both are much
 * deeper than their neck, they are two fingers and stay apart.
 */
function flooded(
  depth: Float32Array,
  columns: number,
  rows: number,
  neck: number,
): { readonly piece: Uint8Array; readonly count: number } {
  const order = Array.from(depth.keys())
    .filter(i => depth[i]! > 0)
    .sort((a, b) => depth[b]! - depth[a]!)
  const basin = new Int32Array(depth.length).fill(-1)
  const top: number[] = []
  const joined: number[] = []
  const rootOf = (id: number): number => {
    let root = id
    while (joined[root] !== root) root = joined[root]!
    return root
  }
  for (const i of order) {
    const found = new Set(neighbours(i, columns, rows).flatMap(j => (basin[j]! < 0 ? [] : [rootOf(basin[j]!)])))
    const [deepest, ...others] = [...found].sort((a, b) => top[b]! - top[a]!)
    if (deepest === undefined) {
      basin[i] = top.length
      joined.push(top.length)
      top.push(depth[i]!)
      continue
    }
    basin[i] = deepest
    for (const other of others)
      if (depth[i]! >= neck * top[other]! || top[other]! < LEAST_HALF_WIDTH) joined[other] = deepest
  }
  const names = [...new Set(top.keys().map(rootOf))].filter(root => top[root]! >= LEAST_HALF_WIDTH)
  const piece = Uint8Array.from(basin, id => (id < 0 ? 0 : names.indexOf(rootOf(id)) + 1))
  return { piece, count: names.length }
}

function neighbours(i: number, columns: number, rows: number): readonly number[] {
  const column = i % columns
  const row = Math.floor(i / columns)
  const found: number[] = []
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
      if (x !== column || y !== row) found.push(y * columns + x)
  return found
}
