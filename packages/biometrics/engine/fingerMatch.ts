/**
 * Comparison of minutia cylinders: see src/fingerprint/match/, whose TypeScript twin says the same slowly.
 *
 * A finger lies in memory as `count` records of 128 bytes: six directional layers of 128 cells (16 bytes each), one mask of
 * valid cells (16 bytes), then the minutia: angle (u8, 256 steps), 1 spare byte, x and y (u16, pixels), how many cells are
 * set (u16), 8 spare bytes.
 */

const RECORD: usize = 128
const MASK: usize = 96
const ANGLE: usize = 112
const PLACE: usize = 114
const FILLED: usize = 118
const LAYERS: i32 = 6
/** Most minutiae of a finger: as MAX_MINUTIAE. */
const MOST: i32 = 128
/** Highest population of one cylinder: 6 layers of 128 cells. */
const HIGHEST: i32 = 768
/** Similarities are counted in steps of 1/255 for sorting. */
const STEPS: i32 = 256

const roots = memory.data((HIGHEST + 1) * 4, 16)
const buckets = memory.data((STEPS + 1) * 4, 16)
const sorted = memory.data(MOST * MOST * 2, 16)
const takenA = memory.data(MOST, 16)
const takenB = memory.data(MOST, 16)
const similarities = memory.data(MOST * MOST, 16)
const firsts = memory.data(MOST * 4, 16)
const strengths = memory.data(MOST * 4, 16)
const nexts = memory.data(MOST * 4, 16)
/** Who supports each pair, in order: how much (f32) and the index of the supporter (i32). How many stands in `supporters`. */
const agreements = memory.data(MOST * MOST * 8, 16)
const supporters = memory.data(MOST * 4, 16)
/** How far the second minutia of each pair is turned against the first, in 256 steps a turn. */
const turns = memory.data(MOST * 4, 16)
/** Cylinders of the second finger in the order of their directions, twice over, and where each direction begins among them. */
const byAngle = memory.data(MOST * 2, 16)
const begins = memory.data(257 * 4, 16)
const places = memory.data(256 * 4, 16)
/** Of the cylinders of the second finger: root of how many cells are set, and whether every cell is seen. */
const rootsB = memory.data(MOST * 4, 16)
const wholes = memory.data(MOST, 16)
const pairsA = memory.data(MOST, 16)
const pairsB = memory.data(MOST, 16)

/** Tables of the relaxation, given by `prepare`: by distance difference in quarters of a pixel, by angle in 256 steps. */
const DISTANCES: i32 = 256
const byDistance = memory.data(DISTANCES * 4, 16)
const byTurn = memory.data(256 * 4, 16)

export function heapBase(): usize {
  return __heap_base
}

/** Cells of a cylinder that is seen in full. */
let allCells: i32 = 0

/** Cells of a cylinder; logistic tables: middle and slope for distance (pixels) and angle (radians). */
export function prepare(
  cells: i32,
  distanceMiddle: f64,
  distanceSlope: f64,
  angleMiddle: f64,
  angleSlope: f64,
): void {
  allCells = cells
  for (let i = 0; i <= HIGHEST; i++) store<f32>(roots + (i << 2), <f32>Math.sqrt(<f64>i))
  for (let i = 0; i < DISTANCES; i++)
    store<f32>(byDistance + (i << 2), <f32>(1.0 / (1.0 + Math.exp(-distanceSlope * (<f64>i / 4.0 - distanceMiddle)))))
  for (let i = 0; i < 256; i++) {
    const turn = (<f64>(i < 128 ? i : 256 - i) * Math.PI) / 128.0
    store<f32>(byTurn + (i << 2), <f32>(1.0 / (1.0 + Math.exp(-angleSlope * (turn - angleMiddle)))))
  }
}

@inline
function root(count: i32): f32 {
  return load<f32>(roots + (count << 2))
}

/** Bits set in each byte summed over the six layers are at most 48: they fit a byte. */
@inline
function total(bytes: v128): i32 {
  const pairs = i16x8.extadd_pairwise_i8x16_u(bytes)
  const fours = i32x4.extadd_pairwise_i16x8_u(pairs)
  return (
    i32x4.extract_lane(fours, 0) + i32x4.extract_lane(fours, 1) + i32x4.extract_lane(fours, 2) + i32x4.extract_lane(fours, 3)
  )
}

