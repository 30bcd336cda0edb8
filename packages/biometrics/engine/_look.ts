/**
 * What the waves of two prints say where a square of one, laid on the other, is moved by some pixels. In f64, as `_alignment.ts`; twin:
 * src/fingerprint/match/agreeSlowly.ts.
 *
 * A field is columns and rows (u16), the first cell's middle (x and y, i16, pixels), then 8 bytes a cell: wave vector (x and y, i16,
 * 16,384ths of a radian a pixel), phase at the middle (i16, 32,768ths of half a turn), 1 where a wave was seen (i16).
 */

import { cosine, shiftX, shiftY, sine } from './_alignment'

const HEADER: usize = 8
const CELL: usize = 8
const VECTOR_UNIT: f64 = 1.0 / 16384.0
const PHASE_UNIT: f64 = Math.PI / 32768.0
const TURN: f64 = 2.0 * Math.PI
const PER_TURN: f64 = 1.0 / (2.0 * Math.PI)
/** Distance of the cells. Pixels, as WAVE_CELL. */
export const GRID: f64 = 24
const PER_GRID: f64 = 1.0 / 24.0
/** Most cells of a field's box: as MOST_BOX. */
export const MOST: i32 = 512
/** Mean agreement of directions (-1 to 1) below which the rest is not asked. */
const LEAST: f64 = 0.7

/** Cells of A that have a wave (u16), and, by cell: where it lies on B unmoved, from B's first (f64). */
export const waved = memory.data(MOST * 2, 16)
export let wavedCells: i32 = 0
const places = memory.data(MOST * 16, 16)
/** A's wave vector there, turned as it lies on B, its square, and its phase in radians (f64). */
const vectors = memory.data(MOST * 32, 16)

export let columns: i32 = 0
export let rows: i32 = 0
/** Middle of A's first cell, pixels. */
export let left: f64 = 0
export let top: f64 = 0
let cellsB: usize = 0
let acrossB: i32 = 0
let downB: i32 = 0
let leftB: f64 = 0
let topB: f64 = 0

/** What `look` finds: the mean of both waves and by how much A's exceeds B's, radians a pixel. */
export let waveX: f64 = 0
export let waveY: f64 = 0
export let excessX: f64 = 0
export let excessY: f64 = 0
/** By how much the phases differ, radians in [-π, π], and the squared cosine between the waves. */
export let apart: f64 = 0
export let parallel: f64 = 0

/** Lays A's cells and waves over B. @returns whether directions agree where both have a wave: strangers' mostly do not */
export function layOver(fieldA: usize, fieldB: usize): bool {
  columns = <i32>load<u16>(fieldA)
  rows = <i32>load<u16>(fieldA, 2)
  left = <f64>load<i16>(fieldA, 4)
  top = <f64>load<i16>(fieldA, 6)
  cellsB = fieldB + HEADER
  acrossB = <i32>load<u16>(fieldB)
  downB = <i32>load<u16>(fieldB, 2)
  leftB = <f64>load<i16>(fieldB, 4)
  topB = <f64>load<i16>(fieldB, 6)
  let both = 0
  let directions: f64 = 0
  wavedCells = 0
  let at = fieldA + HEADER
  let cell = 0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, cell++, at += CELL) {
      if (load<i16>(at, 6) == 0) continue
      store<u16>(waved + (wavedCells++ << 1), <u16>cell)
      lay(at, cell, left + GRID * <f64>column, top + GRID * <f64>row)
      if (!look(cell, 0, 0)) continue
      both++
      directions += 2 * parallel - 1
    }
  return directions > LEAST * <f64>both
}

@inline
function lay(at: usize, cell: i32, x: f64, y: f64): void {
  store<f64>(places + (cell << 4), cosine * x - sine * y + shiftX)
  store<f64>(places + (cell << 4), sine * x + cosine * y + shiftY, 8)
  const kx = <f64>load<i16>(at) * VECTOR_UNIT
  const ky = <f64>load<i16>(at, 2) * VECTOR_UNIT
  const vector = vectors + (cell << 5)
  store<f64>(vector, cosine * kx - sine * ky)
  store<f64>(vector, sine * kx + cosine * ky, 8)
  store<f64>(vector, kx * kx + ky * ky, 16)
  store<f64>(vector, <f64>load<i16>(at, 4) * PHASE_UNIT, 24)
}

/** Compares the wave of a cell of A with that of B where the cell lies when moved so far. @returns false where B has none */
export function look(cell: usize, moveX: f64, moveY: f64): bool {
  const x = load<f64>(places + (cell << 4)) + moveX - leftB
  const y = load<f64>(places + (cell << 4), 8) + moveY - topB
  const column = floor<f64>(x * PER_GRID + 0.5)
  const row = floor<f64>(y * PER_GRID + 0.5)
  const across = <i32>column
  const down = <i32>row
  if (<u32>across >= <u32>acrossB || <u32>down >= <u32>downB) return false
  const b = cellsB + <usize>(down * acrossB + across) * CELL
  if (load<i16>(b, 6) == 0) return false
  const vector = vectors + (cell << 5)
  const ax = load<f64>(vector)
  const ay = load<f64>(vector, 8)
  const kx = <f64>load<i16>(b) * VECTOR_UNIT
  const ky = <f64>load<i16>(b, 2) * VECTOR_UNIT
  const product = ax * kx + ay * ky
  // A wave that runs the other way is the same with its phase the other way. Strangers' do as often as not: no branch.
  const way = select<f64>(-1, 1, product < 0)
  const bx = way * kx
  const by = way * ky
  const phase = way * (<f64>load<i16>(b, 4) * PHASE_UNIT)
  const difference = load<f64>(vector, 24) - phase - bx * (x - column * GRID) - by * (y - row * GRID)
  apart = difference - TURN * floor<f64>(difference * PER_TURN + 0.5)
  parallel = (product * product) / (load<f64>(vector, 16) * (bx * bx + by * by))
  waveX = 0.5 * (ax + bx)
  waveY = 0.5 * (ay + by)
  excessX = ax - bx
  excessY = ay - by
  return true
}
