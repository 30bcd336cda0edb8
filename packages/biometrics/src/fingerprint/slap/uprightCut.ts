import type { GreyImage } from '../../image/grey.ts'
import { CELL_MM, type Cells } from './pieces.ts'

/** What is kept around the ridges. Millimetres. */
const MARGIN = 1.6
const MM_PER_INCH = 25.4

interface Tip {
  readonly name: number
  /** Along the fingers' axis, downwards, and across it; cells, turned about the picture's top left corner. */
  readonly top: number
  readonly bottom: number
  readonly middle: number
}

/** One finger of a picture, upright on blank glass, without its neighbours. @param size millimetres at most, dpi of the picture */
export function uprightCut(
  image: GreyImage,
  cells: Cells,
  { name, top, bottom, middle }: Tip,
  turn: number,
  size: { readonly dpi: number; readonly length: number; readonly width: number },
): { readonly image: GreyImage; readonly corners: readonly (readonly [number, number])[] } {
  const perMm = size.dpi / MM_PER_INCH
  const cell = CELL_MM * perMm
  const length = Math.min(size.length, (bottom - top) * CELL_MM + 2 * MARGIN)
  const width = Math.round(size.width * perMm)
  const height = Math.round(length * perMm)
  const startY = top * cell - MARGIN * perMm
  const startX = middle * cell - width / 2
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  /** From the upright picture to the slap. */
  const back = (u: number, v: number): readonly [number, number] => {
    const [x, y] = [startX + u, startY + v]
    return [cos * x - sin * y, sin * x + cos * y]
  }
  const mine = reachedBy(cells, name)
  const pixels = new Uint8Array(width * height).fill(glassOf(image))
  for (let v = 0; v < height; v++)
    for (let u = 0; u < width; u++) {
      const [x, y] = back(u, v)
      const column = Math.floor(x / cell)
      const row = Math.floor(y / cell)
      if (column < 0 || row < 0 || column >= cells.columns || row >= cells.rows) continue
      if (mine[row * cells.columns + column] === 1) pixels[v * width + u] = levelAt(image, x, y)
    }
  const corners = [back(0, 0), back(width, 0), back(width, height), back(0, height)]
  return { image: { width, height, dpi: size.dpi, pixels }, corners }
}

/** The finger's own cells and the blank ones around them, none of another finger. */
function reachedBy({ columns, rows, piece }: Cells, name: number): Uint8Array {
  const reach = Math.round(MARGIN / CELL_MM)
  const mine = new Uint8Array(piece.length)
  piece.forEach((each, i) => {
    if (each !== name) return
    const [x, y] = [i % columns, Math.floor(i / columns)]
    for (let row = Math.max(0, y - reach); row <= Math.min(rows - 1, y + reach); row++)
      for (let column = Math.max(0, x - reach); column <= Math.min(columns - 1, x + reach); column++) {
        const there = piece[row * columns + column]!
        if (there === name || there === 0) mine[row * columns + column] = 1
      }
  })
  return mine
}

/** Grey between four pixels, linearly. */
function levelAt({ pixels, width, height }: GreyImage, x: number, y: number): number {
  const left = Math.min(Math.max(0, Math.floor(x)), width - 2)
  const top = Math.min(Math.max(0, Math.floor(y)), height - 2)
  const [across, down] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))]
  const at = top * width + left
  const above = pixels[at]! + (pixels[at + 1]! - pixels[at]!) * across
  const below = pixels[at + width]! + (pixels[at + width + 1]! - pixels[at + width]!) * across
  return Math.round(above + (below - above) * down)
}

/** The grey level of blank glass: the most common one of the picture. */
function glassOf({ pixels }: GreyImage): number {
  const counts = new Uint32Array(256)
  for (let i = 0; i < pixels.length; i += 7) counts[pixels[i]!]!++
  return counts.indexOf(Math.max(...counts))
}