/** Cells set in both of two cylinders. What is set is seen in each, so the masks need not be asked. */
@inline
function shared(a: usize, b: usize): i32 {
  let sum: i64 = 0
  for (let word: usize = 0; word < 96; word += 8) sum += popcnt<i64>(load<i64>(a + word) & load<i64>(b + word))
  return <i32>sum
}

/** Cells of a cylinder that are set where `mask` has seen. */
@inline
function filledWithin(a: usize, mask: v128): i32 {
  let sum = i8x16.splat(0)
  for (let layer = 0; layer < LAYERS; layer++)
    sum = i8x16.add(sum, i8x16.popcnt(v128.and(v128.load(a + (layer << 4)), mask)))
  return total(sum)
}

@inline
function isWhole(a: usize): bool {
  return total(i8x16.popcnt(v128.load(a + MASK))) == allCells
}

/**
 * Similarity of two cylinders over the cells that both have seen, 0 to 1; 0 when these are fewer than `common`. Cells that differ are
 * those set in either less twice those set in both; and where the other has seen everything, what is set is known beforehand.
 */
@inline
function similarity(a: usize, wholeA: bool, b: usize, wholeB: bool, common: i32): f32 {
  const maskA = v128.load(a + MASK)
  const maskB = v128.load(b + MASK)
  if (!(wholeA && wholeB) && total(i8x16.popcnt(v128.and(maskA, maskB))) < common) return 0
  const inA = wholeB ? <i32>load<u16>(a + FILLED) : filledWithin(a, maskB)
  const inB = wholeA ? <i32>load<u16>(b + FILLED) : filledWithin(b, maskA)
  const whole = root(inA) + root(inB)
  return whole > 0 ? 1 - root(inA + inB - 2 * shared(a, b)) / whole : 0
}

/** Directions at most a quarter turn away: so many of 256, from a quarter turn before. */
const NEAR: i32 = 129
const QUARTER: i32 = 64

/** Puts the second finger's cylinders in the order of their directions: those near one direction then lie side by side. */
function sortByAngle(b: usize, countB: i32): void {
  memory.fill(begins, 0, 257 * 4)
  for (let j = 0; j < countB; j++) {
    const at = begins + ((<usize>load<u8>(b + <usize>j * RECORD + ANGLE) + 1) << 2)
    store<i32>(at, load<i32>(at) + 1)
  }
  let before = 0
  for (let angle = 1; angle <= 256; angle++) {
    before += load<i32>(begins + (angle << 2))
    store<i32>(begins + (angle << 2), before)
  }
  memory.copy(places, begins, 256 * 4)
  for (let j = 0; j < countB; j++) {
    const cursor = places + (<usize>load<u8>(b + <usize>j * RECORD + ANGLE) << 2)
    const place = load<i32>(cursor)
    store<i32>(cursor, place + 1)
    store<u8>(byAngle + place, <u8>j)
    store<u8>(byAngle + countB + place, <u8>j)
  }
}

/** Where in `byAngle` those near a cylinder's direction begin. */
@inline
function firstNear(cylinder: usize): i32 {
  return load<i32>(begins + (((<i32>load<u8>(cylinder + ANGLE) - QUARTER) & 255) << 2))
}

