/**
 * Whether the ridges between the minutiae agree once one finger lies on the other: waves of both prints compared cell by cell, while the
 * skin's stretch is followed from cell to cell. In f64, as `_alignment.ts`; twin: src/fingerprint/match/agreeSlowly.ts.
 *
 * A field is columns and rows (u16), the first cell's middle (x and y, i16, pixels), then 8 bytes a cell: wave vector (x and y, i16,
 * 16,384ths of a radian a pixel), phase at the middle (i16, 32,768ths of half a turn), 1 where a wave was seen (i16).
 */

import { cosine, shiftX, shiftY, sine, supporterInA, supporterInB, supporters } from './_alignment'

const HEADER: usize = 8
const CELL: usize = 8
const VECTOR_UNIT: f64 = 1.0 / 16384.0
const PHASE_UNIT: f64 = Math.PI / 32768.0
const TURN: f64 = 2.0 * Math.PI
const PER_TURN: f64 = 1.0 / (2.0 * Math.PI)
/** Distance of the cells. Pixels, as WAVE_CELL. */
const GRID: f64 = 24
const PER_GRID: f64 = 1.0 / 24.0
/** Most cells of a field's box: as MOST_BOX. */
const MOST: i32 = 512

/** Half the distance (pixels) within which a supporting pair moves a cell at first, as the middle of a bell; and what pulls it to rest. */
const REACH: f64 = 36
const REST: f64 = 0.03
/** Rounds in which cells are moved to where the waves agree, as far as their neighbours let them. */
const ROUNDS: i32 = 7
/** How strongly a cell's own wave pulls against its neighbours. */
const PULL: f64 = 4
/** How far neighbours are believed that waves grow wider or narrower between the prints, half of it each. */
const LEAD: f64 = 0.35
/** Squared cosine between two waves from which they may pull, or tell that they grow. */
const PULLING: f64 = 0.64
const TELLING: f64 = 0.72
/** Phases farther apart than its root do not pull. Inverse square radians. */
const FAR: f64 = 0.18
/** Mean agreement of directions (-1 to 1) below which the rest is not asked. */
const LEAST: f64 = 0.7
/** Agreement of so many cells counts half. */
const FEW: f64 = 5

/** Cells of A that B has too, how far each is moved now and in the next round, where it lies on B unmoved. */
const shared = memory.data(MOST * 2, 16)
const isShared = memory.data(MOST, 16)
const moves = memory.data(MOST * 16, 16)
const nexts = memory.data(MOST * 16, 16)
const places = memory.data(MOST * 16, 16)
/** A's wave vector there, turned as it lies on B, and its square (f64). */
const vectors = memory.data(MOST * 32, 16)
/** The step from each of eight neighbours to a cell, as it lies on B (x and y, f64). */
const steps = memory.data(9 * 16, 16)
/** By how much A's wave vector exceeds B's at each shared cell, and the move that makes up a radian of it. */
const growth = memory.data(MOST * 32, 16)

let fieldA: usize = 0
let fieldB: usize = 0
let columns: i32 = 0
let rows: i32 = 0

/** What `look` finds. */
let waveX: f64 = 0
let waveY: f64 = 0
let excessX: f64 = 0
let excessY: f64 = 0
/** By how much the phases differ, radians in [-π, π], and the squared cosine between the waves. */
let apart: f64 = 0
let parallel: f64 = 0
/** What `expect` finds. */
let expectedX: f64 = 0
let expectedY: f64 = 0

/** How far the ridges of two fields agree under the alignment found last, 0 to 1. */
export function ridgesAgree(a: usize, ridgesA: usize, b: usize, ridgesB: usize): f64 {
  fieldA = ridgesA
  fieldB = ridgesB
  columns = <i32>load<u16>(fieldA)
  rows = <i32>load<u16>(fieldA, 2)
  if (!layOver()) return 0
  const count = overlay(a, b)
  for (let round = 0; round < ROUNDS; round++) relax(count)
  return agreement(count)
}

