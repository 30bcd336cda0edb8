/**
 * Where the neighbours of a square expect it, when one finger lies on the other: by how far they are moved, and by what waves tell of how
 * the skin was stretched on the way. In f64; twin: src/fingerprint/match/agreeSlowly.ts.
 */

import { cosine, sine } from './_alignment'
import { columns, excessX, excessY, GRID, MOST, parallel, rows, waveX, waveY } from './_look'

/** How far neighbours are believed that waves grow wider or narrower between the prints, half of it each. */
const LEAD: f64 = 0.35
/** Squared cosine between two waves from which they tell that they grow. */
const TELLING: f64 = 0.72

/** Cells of A that B has too (u16), and, by cell, whether they are. */
const shared = memory.data(MOST * 2, 16)
const isShared = memory.data(MOST, 16)
export let sharedCells: i32 = 0
/** By cell, how far it is moved, now and in the next round: x and y (f64). */
const moves = memory.data(MOST * 16, 16)
const nexts = memory.data(MOST * 16, 16)
/** By how much A's wave vector exceeds B's at each shared cell, and the move that makes up a radian of it. */
const growth = memory.data(MOST * 32, 16)
/** The step from each of eight neighbours to a cell, as it lies on B (x and y, f64). */
const steps = memory.data(9 * 16, 16)
const LINK: i32 = 32
/** Of each shared cell, its shared neighbours, 32 bytes each: where their growth, moves and step lie (u32), 4 spare bytes, their weight twice (f64). */
const links = memory.data(MOST * 8 * LINK, 16)
const linked = memory.data(MOST, 16)
/** Of each shared cell, weighed steps from its neighbours, and one by the sum of the weights (f64). */
const ways = memory.data(MOST * 32, 16)

/** What `expect` finds. */
export let expectedX: f64 = 0
export let expectedY: f64 = 0

/** Forgets which cells are shared. */
export function beginSharing(): void {
  memory.fill(isShared, 0, columns * rows)
  sharedCells = 0
  for (let i: i32 = 0; i < 9; i++) {
    const x = -GRID * <f64>((i % 3) - 1)
    const y = -GRID * <f64>(i / 3 - 1)
    store<f64>(steps + (i << 4), cosine * x - sine * y)
    store<f64>(steps + (i << 4), sine * x + cosine * y, 8)
  }
}

/** Takes a cell that `look` has just found on B too, moved so far. */
export function share(cell: i32, x: f64, y: f64): void {
  store<f64>(moves + (cell << 4), x)
  store<f64>(moves + (cell << 4), y, 8)
  remember(cell)
  store<u8>(isShared + cell, 1)
  store<u16>(shared + (sharedCells++ << 1), <u16>cell)
}

/** Keeps what `look` saw of how the wave grows between the prints. */
export function remember(cell: usize): void {
  const at = growth + (cell << 5)
  const tells = parallel > TELLING
  const scale = LEAD / (waveX * waveX + waveY * waveY)
  store<f64>(at, select<f64>(excessX, 0, tells))
  store<f64>(at, select<f64>(excessY, 0, tells), 8)
  store<f64>(at, waveX * scale, 16)
  store<f64>(at, waveY * scale, 24)
}

@inline
export function sharedCell(n: i32): usize {
  return <usize>load<u16>(shared + (n << 1))
}

/** Where a cell is to be in the next round. */
export function moveNext(cell: usize, x: f64, y: f64): void {
  store<f64>(nexts + (cell << 4), x)
  store<f64>(nexts + (cell << 4), y, 8)
}

export function nextRound(): void {
  for (let n = 0; n < sharedCells; n++) {
    const cell = sharedCell(n)
    v128.store(moves + (cell << 4), v128.load(nexts + (cell << 4)))
  }
}

/** Links each shared cell with those around it: as long as no other is shared, this stays. */
export function linkNeighbours(): void {
  for (let n = 0; n < sharedCells; n++) {
    const cell = <i32>sharedCell(n)
    const column = cell % columns
    const row = cell / columns
    const right = column < columns - 1
    weighed = 0
    wayX = 0
    wayY = 0
    count = 0
    if (row > 0) {
      if (column > 0) link(n, cell - columns - 1, 0, 0.5)
      link(n, cell - columns, 1, 1)
      if (right) link(n, cell - columns + 1, 2, 0.5)
    }
    if (column > 0) link(n, cell - 1, 3, 1)
    if (right) link(n, cell + 1, 5, 1)
    if (row < rows - 1) {
      if (column > 0) link(n, cell + columns - 1, 6, 0.5)
      link(n, cell + columns, 7, 1)
      if (right) link(n, cell + columns + 1, 8, 0.5)
    }
    store<u8>(linked + n, <u8>count)
    store<f64>(ways + (n << 5), wayX)
    store<f64>(ways + (n << 5), wayY, 8)
    store<f64>(ways + (n << 5), 1 / weighed, 16)
  }
}

/** Weights of the neighbours so far, the steps from them, and how many they are. */
let weighed: f64 = 0
let wayX: f64 = 0
let wayY: f64 = 0
let count: i32 = 0

/** Links a cell with one neighbour, if that is shared. @param step which of the eight it is */
@inline
function link(n: i32, other: usize, step: usize, weight: f64): void {
  if (load<u8>(isShared + other) == 0) return
  weighed += weight
  wayX += weight * load<f64>(steps + (step << 4))
  wayY += weight * load<f64>(steps + (step << 4), 8)
  const at = links + <usize>(((n << 3) + count++) * LINK)
  store<usize>(at, growth + (other << 5))
  store<usize>(at, moves + (other << 4), 4)
  store<usize>(at, steps + (step << 4), 8)
  v128.store(at, f64x2.splat(weight), 16)
}

/** Where the neighbours of the shared cell of this number expect it. */
export function expect(n: i32): void {
  const cell = sharedCell(n)
  const neighbours = <i32>load<u8>(linked + n)
  if (neighbours == 0) {
    expectedX = load<f64>(moves + (cell << 4))
    expectedY = load<f64>(moves + (cell << 4), 8)
    return
  }
  let sum = f64x2.splat(0)
  let at: usize = links + <usize>((n << 3) * LINK)
  for (const end = at + <usize>(neighbours * LINK); at < end; at += LINK) {
    const there = <usize>load<u32>(at)
    const product = f64x2.mul(v128.load(there), v128.load(<usize>load<u32>(at, 8)))
    const gain = f64x2.add(product, v128.shuffle<f64>(product, product, 1, 0))
    const move = f64x2.add(v128.load(<usize>load<u32>(at, 4)), f64x2.mul(gain, v128.load(there, 16)))
    sum = f64x2.add(sum, f64x2.mul(v128.load(at, 16), move))
  }
  const here = growth + (cell << 5)
  const way = ways + (n << 5)
  const gain = load<f64>(here) * load<f64>(way) + load<f64>(here, 8) * load<f64>(way, 8)
  const part = load<f64>(way, 16)
  expectedX = (f64x2.extract_lane(sum, 0) + gain * load<f64>(here, 16)) * part
  expectedY = (f64x2.extract_lane(sum, 1) + gain * load<f64>(here, 24)) * part
}