/** And how many they are. */
@inline
function countNear(cylinder: usize, countB: i32): i32 {
  const from = (<i32>load<u8>(cylinder + ANGLE) - QUARTER) & 255
  const to = from + NEAR
  const end = to <= 256 ? load<i32>(begins + (to << 2)) : countB + load<i32>(begins + ((to - 256) << 2))
  return end - load<i32>(begins + (from << 2))
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

/** Fills the table of similarities and counts them by step; returns how many are not zero. */
function compareAll(a: usize, countA: i32, b: usize, countB: i32, common: i32): i32 {
  memory.fill(buckets, 0, (STEPS + 1) * 4)
  sortByAngle(b, countB)
  for (let j = 0; j < countB; j++) store<u8>(wholes + j, <u8>isWhole(b + <usize>j * RECORD))
  let found = 0
  for (let i = 0; i < countA; i++) {
    const first = a + <usize>i * RECORD
    const whole = isWhole(first)
    const row = similarities + i * MOST
    memory.fill(row, 0, countB)
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
function assign(candidates: i32, countA: i32, countB: i32, most: i32): i32 {
  let before = 0
  for (let step = 0; step < STEPS; step++) {
    const bucket = buckets + (step << 2)
    const here = load<i32>(bucket)
    store<i32>(bucket, before)
    before += here
  }
  for (let i = 0; i < countA; i++)
    for (let j = 0; j < countB; j++) {
      const step = <i32>load<u8>(similarities + i * MOST + j)
      if (step == 0) continue
      const bucket = buckets + ((STEPS - 1 - step) << 2)
      const place = load<i32>(bucket)
      store<i32>(bucket, place + 1)
      store<u16>(sorted + (place << 1), <u16>((i << 7) | j))
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

/**
 * How far each two pairs agree, both ways, 0 to 1, for those that agree at all. Strangers' pairs are turned every way, and that is the
 * cheapest to see: most are told apart by it before a distance is measured.
 */
function agree(a: usize, b: usize, count: i32): void {
  for (let t = 0; t < count; t++) {
    const at = a + <usize>load<u8>(pairsA + t) * RECORD
    const bt = b + <usize>load<u8>(pairsB + t) * RECORD
    store<i32>(turns + (t << 2), <i32>load<u8>(at + ANGLE) - <i32>load<u8>(bt + ANGLE))
    store<i32>(supporters + (t << 2), 0)
    for (let k = 0; k < t; k++) {
      const alike = load<f32>(byTurn + (((load<i32>(turns + (t << 2)) - load<i32>(turns + (k << 2))) & 255) << 2))
      if (alike > LEAST) agreeOf(a, b, t, k, alike)
    }
  }
}

/** Agreement below this is none. */
const LEAST: f32 = 0.0001

@inline
function agreeOf(a: usize, b: usize, t: i32, k: i32, alike: f32): void {
  const at = a + <usize>load<u8>(pairsA + t) * RECORD
  const bt = b + <usize>load<u8>(pairsB + t) * RECORD
  const ak = a + <usize>load<u8>(pairsA + k) * RECORD
  const bk = b + <usize>load<u8>(pairsB + k) * RECORD
  const ax = <i32>load<u16>(at + PLACE) - <i32>load<u16>(ak + PLACE)
  const ay = <i32>load<u16>(at + PLACE + 2) - <i32>load<u16>(ak + PLACE + 2)
  const bx = <i32>load<u16>(bt + PLACE) - <i32>load<u16>(bk + PLACE)
  const by = <i32>load<u16>(bt + PLACE + 2) - <i32>load<u16>(bk + PLACE + 2)
  const lengthA = sqrt<f32>(<f32>(ax * ax + ay * ay))
  const lengthB = sqrt<f32>(<f32>(bx * bx + by * by))
  const apart = <i32>(abs<f32>(lengthA - lengthB) * 4)
  if (apart >= DISTANCES) return
  const base = load<f32>(byDistance + (apart << 2)) * alike
  if (base <= LEAST) return
  const turn = bearing(ax, ay) - bearing(bx, by)
  support(t, k, base * load<f32>(byTurn + (((load<i32>(turns + (t << 2)) - turn) & 255) << 2)))
  support(k, t, base * load<f32>(byTurn + (((load<i32>(turns + (k << 2)) - turn) & 255) << 2)))
}

@inline
function support(pair: i32, by: i32, much: f32): void {
  const counter = supporters + (pair << 2)
  const count = load<i32>(counter)
  store<i32>(counter, count + 1)
  const place = agreements + ((pair * MOST + count) << 3)
  store<f32>(place, much)
  store<i32>(place + 4, by)
}

/** Direction of a step in 256 steps a turn, counter-clockwise with y down: a polynomial, to within half a step. */
function bearing(x: i32, y: i32): i32 {
  const dx = <f32>x
  const dy = <f32>-y
  const ax = abs(dx)
  const ay = abs(dy)
  const high = max(ax, ay)
  if (high == 0) return 0
  const ratio = min(ax, ay) / high
  const square = ratio * ratio
  let angle: f32 = ((-0.0464964749 * square + 0.15931422) * square - 0.327622764) * square * ratio + ratio
  if (ay > ax) angle = 1.57079637 - angle
  if (dx < 0) angle = 3.14159274 - angle
  if (dy < 0) angle = -angle
  return <i32>Math.round(<f64>angle * 40.74366543152521)
}
