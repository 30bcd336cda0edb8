import { byAngle, countNear, firstNear, sortByAngle } from './_byAngle'
import { isWhole, MOST, RECORD, similarity } from './_cylinder'

/** Similarities are counted in steps of 1/255 for sorting. */
const STEPS: i32 = 256

const buckets = memory.data((STEPS + 1) * 4, 16)
/** Pairs in order, the most alike first: index in A in the bits above 7, in B below. */
export const sorted = memory.data(MOST * MOST * 2, 16)
const takenA = memory.data(MOST, 16)
const takenB = memory.data(MOST, 16)
/** In steps, by index in A times MOST and index in B. */
export const similarities = memory.data(MOST * MOST, 16)
/** Whether every cell of a cylinder of the second finger is seen. */
const wholes = memory.data(MOST, 16)
/** Of each pair: index in A and in B (u8), and their similarity (f32). */
export const pairsA = memory.data(MOST, 16)
export const pairsB = memory.data(MOST, 16)
export const firsts = memory.data(MOST * 4, 16)

/** Fills the table of similarities and counts them by step; returns how many are not zero. */
export function compareAll(a: usize, countA: i32, b: usize, countB: i32, common: i32): i32 {
  memory.fill(buckets, 0, (STEPS + 1) * 4)
  sortByAngle(b, countB)
  for (let j = 0; j < countB; j++) store<u8>(wholes + j, <u8>isWhole(b + <usize>j * RECORD))
  let found = 0
  for (let i = 0; i < countA; i++) {
    const first = a + <usize>i * RECORD
    const whole = isWhole(first)
    const row = similarities + i * MOST
    memory.fill(row, 0, (countB + 15) & ~15)
    const start = byAngle + firstNear(first)
    const end = start + countNear(first, countB)
    for (let at = start; at < end; at++) {
      const j = <usize>load<u8>(at)
      const likeness = similarity(first, whole, b + j * RECORD, load<u8>(wholes + j) != 0, common)
      const step = <i32>(likeness * 255)
      if (step == 0) continue
      store<u8>(row + j, <u8>step)
      const bucket = buckets + ((STEPS - 1 - step) << 2)
      store<i32>(bucket, load<i32>(bucket) + 1)
      found++
    }
  }
  return found
}

/** Greedy one-to-one assignment by counting sort: the most similar first, in order of A then B among equals. */
export function assign(candidates: i32, countA: i32, countB: i32, most: i32): i32 {
  let before = 0
  for (let step = 0; step < STEPS; step++) {
    const bucket = buckets + (step << 2)
    const here = load<i32>(bucket)
    store<i32>(bucket, before)
    before += here
  }
  for (let i = 0; i < countA; i++)
    for (let from = 0; from < countB; from += 16) {
      const row = similarities + i * MOST + from
      let alike = i8x16.bitmask(i8x16.ne(v128.load(row), i8x16.splat(0)))
      while (alike != 0) {
        const j = ctz(alike)
        alike &= alike - 1
        const bucket = buckets + ((STEPS - 1 - <i32>load<u8>(row + j)) << 2)
        const place = load<i32>(bucket)
        store<i32>(bucket, place + 1)
        store<u16>(sorted + (place << 1), <u16>((i << 7) | (from + j)))
      }
    }
  memory.fill(takenA, 0, MOST)
  memory.fill(takenB, 0, MOST)
  let count = 0
  for (let k = 0; k < candidates && count < most; k++) {
    const both = <i32>load<u16>(sorted + (k << 1))
    const i = both >> 7
    const j = both & 127
    if (load<u8>(takenA + i) | load<u8>(takenB + j)) continue
    store<u8>(takenA + i, 1)
    store<u8>(takenB + j, 1)
    store<u8>(pairsA + count, <u8>i)
    store<u8>(pairsB + count, <u8>j)
    store<f32>(firsts + (count << 2), <f32>load<u8>(similarities + i * MOST + j) / 255)
    count++
  }
  return count
}
