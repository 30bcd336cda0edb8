/**
 * Whether the ridges between the minutiae agree once one finger lies on the other: waves of both prints compared cell by cell (`_look.ts`),
 * while the skin's stretch is followed from cell to cell (`_neighbours.ts`). In f64; twin: src/fingerprint/match/agreeSlowly.ts.
 */

import { cosine, pairPlaces, shiftX, shiftY, sine, supporters } from './_alignment'
import { apart, columns, GRID, layOver, left, look, parallel, top, waved, wavedCells, waveX, waveY } from './_look'
import {
  beginSharing,
  expect,
  expectedX,
  expectedY,
  linkNeighbours,
  moveNext,
  nextRound,
  remember,
  share,
  sharedCell,
  sharedCells,
} from './_neighbours'

/** Half the distance (pixels) within which a supporting pair moves a cell at first, as the middle of a bell; and what pulls it to rest. */
const REACH: f64 = 36
const REST: f64 = 0.03
/** Rounds in which cells are moved to where the waves agree, as far as their neighbours let them. */
const ROUNDS: i32 = 7
/** How strongly a cell's own wave pulls against its neighbours. */
const PULL: f64 = 4
/** Squared cosine between two waves from which they may pull. */
const PULLING: f64 = 0.64
/** Phases farther apart than its root do not pull. Inverse square radians. */
const FAR: f64 = 0.18
/** Agreement of so many cells counts half. */
const FEW: f64 = 5

/** Of each supporting pair: its place on A, and how far it lies on B from where the alignment puts it (x and y each, f64). */
const held = memory.data(80 * 32, 16)

/** How far the ridges of two fields agree under the alignment found last, 0 to 1. */
export function ridgesAgree(fieldA: usize, fieldB: usize): f64 {
  if (!layOver(fieldA, fieldB)) return 0
  overlay()
  linkNeighbours()
  for (let round = 0; round < ROUNDS; round++) relax()
  return agreement()
}

/** Finds the cells of A under which B has a wave, each moved as the supporting pairs around it are. */
function overlay(): void {
  beginSharing()
  holdPairs()
  for (let k = 0; k < wavedCells; k++) {
    const cell = <i32>load<u16>(waved + (k << 1))
    movedByPairs(left + GRID * <f64>(cell % columns), top + GRID * <f64>(cell / columns))
    if (look(cell, movedX, movedY)) share(cell, movedX, movedY)
  }
}

function holdPairs(): void {
  const end = <usize>supporters << 5
  for (let at: usize = 0; at < end; at += 32) {
    const x = load<f64>(pairPlaces + at)
    const y = load<f64>(pairPlaces + at, 8)
    store<f64>(held + at, x)
    store<f64>(held + at, y, 8)
    store<f64>(held + at, load<f64>(pairPlaces + at, 16) - (cosine * x - sine * y + shiftX), 16)
    store<f64>(held + at, load<f64>(pairPlaces + at, 24) - (sine * x + cosine * y + shiftY), 24)
  }
}

/** What `movedByPairs` finds. */
let movedX: f64 = 0
let movedY: f64 = 0

/** How far the pairs around a place of A lie from where the alignment puts them, the nearer the more. */
function movedByPairs(x: f64, y: f64): void {
  let whole = REST
  let sum = f64x2.splat(0)
  const end = held + (supporters << 5)
  for (let at = held; at < end; at += 32) {
    const dx = load<f64>(at) - x
    const dy = load<f64>(at, 8) - y
    const far = 1 + (dx * dx + dy * dy) / (REACH * REACH)
    const weight = 1 / (far * far * far)
    whole += weight
    sum = f64x2.add(sum, f64x2.mul(f64x2.splat(weight), v128.load(at, 16)))
  }
  movedX = f64x2.extract_lane(sum, 0) / whole
  movedY = f64x2.extract_lane(sum, 1) / whole
}

function relax(): void {
  for (let n = 0; n < sharedCells; n++) {
    const cell = sharedCell(n)
    expect(n)
    let x = expectedX
    let y = expectedY
    if (look(cell, x, y)) {
      remember(cell)
      const far = FAR * apart * apart
      const pull = PULL * (1 - far)
      const part = ((pull / (1 + pull)) * apart) / (waveX * waveX + waveY * waveY)
      const pulled = select<f64>(part, 0, parallel > PULLING && far < 1)
      x += pulled * waveX
      y += pulled * waveY
    }
    moveNext(cell, x, y)
  }
  nextRound()
}

/** Mean agreement of phases times that of directions, squared: strangers' is near 0, whoever's ridges run over the same places near 1. */
function agreement(): f64 {
  let cells = 0
  let phases: f64 = 0
  let directions: f64 = 0
  for (let n = 0; n < sharedCells; n++) {
    expect(n)
    if (!look(sharedCell(n), expectedX, expectedY)) continue
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
