import { MOST_BOX, WAVE_LENGTHS } from './parameters.ts'
import { NO_WAVE, type RidgeWaves } from './template.ts'

/** A wave in its square, counted from the top left of the image. */
export interface PlacedWave {
  readonly column: number
  readonly row: number
  /** As `RidgeWaves.waves`. */
  readonly wave: number
  /** Steps of length, not yet rounded. */
  readonly length: number
}

/**
 * The waves nearest their middle, at most so many, in the box that holds them; null when there are none. Lengths are means over two by
 * two squares of the box.
 */
export function boxed(placed: readonly PlacedWave[], most: number): RidgeWaves | null {
  const kept = nearestTheMiddle(placed, most)
  if (kept.length === 0) return null
  const { column, row, columns, rows } = boxOf(kept)
  const waves = new Uint16Array(columns * rows).fill(NO_WAVE)
  const across = Math.ceil(columns / 2)
  const sums = new Float64Array(across * Math.ceil(rows / 2))
  const counts = new Uint8Array(sums.length)
  for (const each of kept) {
    const x = each.column - column
    const y = each.row - row
    waves[y * columns + x] = each.wave
    sums[(y >> 1) * across + (x >> 1)]! += each.length
    counts[(y >> 1) * across + (x >> 1)]!++
  }
  const lengths = Uint8Array.from(sums, (sum, i) =>
    counts[i] === 0 ? 0 : Math.max(0, Math.min(WAVE_LENGTHS - 1, Math.floor(sum / counts[i]!))),
  )
  return { column, row, columns, rows, waves, lengths }
}

/** The same in fewer waves, of a smaller box. */
export function fewerWaves(ridges: RidgeWaves, most: number): RidgeWaves {
  const { column, row, columns } = ridges
  const across = Math.ceil(columns / 2)
  const placed: PlacedWave[] = []
  ridges.waves.forEach((wave, i) => {
    if (wave === NO_WAVE) return
    const x = i % columns
    const y = (i - x) / columns
    placed.push({ column: column + x, row: row + y, wave, length: ridges.lengths[(y >> 1) * across + (x >> 1)]! + 0.5 })
  })
  return placed.length <= most ? ridges : boxed(placed, most)!
}

/** How many squares have a wave. */
export const countWaves = ({ waves }: RidgeWaves): number =>
  waves.reduce((sum, wave) => sum + (wave === NO_WAVE ? 0 : 1), 0)

function nearestTheMiddle(placed: readonly PlacedWave[], most: number): PlacedWave[] {
  const x = placed.reduce((sum, { column }) => sum + column, 0) / placed.length
  const y = placed.reduce((sum, { row }) => sum + row, 0) / placed.length
  const far = ({ column, row }: PlacedWave) => (column - x) ** 2 + (row - y) ** 2
  const kept = [...placed].sort((a, b) => far(a) - far(b) || a.row - b.row || a.column - b.column).slice(0, most)
  while (kept.length > 0 && boxOf(kept).columns * boxOf(kept).rows > MOST_BOX) kept.pop()
  return kept
}

function boxOf(placed: readonly PlacedWave[]): { column: number; row: number; columns: number; rows: number } {
  const column = Math.min(...placed.map(each => each.column))
  const row = Math.min(...placed.map(each => each.row))
  const columns = Math.max(...placed.map(each => each.column)) - column + 1
  const rows = Math.max(...placed.map(each => each.row)) - row + 1
  return { column, row, columns, rows }
}
