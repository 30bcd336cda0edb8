import type { FingerTemplate, Minutia } from '../template.ts'
import { depth, hullOf, within } from './hull.ts'
import {
  CELL_THRESHOLD,
  CELLS_ACROSS,
  HULL_MARGIN,
  LAYERS,
  MIN_NEIGHBOURS,
  MIN_SEEN,
  RADIUS,
  SIGMA_DIRECTION,
  SIGMA_SPACE,
} from './parameters.ts'

/** Bytes of one cylinder as the kernel walks it: six layers, a mask of seen cells, then angle, x and y. */
export const RECORD = 128
const LAYER_BYTES = 16
export const MASK_AT = LAYERS * LAYER_BYTES
export const ANGLE_AT = 112
export const PLACE_AT = 114
export const FILLED_AT = 118
/** Steps of direction in a record: a full turn. */
export const TURN_STEPS = 256

const TURN = 2 * Math.PI
const CELL_SIDE = (2 * RADIUS) / CELLS_ACROSS
const REACH = 3 * SIGMA_SPACE
const SPACE_SCALE = 1 / (SIGMA_SPACE * Math.sqrt(TURN))

/** Middle of a column or row of cells, in pixels from the minutia. */
const middleOf = (index: number): number => CELL_SIDE * (index - (CELLS_ACROSS - 1) / 2)

/** Where each cell inside the circle lies in the square around it. */
export const CELL_PLACES: readonly { readonly column: number; readonly row: number }[] = Array.from(
  { length: CELLS_ACROSS * CELLS_ACROSS },
  (_, i) => ({ column: i % CELLS_ACROSS, row: Math.floor(i / CELLS_ACROSS) }),
).filter(({ column, row }) => Math.hypot(middleOf(column), middleOf(row)) <= RADIUS)

/** Middle of each cell inside the circle, in pixels along and across the minutia's direction. */
export const CELLS: readonly { readonly along: number; readonly across: number }[] = CELL_PLACES.map(
  ({ column, row }) => ({ along: middleOf(column), across: middleOf(row) }),
)

/** Number of the cell at each place of the square around the circle, or -1 outside. */
const CELL_NUMBERS = Int16Array.from({ length: CELLS_ACROSS * CELLS_ACROSS }, (_, i) =>
  CELLS.findIndex(
    cell => cell.along === middleOf(i % CELLS_ACROSS) && cell.across === middleOf(Math.floor(i / CELLS_ACROSS)),
  ),
)

/** Share of a neighbour that falls into each layer, by its direction difference in `TURN_STEPS`. */
const LAYER_SHARES = Float32Array.from({ length: TURN_STEPS * LAYERS }, (_, i) => {
  const difference = (Math.floor(i / LAYERS) / TURN_STEPS) * TURN
  const middle = -Math.PI + ((i % LAYERS) + 0.5) * (TURN / LAYERS)
  const apart = Math.abs(middle - difference) % TURN
  const away = apart > Math.PI ? TURN - apart : apart
  return normalShare(away - Math.PI / LAYERS, away + Math.PI / LAYERS, SIGMA_DIRECTION)
})

/**
 * The neighbourhood of each minutia as bits (MCC): which places around it, seen along its own direction, have neighbours of
 * which relative direction. Minutiae whose neighbourhood is mostly unseen are left out.
 *
 * @returns `RECORD` bytes for each kept minutia, in the order of the template.
 */
export function cylindersOf(template: FingerTemplate): Uint8Array {
  const { minutiae } = template
  const hull = hullOf(minutiae)
  const records = new Uint8Array(minutiae.length * RECORD)
  let count = 0
  for (const minutia of minutiae) {
    const record = records.subarray(count * RECORD, (count + 1) * RECORD)
    record.fill(0)
    if (fill(record, minutia, minutiae, hull)) count++
  }
  return records.slice(0, count * RECORD)
}

