/**
 * How one finger may lie on another: alignments that many pairs of alike cylinders support. In f64 throughout, so that the TypeScript
 * twin (src/fingerprint/match/alignSlowly.ts) says the same to the last bit.
 */

import { sorted } from './_assign'
import { ANGLE, MOST, PLACE, RECORD } from './_cylinder'

/** Most pairs of cylinders that are looked at, the most alike first; a minutia stands in so many of them at most, or its partner does. */
const CANDIDATES: i32 = 80
const OFTEN: u8 = 3
/** Two candidates agree when turned alike to within this many 256ths of a turn. */
const MOST_TURN: i8 = 16
/** And when apart by no more than this: pixels, grown by a share of their distance (skin stretches), up to the most. */
const APART: f64 = 6
const APART_SHARE: f64 = 0.1
const APART_MOST: f64 = 24
/** An alignment that puts a candidate nearer than this (pixels), turned by less than this (cosine), is the candidate's own. */
const SAME_PLACE: f64 = 24
const SAME_TURN: f64 = 0.92
/** A direction counts as much as a place so far away, squared. Pixels squared. */
const ARM: f64 = 400

/** Of each candidate: index in A and in B (u8), weight and support (f64), how far A is turned against B (u8, 256 steps a turn). */
const inA = memory.data(CANDIDATES, 16)
const inB = memory.data(CANDIDATES, 16)
const weights = memory.data(CANDIDATES * 8, 16)
const supports = memory.data(CANDIDATES * 8, 16)
const turns = memory.data(CANDIDATES, 16)
/** Their places on A and on B (x and y of each, f32), side by side for four at once. */
const fromAX = memory.data(CANDIDATES * 4, 16)
const fromAY = memory.data(CANDIDATES * 4, 16)
const fromBX = memory.data(CANDIDATES * 4, 16)
const fromBY = memory.data(CANDIDATES * 4, 16)
/** Farther apart than this, reckoned in f32 (to within 0.1), no candidate supports another. Square of `APART_MOST`, and a little. */
const TOO_FAR: f32 = 577
/** How often a minutia stands in candidates; then, the number of the last seed that it supports. */
const usedA = memory.data(MOST, 16)
const usedB = memory.data(MOST, 16)
let seeds: u8 = 0

/** Cosines by 256ths of a turn, written by whoever prepares the kernel: every engine then turns by the same numbers. */
const cosineTable = memory.data(256 * 8, 16)

/** Of the alignment found last: who supports it, by number of candidate (u8), how many they are, and where each lies on A and on B (f64). */
const list = memory.data(CANDIDATES, 16)
export let supporters: i32 = 0
export const pairPlaces = memory.data(CANDIDATES * 32, 16)
/** It turns a place of A by this cosine and sine, then moves it so far. Pixels. */
export let cosine: f64 = 1
export let sine: f64 = 0
export let shiftX: f64 = 0
export let shiftY: f64 = 0

/** The same of the alignment kept. */
const keptPlaces = memory.data(CANDIDATES * 32, 16)
let keptSupporters: i32 = 0
let keptCosine: f64 = 1
let keptSine: f64 = 0
let keptX: f64 = 0
let keptY: f64 = 0

let candidates: i32 = 0

export function cosineTableAt(): usize {
  return cosineTable
}

@inline
function cosineOf(turn: i32): f64 {
  return load<f64>(cosineTable + ((turn & 255) << 3))
}

@inline
function placeInA(a: usize, candidate: usize): usize {
  return a + <usize>load<u8>(inA + candidate) * RECORD + PLACE
}

@inline
function placeInB(b: usize, candidate: usize): usize {
  return b + <usize>load<u8>(inB + candidate) * RECORD + PLACE
}

@inline
function supporterInA(a: usize, k: i32): usize {
  return placeInA(a, load<u8>(list + k))
}
@inline
function supporterInB(b: usize, k: i32): usize {
  return placeInB(b, load<u8>(list + k))
}

/** Takes the most alike of the `found` pairs that `assign` has sorted, by the table of their similarities, and what supports each. */
export function gatherCandidates(a: usize, b: usize, found: i32, table: usize): void {
  memory.fill(usedA, 0, MOST)
  memory.fill(usedB, 0, MOST)
  candidates = 0
  for (let k = 0; k < found && candidates < CANDIDATES; k++) {
    const both = <i32>load<u16>(sorted + (k << 1))
    const i = <usize>(both >> 7)
    const j = <usize>(both & 127)
    if (load<u8>(usedA + i) >= OFTEN && load<u8>(usedB + j) >= OFTEN) continue
    store<u8>(usedA + i, load<u8>(usedA + i) + 1)
    store<u8>(usedB + j, load<u8>(usedB + j) + 1)
    const likeness = <f64>load<u8>(table + i * MOST + j) / 255
    store<u8>(inA + candidates, <u8>i)
    store<u8>(inB + candidates, <u8>j)
    store<f64>(weights + (candidates << 3), likeness * likeness)
    const turn = <i32>load<u8>(a + i * RECORD + ANGLE) - <i32>load<u8>(b + j * RECORD + ANGLE)
    store<u8>(turns + candidates, <u8>turn)
    keepPlaces(candidates << 2, a + i * RECORD + PLACE, b + j * RECORD + PLACE)
    candidates++
  }
  memory.fill(usedA, 0, MOST)
  memory.fill(usedB, 0, MOST)
  seeds = 0
  for (let k = 0; k < candidates; k++) store<f64>(supports + (k << 3), supportOf(a, b, k, false))
}

