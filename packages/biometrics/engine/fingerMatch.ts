/**
 * Comparison of minutia cylinders: see src/fingerprint/match/, whose TypeScript twin says the same slowly. How a finger lies in memory:
 * `_cylinder.ts`.
 */

import { agree, agreements, prepareAgreement, supporters } from './_agree'
import { assign, buckets, compareAll, firsts, pairsA, pairsB, STEPS } from './_assign'
import { byAngle, countNear, firstNear, sortByAngle } from './_byAngle'
import { FILLED, MOST, prepareCylinders, RECORD, root, shared } from './_cylinder'

/** Of each pair while they strengthen one another, and in the round that comes. */
const strengths = memory.data(MOST * 4, 16)
const nexts = memory.data(MOST * 4, 16)
/** Of the cylinders of the second finger: root of how many cells are set. */
const rootsB = memory.data(MOST * 4, 16)

export function heapBase(): usize {
  return __heap_base
}

/** Cells of a cylinder; logistic tables: middle and slope for distance (pixels) and angle (radians). */
export function prepare(
  cells: i32,
  distanceMiddle: f64,
  distanceSlope: f64,
  angleMiddle: f64,
  angleSlope: f64,
): void {
  prepareCylinders(cells)
  prepareAgreement(distanceMiddle, distanceSlope, angleMiddle, angleSlope)
}

/**
 * How alike two fingers are by their `best` most similar cylinders of the first `leading` of A, each with its nearest of B, 0 to 1.
 * The quick filter of a search: masks are left aside (unseen cells are empty), and words of 64 bits are counted, which is
 * one instruction where lanes of 8 are many.
 */
export function filter(a: usize, leading: i32, b: usize, countB: i32, best: i32): f32 {
  memory.fill(buckets, 0, STEPS * 4)
  sortByAngle(b, countB)
  for (let j = 0; j < countB; j++) store<f32>(rootsB + (j << 2), root(<i32>load<u16>(b + <usize>j * RECORD + FILLED)))
  for (let i = 0; i < leading; i++) {
    const first = a + <usize>i * RECORD
    const filled = <i32>load<u16>(first + FILLED)
    const inA = root(filled)
    const start = byAngle + firstNear(first)
    const end = start + countNear(first, countB)
    let nearest: f32 = 0
    for (let at = start; at < end; at++) {
      const j = <usize>load<u8>(at)
      const second = b + j * RECORD
      const whole = inA + load<f32>(rootsB + (j << 2))
      const apart = filled + <i32>load<u16>(second + FILLED) - 2 * shared(first, second)
      if (whole > 0) nearest = max(nearest, 1 - root(apart) / whole)
    }
    const bucket = buckets + (<i32>(nearest * 255) << 2)
    store<i32>(bucket, load<i32>(bucket) + 1)
  }
  let left = best
  let sum = 0
  for (let step = STEPS - 1; step > 0 && left > 0; step--) {
    const count = min(left, load<i32>(buckets + (step << 2)))
    sum += count * step
    left -= count
  }
  return <f32>sum / <f32>(<i32>255 * best)
}

/**
 * Pairs the minutiae of two fingers one to one, most similar first (greedy), then lets pairs that agree about distance,
 * direction and bearing strengthen one another for `rounds` rounds. Returns how many pairs there are; `pairs()` shows them.
 */
export function pair(a: usize, countA: i32, b: usize, countB: i32, common: i32, rounds: i32): i32 {
  const candidates = compareAll(a, countA, b, countB, common)
  const most = min(countA, countB)
  const count = assign(candidates, countA, countB, most)
  memory.copy(strengths, firsts, count << 2)
  if (count < 2) return count
  agree(a, b, count)
  const share: f32 = 0.5 / <f32>(most - 1)
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) {
      let support: f32 = 0
      const row = agreements + ((i * MOST) << 3)
      const end = row + (load<i32>(supporters + (i << 2)) << 3)
      for (let at = row; at < end; at += 8) support += load<f32>(at) * load<f32>(strengths + (load<i32>(at + 4) << 2))
      store<f32>(nexts + (i << 2), 0.5 * load<f32>(strengths + (i << 2)) + share * support)
    }
    memory.copy(strengths, nexts, count << 2)
  }
  return count
}

/** Where `pair` leaves, for each pair: index in A (u8), index in B (u8), first similarity (f32), strength at the end (f32). */
export function indicesA(): usize {
  return pairsA
}
export function indicesB(): usize {
  return pairsB
}
export function similaritiesAtFirst(): usize {
  return firsts
}
export function strengthsAtLast(): usize {
  return strengths
}
