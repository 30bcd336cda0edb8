import { boxMean } from '../blur.ts'
import { CELL, MIN_COHERENCE, MIN_CONTRAST, RELATIVE_CONTRAST } from '../parameters.ts'
import type { CellMap, Plane } from '../plane.ts'
import type { Directions } from './directions.ts'

/** 1 where there is a finger, by cells of `CELL` pixels. */
export type Foreground = CellMap<Uint8Array>

/**
 * Where the finger is: cells with enough contrast, compared with the better half of the image, whose ridges run parallel;
 * then smoothed by votes, holes filled, and only the largest piece kept.
 */
export function foreground(image: Plane, directions: Directions): Foreground {
  const { columns, rows } = directions
  const levels = cellContrast(image, columns, rows)
  const ranked = levels.toSorted().reverse()
  const better = ranked.slice(0, Math.ceil(ranked.length / 2))
  const typical = better.reduce((sum, level) => sum + level, 0) / better.length
  const floor = Math.max(MIN_CONTRAST, RELATIVE_CONTRAST * typical)
  const votes = Float32Array.from(levels, (level, cell) =>
    level >= floor && directions.coherence[cell]! >= MIN_COHERENCE ? 1 : 0,
  )
  const once = majority(votes, columns, rows, 1)
  const smooth = majority(once, columns, rows, 2)
  const values = filled(largestPiece(Uint8Array.from(smooth), columns, rows), columns, rows)
  return { columns, rows, side: CELL, values }
}

/** How much finger there is, in cells, and how parallel its ridges run, in 255ths. */
export function extent(finger: Foreground, clarity: Float32Array): { area: number; clarity: number } {
  let area = 0
  let coherence = 0
  finger.values.forEach((inside, cell) => {
    area += inside
    coherence += inside * clarity[cell]!
  })
  return { area, clarity: area > 0 ? Math.round((255 * coherence) / area) : 0 }
}

/** Standard deviation of the grey levels of each cell. */
function cellContrast(image: Plane, columns: number, rows: number): Float32Array {
  const levels = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      levels[row * columns + column] = deviationIn(image, column * CELL, row * CELL)
  return levels
}

function deviationIn({ width, height, values }: Plane, left: number, top: number): number {
  const across = Math.min(CELL, width - left)
  const bottom = Math.min(height, top + CELL)
  let sum = 0
  let squares = 0
  for (let y = top; y < bottom; y++)
    for (let at = y * width + left; at < y * width + left + across; at++) {
      const level = values[at]!
      sum += level
      squares += level * level
    }
  const mean = sum / (across * (bottom - top))
  return Math.sqrt(Math.max(0, squares / (across * (bottom - top)) - mean * mean))
}

function majority(votes: Float32Array, columns: number, rows: number, radius: number): Float32Array {
  return boxMean(votes, columns, rows, radius).map(share => (share > 0.5 ? 1 : 0))
}

/** Keeps the largest 4-connected piece of ones. */
export function largestPiece(values: Uint8Array, columns: number, rows: number): Uint8Array {
  const { labels, sizes } = pieces(values, 1, columns, rows)
  const largest = sizes.indexOf(Math.max(...sizes))
  return Uint8Array.from(labels, label => (sizes.length > 0 && label === largest + 1 ? 1 : 0))
}

/** Fills the pieces of zeros that do not touch the edge. */
export function filled(values: Uint8Array, columns: number, rows: number): Uint8Array {
  const { labels } = pieces(values, 0, columns, rows)
  const open = new Set<number>()
  for (let cell = 0; cell < labels.length; cell++) {
    const column = cell % columns
    const row = (cell - column) / columns
    if (column === 0 || row === 0 || column === columns - 1 || row === rows - 1) open.add(labels[cell]!)
  }
  return Uint8Array.from(labels, label => (label > 0 && open.has(label) ? 0 : 1))
}

function pieces(
  values: Uint8Array,
  wanted: number,
  columns: number,
  rows: number,
): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(values.length)
  const sizes: number[] = []
  for (let start = 0; start < values.length; start++) {
    if (values[start] !== wanted || labels[start] !== 0) continue
    const label = sizes.length + 1
    const queue = [start]
    labels[start] = label
    for (const cell of queue) {
      const column = cell % columns
      const next = [
        column > 0 ? cell - 1 : -1,
        column < columns - 1 ? cell + 1 : -1,
        cell - columns,
        cell + columns < columns * rows ? cell + columns : -1,
      ]
      for (const neighbour of next)
        if (neighbour >= 0 && values[neighbour] === wanted && labels[neighbour] === 0) {
          labels[neighbour] = label
          queue.push(neighbour)
        }
    }
    sizes.push(queue.length)
  }
  return { labels, sizes }
}