/** Lays A's cells and waves over B. @returns whether directions agree where both have a wave: strangers' mostly do not */
function layOver(): bool {
  const left = <f64>load<i16>(fieldA, 4)
  const top = <f64>load<i16>(fieldA, 6)
  for (let i: i32 = 0; i < 9; i++) {
    const x = -GRID * <f64>((i % 3) - 1)
    const y = -GRID * <f64>(i / 3 - 1)
    store<f64>(steps + (i << 4), cosine * x - sine * y)
    store<f64>(steps + (i << 4), sine * x + cosine * y, 8)
  }
  let cells = 0
  let directions: f64 = 0
  for (let cell = 0; cell < columns * rows; cell++) {
    const at = fieldA + HEADER + <usize>cell * CELL
    if (load<i16>(at, 6) == 0) continue
    const x = left + GRID * <f64>(cell % columns)
    const y = top + GRID * <f64>(cell / columns)
    store<f64>(places + (cell << 4), cosine * x - sine * y + shiftX)
    store<f64>(places + (cell << 4), sine * x + cosine * y + shiftY, 8)
    const kx = <f64>load<i16>(at) * VECTOR_UNIT
    const ky = <f64>load<i16>(at, 2) * VECTOR_UNIT
    store<f64>(vectors + (cell << 5), cosine * kx - sine * ky)
    store<f64>(vectors + (cell << 5), sine * kx + cosine * ky, 8)
    store<f64>(vectors + (cell << 5), kx * kx + ky * ky, 16)
    if (!look(cell, 0, 0)) continue
    cells++
    directions += 2 * parallel - 1
  }
  return directions > LEAST * <f64>cells
}

/** Lists the cells of A under which B has a wave, each moved as the supporting pairs around it are. */
function overlay(a: usize, b: usize): i32 {
  memory.fill(isShared, 0, columns * rows)
  const left = <f64>load<i16>(fieldA, 4)
  const top = <f64>load<i16>(fieldA, 6)
  let count = 0
  for (let cell = 0; cell < columns * rows; cell++) {
    if (load<i16>(fieldA + HEADER + <usize>cell * CELL, 6) == 0) continue
    movedByPairs(a, b, left + GRID * <f64>(cell % columns), top + GRID * <f64>(cell / columns))
    if (!look(cell, expectedX, expectedY)) continue
    store<f64>(moves + (cell << 4), expectedX)
    store<f64>(moves + (cell << 4), expectedY, 8)
    remember(cell)
    store<u8>(isShared + cell, 1)
    store<u16>(shared + (count++ << 1), <u16>cell)
  }
  return count
}

/** How far the pairs around a place of A lie from where the alignment puts them, the nearer the more. Leaves it in `expected`. */
function movedByPairs(a: usize, b: usize, x: f64, y: f64): void {
  let whole = REST
  expectedX = 0
  expectedY = 0
  for (let k = 0; k < supporters; k++) {
    const px = <f64>load<u16>(supporterInA(a, k))
    const py = <f64>load<u16>(supporterInA(a, k), 2)
    const far = 1 + ((px - x) * (px - x) + (py - y) * (py - y)) / (REACH * REACH)
    const weight = 1 / (far * far * far)
    whole += weight
    expectedX += weight * (<f64>load<u16>(supporterInB(b, k)) - (cosine * px - sine * py + shiftX))
    expectedY += weight * (<f64>load<u16>(supporterInB(b, k), 2) - (sine * px + cosine * py + shiftY))
  }
  expectedX /= whole
  expectedY /= whole
}

/** Compares the wave of a cell of A with that of B where the cell lies when moved so far. @returns false where B has none */
function look(cell: usize, moveX: f64, moveY: f64): bool {
  const x = load<f64>(places + (cell << 4)) + moveX - <f64>load<i16>(fieldB, 4)
  const y = load<f64>(places + (cell << 4), 8) + moveY - <f64>load<i16>(fieldB, 6)
  const column = floor<f64>(x * PER_GRID + 0.5)
  const row = floor<f64>(y * PER_GRID + 0.5)
  const across = <i32>load<u16>(fieldB)
  if (column < 0 || row < 0 || <i32>column >= across || <i32>row >= <i32>load<u16>(fieldB, 2)) return false
  const b = fieldB + HEADER + <usize>(<i32>row * across + <i32>column) * CELL
  if (load<i16>(b, 6) == 0) return false
  const ax = load<f64>(vectors + (cell << 5))
  const ay = load<f64>(vectors + (cell << 5), 8)
  let bx = <f64>load<i16>(b) * VECTOR_UNIT
  let by = <f64>load<i16>(b, 2) * VECTOR_UNIT
  let phase = <f64>load<i16>(b, 4) * PHASE_UNIT
  const product = ax * bx + ay * by
  if (product < 0) {
    bx = -bx
    by = -by
    phase = -phase
  }
  const phaseA = <f64>load<i16>(fieldA + HEADER + cell * CELL, 4) * PHASE_UNIT
  const difference = phaseA - phase - bx * (x - column * GRID) - by * (y - row * GRID)
  apart = difference - TURN * floor<f64>(difference * PER_TURN + 0.5)
  parallel = (product * product) / (load<f64>(vectors + (cell << 5), 16) * (bx * bx + by * by))
  waveX = 0.5 * (ax + bx)
  waveY = 0.5 * (ay + by)
  excessX = ax - bx
  excessY = ay - by
  return true
}