function fill(record: Uint8Array, minutia: Minutia, all: readonly Minutia[], hull: readonly Minutia[]): boolean {
  const cosine = Math.cos(minutia.angle)
  const sine = Math.sin(minutia.angle)
  const near = all.filter(
    other =>
      other !== minutia &&
      (other.x - minutia.x) ** 2 + (other.y - minutia.y) ** 2 <= (RADIUS + REACH) * (RADIUS + REACH),
  )
  if (near.length < MIN_NEIGHBOURS) return false
  const sums = new Float32Array(CELLS.length * LAYERS)
  for (const other of near) {
    const dx = other.x - minutia.x
    const dy = minutia.y - other.y
    const turned = turnSteps(minutia.angle - other.angle)
    spread(sums, cosine * dx + sine * dy, cosine * dy - sine * dx, turned)
  }
  const seen = setCells(record, sums, minutia, hull)
  const view = new DataView(record.buffer, record.byteOffset, RECORD)
  record[ANGLE_AT] = turnSteps(minutia.angle)
  view.setUint16(PLACE_AT, minutia.x, true)
  view.setUint16(PLACE_AT + 2, minutia.y, true)
  view.setUint16(FILLED_AT, bitsIn(record.subarray(0, MASK_AT)), true)
  return seen >= MIN_SEEN * CELLS.length
}

/** Sets the mask and the layers of the cells that are seen; returns how many are. */
function setCells(record: Uint8Array, sums: Float32Array, minutia: Minutia, hull: readonly Minutia[]): number {
  const cosine = Math.cos(minutia.angle)
  const sine = Math.sin(minutia.angle)
  const surrounded = depth(hull, minutia.x, minutia.y) >= RADIUS - HULL_MARGIN
  let seen = 0
  for (let cell = 0; cell < CELLS.length; cell++) {
    const { along, across } = CELLS[cell]!
    const x = minutia.x + cosine * along - sine * across
    const y = minutia.y - sine * along - cosine * across
    if (!surrounded && !within(hull, x, y, HULL_MARGIN)) continue
    seen++
    const byte = cell >> 3
    const bit = 1 << (cell & 7)
    record[MASK_AT + byte]! |= bit
    for (let layer = 0; layer < LAYERS; layer++)
      if (sums[cell * LAYERS + layer]! >= CELL_THRESHOLD) record[layer * LAYER_BYTES + byte]! |= bit
  }
  return seen
}

/** An angle in radians as one of `TURN_STEPS`. */
export function turnSteps(angle: number): number {
  return Math.round((angle / TURN) * TURN_STEPS) & (TURN_STEPS - 1)
}

/** Bits set in each byte. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

function bitsIn(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) count += ONES[byte]!
  return count
}

const weightsAlong = new Float32Array(CELLS_ACROSS)
const weightsAcross = new Float32Array(CELLS_ACROSS)

/** Adds one neighbour to the cells it reaches; the bell of the distance is a bell along times a bell across. */
function spread(sums: Float32Array, along: number, across: number, turned: number): void {
  const columns = reached(along, weightsAlong)
  const rows = reached(across, weightsAcross)
  for (let row = rows.from; row <= rows.to; row++)
    for (let column = columns.from; column <= columns.to; column++) {
      const cell = CELL_NUMBERS[row * CELLS_ACROSS + column]!
      const square = (middleOf(column) - along) ** 2 + (middleOf(row) - across) ** 2
      if (cell < 0 || square > REACH * REACH) continue
      const weight = SPACE_SCALE * weightsAlong[column]! * weightsAcross[row]!
      for (let layer = 0; layer < LAYERS; layer++)
        sums[cell * LAYERS + layer]! += weight * LAYER_SHARES[turned * LAYERS + layer]!
    }
}

/** Which cells of a line lie within reach of a place, and how heavily each counts. */
function reached(place: number, weights: Float32Array): { from: number; to: number } {
  const middle = place / CELL_SIDE + (CELLS_ACROSS - 1) / 2
  const from = Math.max(0, Math.ceil(middle - REACH / CELL_SIDE))
  const to = Math.min(CELLS_ACROSS - 1, Math.floor(middle + REACH / CELL_SIDE))
  for (let i = from; i <= to; i++)
    weights[i] = Math.exp(-((middleOf(i) - place) ** 2) / (2 * SIGMA_SPACE * SIGMA_SPACE))
  return { from, to }
}

/** Share of a normal distribution around 0 between two values. */
function normalShare(from: number, to: number, sigma: number): number {
  let sum = 0
  const steps = 64
  for (let i = 0; i < steps; i++) {
    const at = from + ((i + 0.5) / steps) * (to - from)
    sum += Math.exp(-(at * at) / (2 * sigma * sigma))
  }
  return (sum * (to - from)) / steps / (sigma * Math.sqrt(TURN))
}
