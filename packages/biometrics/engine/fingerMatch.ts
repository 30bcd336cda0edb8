/**
 * Comparison of minutia cylinders: see src/fingerprint/match/, whose TypeScript twin says the same slowly. How a finger lies in memory:
 * `_cylinder.ts`.
 */

import { cosineTableAt, gatherCandidates, keepAlignment, nextAlignment, turnAround } from './_alignment'
import { agree, agreements, prepareAgreement, supporters } from './_agree'
import { assign, compareAll, firsts, pairsA, pairsB, similarities } from './_assign'
import { MOST, prepareCylinders } from './_cylinder'
import { ridgesAgree } from './_ridges'

/** Of each pair while they strengthen one another, and in the round that comes. */
const strengths = memory.data(MOST * 4, 16)
const nexts = memory.data(MOST * 4, 16)

/** How many pairs of cylinders were alike at all in the comparison before. */
let found: i32 = 0

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
 * Pairs the minutiae of two fingers one to one, most similar first (greedy), then lets pairs that agree about distance,
 * direction and bearing strengthen one another for `rounds` rounds. Returns how many pairs there are; `pairs()` shows them.
 */
export function pair(a: usize, countA: i32, b: usize, countB: i32, common: i32, rounds: i32): i32 {
  found = compareAll(a, countA, b, countB, common)
  const most = min(countA, countB)
  const count = assign(found, countA, countB, most)
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

/** Where 256 cosines (f64), one for each step of a turn, are to be written before `ridges` is asked. */
export function cosines(): usize {
  return cosineTableAt()
}

/** From how far ridges agree they are asked the other way round too: strangers' mostly agree less. */
const WORTH_TURNING: f64 = 0.1

/**
 * How far the ridges of two fingers agree, 0 to 1, at the best of so many ways to lay one on the other, as the mean of A laid on B and B
 * laid on A. To be asked right after `pair`, with the same cylinders; fields as in `_look.ts`.
 */
export function ridges(a: usize, fieldA: usize, b: usize, fieldB: usize, alignments: i32): f64 {
  gatherCandidates(a, b, found, similarities)
  let best: f64 = 0
  for (let k = 0; k < alignments && nextAlignment(a, b); k++) {
    const agreement = ridgesAgree(fieldA, fieldB)
    if (agreement <= best) continue
    best = agreement
    keepAlignment()
  }
  if (best <= WORTH_TURNING) return best
  turnAround()
  return 0.5 * (best + ridgesAgree(fieldB, fieldA))
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