@inline
function keepPlaces(at: i32, inFirst: usize, inSecond: usize): void {
  store<f32>(fromAX + at, <f32>load<u16>(inFirst))
  store<f32>(fromAY + at, <f32>load<u16>(inFirst, 2))
  store<f32>(fromBX + at, <f32>load<u16>(inSecond))
  store<f32>(fromBY + at, <f32>load<u16>(inSecond, 2))
}

/** Four candidates from number `from`: every bit of a lane that lies where the seed may put it. Too many rather than too few. */
@inline
function near(from: i32, seed: i32, c: v128, s: v128): v128 {
  const at = from << 2
  const k = seed << 2
  const dx = f32x4.sub(v128.load(fromAX + at), v128.load32_splat(fromAX + k))
  const dy = f32x4.sub(v128.load(fromAY + at), v128.load32_splat(fromAY + k))
  const toX = f32x4.sub(v128.load(fromBX + at), v128.load32_splat(fromBX + k))
  const toY = f32x4.sub(v128.load(fromBY + at), v128.load32_splat(fromBY + k))
  const ex = f32x4.sub(toX, f32x4.sub(f32x4.mul(c, dx), f32x4.mul(s, dy)))
  const ey = f32x4.sub(toY, f32x4.add(f32x4.mul(s, dx), f32x4.mul(c, dy)))
  const square = f32x4.add(f32x4.mul(ex, ex), f32x4.mul(ey, ey))
  return f32x4.le(square, f32x4.splat(TOO_FAR))
}

/**
 * Candidates of sixteen, from number `from`, that are turned as the seed is and lie where it may put them: a bit each. Strangers have
 * hardly any, so that all are asked at once, without a branch, and few are looked at one by one.
 */
@inline
function likelyOf(from: i32, seed: i32, turn: u8, c: v128, s: v128): i32 {
  const away = i8x16.abs(i8x16.sub(v128.load(turns + from), i8x16.splat(<i8>turn)))
  const low = i16x8.narrow_i32x4_s(near(from, seed, c, s), near(from + 4, seed, c, s))
  const high = i16x8.narrow_i32x4_s(near(from + 8, seed, c, s), near(from + 12, seed, c, s))
  const alike = v128.and(i8x16.le_u(away, i8x16.splat(MOST_TURN)), i8x16.narrow_i16x8_s(low, high))
  const mask = i8x16.bitmask(alike)
  return candidates - from < 16 ? mask & ((1 << (candidates - from)) - 1) : mask
}

/** How much the other candidates support this one as the seed of an alignment; lists them when asked. */
function supportOf(a: usize, b: usize, seed: i32, listing: bool): f64 {
  seeds++
  supporters = 0
  const turn = load<u8>(turns + seed)
  const c = cosineOf(turn)
  const s = cosineOf(<i32>turn - 64)
  const fromA = placeInA(a, seed)
  const fromB = placeInB(b, seed)
  let sum = supportFrom(a, b, seed, fromA, fromB, c, s, listing)
  const cosines = f32x4.splat(<f32>c)
  const sines = f32x4.splat(<f32>s)
  for (let from = 0; from < candidates; from += 16) {
    let likely = likelyOf(from, seed, turn, cosines, sines)
    while (likely != 0) {
      sum += supportFrom(a, b, from + ctz(likely), fromA, fromB, c, s, listing)
      likely &= likely - 1
    }
  }
  return sum
}

/** How much one candidate, turned as the seed is, supports it; 0 where it lies elsewhere or one of its minutiae does so already. */
@inline
function supportFrom(a: usize, b: usize, k: i32, fromA: usize, fromB: usize, c: f64, s: f64, listing: bool): f64 {
  const i = usedA + <usize>load<u8>(inA + k)
  const j = usedB + <usize>load<u8>(inB + k)
  if (load<u8>(i) == seeds || load<u8>(j) == seeds) return 0
  const toA = placeInA(a, k)
  const toB = placeInB(b, k)
  const dx = <f64>(<i32>load<u16>(toA) - <i32>load<u16>(fromA))
  const dy = <f64>(<i32>load<u16>(toA, 2) - <i32>load<u16>(fromA, 2))
  const ex = <f64>(<i32>load<u16>(toB) - <i32>load<u16>(fromB)) - (c * dx - s * dy)
  const ey = <f64>(<i32>load<u16>(toB, 2) - <i32>load<u16>(fromB, 2)) - (s * dx + c * dy)
  const square = ex * ex + ey * ey
  if (square > APART_MOST * APART_MOST) return 0
  const most = min<f64>(APART_MOST, APART + APART_SHARE * sqrt<f64>(dx * dx + dy * dy))
  if (square > most * most) return 0
  store<u8>(i, seeds)
  store<u8>(j, seeds)
  if (listing) store<u8>(list + supporters++, <u8>k)
  return load<f64>(weights + (k << 3)) * (1 - (0.5 * sqrt<f64>(square)) / most)
}