/** Keeps what `look` saw of how the wave grows between the prints. */
function remember(cell: usize): void {
  const at = growth + (cell << 5)
  const tells = parallel > TELLING
  const scale = LEAD / (waveX * waveX + waveY * waveY)
  store<f64>(at, tells ? excessX : 0)
  store<f64>(at, tells ? excessY : 0, 8)
  store<f64>(at, waveX * scale, 16)
  store<f64>(at, waveY * scale, 24)
}

function relax(count: i32): void {
  for (let n = 0; n < count; n++) {
    const cell = <usize>load<u16>(shared + (n << 1))
    expect(<i32>cell)
    if (look(cell, expectedX, expectedY)) {
      remember(cell)
      const far = FAR * apart * apart
      if (parallel > PULLING && far < 1) {
        const pull = PULL * (1 - far)
        const share = ((pull / (1 + pull)) * apart) / (waveX * waveX + waveY * waveY)
        expectedX += share * waveX
        expectedY += share * waveY
      }
    }
    store<f64>(nexts + (cell << 4), expectedX)
    store<f64>(nexts + (cell << 4), expectedY, 8)
  }
  for (let n = 0; n < count; n++) {
    const cell = <usize>load<u16>(shared + (n << 1))
    v128.store(moves + (cell << 4), v128.load(nexts + (cell << 4)))
  }
}

/** Mean agreement of phases times that of directions, squared: strangers' is near 0, whoever's ridges run over the same places near 1. */
function agreement(count: i32): f64 {
  let cells = 0
  let phases: f64 = 0
  let directions: f64 = 0
  for (let n = 0; n < count; n++) {
    const cell = <usize>load<u16>(shared + (n << 1))
    expect(<i32>cell)
    if (!look(cell, expectedX, expectedY)) continue
    const alike = 2 * parallel - 1
    cells++
    directions += alike
    if (alike > 0) phases += alike * cosineOfPhase(apart)
  }
  if (phases <= 0 || directions <= 0) return 0
  const mean = directions / <f64>cells
  return (phases * mean * mean) / (<f64>cells + FEW)
}

/** Cosine of an angle in [-π, π] to within 0.002, the same in every engine. */
function cosineOfPhase(angle: f64): f64 {
  const square = angle * angle
  return (
    1 -
    (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - (square / 56) * (1 - square / 90))))
  )
}

/** Where the neighbours of a cell expect it, by how far they are moved and by what waves tell of the way between. */
function expect(cell: i32): void {
  const column = cell % columns
  const row = cell / columns
  const left = column > 0
  const right = column < columns - 1
  expectedX = 0
  expectedY = 0
  weighed = 0
  wayX = 0
  wayY = 0
  if (row > 0) {
    if (left) addExpected(cell - columns - 1, 0, 0.5)
    addExpected(cell - columns, 1, 1)
    if (right) addExpected(cell - columns + 1, 2, 0.5)
  }
  if (left) addExpected(cell - 1, 3, 1)
  if (right) addExpected(cell + 1, 5, 1)
  if (row < rows - 1) {
    if (left) addExpected(cell + columns - 1, 6, 0.5)
    addExpected(cell + columns, 7, 1)
    if (right) addExpected(cell + columns + 1, 8, 0.5)
  }
  if (weighed > 0) {
    const here = growth + (<usize>cell << 5)
    const gain = load<f64>(here) * wayX + load<f64>(here, 8) * wayY
    const part = 1 / weighed
    expectedX = (expectedX + gain * load<f64>(here, 16)) * part
    expectedY = (expectedY + gain * load<f64>(here, 24)) * part
  } else {
    expectedX = load<f64>(moves + (<usize>cell << 4))
    expectedY = load<f64>(moves + (<usize>cell << 4), 8)
  }
}

/** Weights of the neighbours so far, and of the steps from them. */
let weighed: f64 = 0
let wayX: f64 = 0
let wayY: f64 = 0

/** What one neighbour expects, if the cell is shared. @param step which of the eight it is */
@inline
function addExpected(other: usize, step: usize, weight: f64): void {
  if (load<u8>(isShared + other) == 0) return
  const x = load<f64>(steps + (step << 4))
  const y = load<f64>(steps + (step << 4), 8)
  const there = growth + (other << 5)
  const gain = load<f64>(there) * x + load<f64>(there, 8) * y
  weighed += weight
  wayX += weight * x
  wayY += weight * y
  expectedX += weight * (load<f64>(moves + (other << 4)) + gain * load<f64>(there, 16))
  expectedY += weight * (load<f64>(moves + (other << 4), 8) + gain * load<f64>(there, 24))
}
