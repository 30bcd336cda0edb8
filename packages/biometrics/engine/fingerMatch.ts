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
const agreements = memory.data(MOST * MOST * 4, 16)
const pairsA = memory.data(MOST, 16)
const pairsB = memory.data(MOST, 16)

/** Tables of the relaxation, given by `prepare`: by distance difference in quarters of a pixel, by angle in 256 steps. */
const DISTANCES: i32 = 256
const byDistance = memory.data(DISTANCES * 4, 16)
const byTurn = memory.data(256 * 4, 16)

export function heapBase(): usize {
  return __heap_base
}

/** Logistic tables: middle and slope for distance (pixels) and angle (radians). */
export function prepare(distanceMiddle: f64, distanceSlope: f64, angleMiddle: f64, angleSlope: f64): void {
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

/** Similarity of two cylinders, 0 to 1; 0 when fewer than `common` cells are valid in both. */
@inline
function similarity(a: usize, b: usize, common: i32): f32 {
  const mask = v128.and(v128.load(a + MASK), v128.load(b + MASK))
  if (total(i8x16.popcnt(mask)) < common) return 0
  let inA = i8x16.splat(0)
  let inB = i8x16.splat(0)
  let apart = i8x16.splat(0)
  for (let layer = 0; layer < LAYERS; layer++) {
    const x = v128.and(v128.load(a + (layer << 4)), mask)
    const y = v128.and(v128.load(b + (layer << 4)), mask)
    inA = i8x16.add(inA, i8x16.popcnt(x))
    inB = i8x16.add(inB, i8x16.popcnt(y))
    apart = i8x16.add(apart, i8x16.popcnt(v128.xor(x, y)))
  }
  const whole = root(total(inA)) + root(total(inB))
  return whole > 0 ? 1 - root(total(apart)) / whole : 0
}

/** Whether two directions, in 256 steps a turn, are at most a quarter turn apart. */
@inline
function near(a: usize, b: usize): bool {
  const apart = (<i32>load<u8>(a + ANGLE) - <i32>load<u8>(b + ANGLE)) & 255
  return apart <= 64 || apart >= 192
}

/**
 * How alike two fingers are by their `best` most similar cylinders of the first `leading` of A, each with its nearest of B, 0 to 1.
 * The quick filter of a search: masks are left aside (unseen cells are empty), and words of 64 bits are counted, which is
 * one instruction where lanes of 8 are many.
 */
export function filter(a: usize, leading: i32, b: usize, countB: i32, best: i32): f32 {
  memory.fill(buckets, 0, STEPS * 4)
  for (let i = 0; i < leading; i++) {
    const first = a + <usize>i * RECORD
    const inA = root(<i32>load<u16>(first + FILLED))
    let nearest: f32 = 0
    for (let j = 0; j < countB; j++) {
      const second = b + <usize>j * RECORD
      if (!near(first, second)) continue
      const whole = inA + root(<i32>load<u16>(second + FILLED))
      if (whole > 0) nearest = max(nearest, 1 - root(differing(first, second)) / whole)
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

/** Cells in which two cylinders differ. */
@inline
function differing(a: usize, b: usize): i32 {
  let sum: i64 = 0
  for (let word: usize = 0; word < 96; word += 8) sum += popcnt<i64>(load<i64>(a + word) ^ load<i64>(b + word))
  return <i32>sum
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
      const row = agreements + ((i * MOST) << 2)
      for (let k = 0; k < count; k++) support += load<f32>(row + (k << 2)) * load<f32>(strengths + (k << 2))
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
  let found = 0
  for (let i = 0; i < countA; i++) {
    const first = a + <usize>i * RECORD
    for (let j = 0; j < countB; j++) {
      const second = b + <usize>j * RECORD
      const step = near(first, second) ? <i32>(similarity(first, second, common) * 255) : 0
      store<u8>(similarities + i * MOST + j, <u8>step)
      if (step == 0) continue
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

/** How far each two pairs agree, both ways, 0 to 1. */
function agree(a: usize, b: usize, count: i32): void {
  for (let t = 0; t < count; t++) {
    const at = a + <usize>load<u8>(pairsA + t) * RECORD
    const bt = b + <usize>load<u8>(pairsB + t) * RECORD
    store<f32>(agreements + ((t * MOST + t) << 2), 0)
    for (let k = 0; k < t; k++) {
      const ak = a + <usize>load<u8>(pairsA + k) * RECORD
      const bk = b + <usize>load<u8>(pairsB + k) * RECORD
      const ax = <i32>load<u16>(at + PLACE) - <i32>load<u16>(ak + PLACE)
      const ay = <i32>load<u16>(at + PLACE + 2) - <i32>load<u16>(ak + PLACE + 2)
      const bx = <i32>load<u16>(bt + PLACE) - <i32>load<u16>(bk + PLACE)
      const by = <i32>load<u16>(bt + PLACE + 2) - <i32>load<u16>(bk + PLACE + 2)
      const lengthA = sqrt<f32>(<f32>(ax * ax + ay * ay))
      const lengthB = sqrt<f32>(<f32>(bx * bx + by * by))
      const apart = <i32>(abs<f32>(lengthA - lengthB) * 4)
      let both: f32 = 0
      let back: f32 = 0
      if (apart < DISTANCES) {
        const turnT = <i32>load<u8>(at + ANGLE) - <i32>load<u8>(bt + ANGLE)
        const turnK = <i32>load<u8>(ak + ANGLE) - <i32>load<u8>(bk + ANGLE)
        const base = load<f32>(byDistance + (apart << 2)) * load<f32>(byTurn + (((turnT - turnK) & 255) << 2))
        if (base > 0.0001) {
          const turn = bearing(ax, ay) - bearing(bx, by)
          both = base * load<f32>(byTurn + (((turnT - turn) & 255) << 2))
          back = base * load<f32>(byTurn + (((turnK - turn) & 255) << 2))
        }
      }
      store<f32>(agreements + ((t * MOST + k) << 2), both)
      store<f32>(agreements + ((k * MOST + t) << 2), back)
    }
  }
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