/** Finds the best supported alignment that is left, and takes away the candidates that it explains. @returns whether there was one */
export function nextAlignment(a: usize, b: usize): bool {
  let best = -1
  let highest: f64 = 0
  for (let k = 0; k < candidates; k++) {
    const support = load<f64>(supports + (k << 3))
    if (support <= highest) continue
    highest = support
    best = k
  }
  if (best < 0) return false
  supportOf(a, b, best, true)
  fit(a, b)
  for (let k = 0; k < supporters; k++) {
    const at = pairPlaces + (k << 5)
    store<f64>(at, <f64>load<u16>(supporterInA(a, k)))
    store<f64>(at, <f64>load<u16>(supporterInA(a, k), 2), 8)
    store<f64>(at, <f64>load<u16>(supporterInB(b, k)), 16)
    store<f64>(at, <f64>load<u16>(supporterInB(b, k), 2), 24)
  }
  store<f64>(supports + (best << 3), 0)
  for (let k = 0; k < candidates; k++) if (isExplained(a, b, k)) store<f64>(supports + (k << 3), 0)
  return true
}

function isExplained(a: usize, b: usize, k: i32): bool {
  const turn = <i32>load<u8>(turns + k)
  if (cosine * cosineOf(turn) + sine * cosineOf(turn - 64) <= SAME_TURN) return false
  const x = <f64>load<u16>(placeInA(a, k))
  const y = <f64>load<u16>(placeInA(a, k), 2)
  const dx = cosine * x - sine * y + shiftX - <f64>load<u16>(placeInB(b, k))
  const dy = sine * x + cosine * y + shiftY - <f64>load<u16>(placeInB(b, k), 2)
  return dx * dx + dy * dy < SAME_PLACE * SAME_PLACE
}

/** The turn and shift of least squares over the supporting pairs (Umeyama 1991), whose directions count too. */
function fit(a: usize, b: usize): void {
  let whole: f64 = 0
  let ax: f64 = 0
  let ay: f64 = 0
  let bx: f64 = 0
  let by: f64 = 0
  for (let k = 0; k < supporters; k++) {
    const weight = load<f64>(weights + (<i32>load<u8>(list + k) << 3))
    const inFirst = supporterInA(a, k)
    const inSecond = supporterInB(b, k)
    whole += weight
    ax += weight * <f64>load<u16>(inFirst)
    ay += weight * <f64>load<u16>(inFirst, 2)
    bx += weight * <f64>load<u16>(inSecond)
    by += weight * <f64>load<u16>(inSecond, 2)
  }
  ax /= whole
  ay /= whole
  bx /= whole
  by /= whole
  let along: f64 = 0
  let across: f64 = 0
  for (let k = 0; k < supporters; k++) {
    const candidate = <i32>load<u8>(list + k)
    const weight = load<f64>(weights + (candidate << 3))
    const turn = <i32>load<u8>(turns + candidate)
    const x = <f64>load<u16>(supporterInA(a, k)) - ax
    const y = <f64>load<u16>(supporterInA(a, k), 2) - ay
    const u = <f64>load<u16>(supporterInB(b, k)) - bx
    const v = <f64>load<u16>(supporterInB(b, k), 2) - by
    along += weight * (x * u + y * v + ARM * cosineOf(turn))
    across += weight * (x * v - y * u + ARM * cosineOf(turn - 64))
  }
  const length = sqrt<f64>(along * along + across * across)
  cosine = length > 0 ? along / length : 1
  sine = length > 0 ? across / length : 0
  shiftX = bx - cosine * ax + sine * ay
  shiftY = by - sine * ax - cosine * ay
}

/** Remembers the alignment found last. */
export function keepAlignment(): void {
  memory.copy(keptPlaces, pairPlaces, <usize>supporters << 5)
  keptSupporters = supporters
  keptCosine = cosine
  keptSine = sine
  keptX = shiftX
  keptY = shiftY
}

/** Makes the kept alignment, turned around, the one found last: it lays B on A. */
export function turnAround(): void {
  supporters = keptSupporters
  for (let at: usize = 0; at < <usize>supporters << 5; at += 32) {
    v128.store(pairPlaces + at, v128.load(keptPlaces + at, 16))
    v128.store(pairPlaces + at, v128.load(keptPlaces + at), 16)
  }
  cosine = keptCosine
  sine = -keptSine
  shiftX = -(keptCosine * keptX + keptSine * keptY)
  shiftY = keptSine * keptX - keptCosine * keptY
}
