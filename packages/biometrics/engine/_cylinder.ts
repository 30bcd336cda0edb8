/**
 * A finger lies in memory as `count` records of 128 bytes: six directional layers of 128 cells (16 bytes each), one mask of
 * valid cells (16 bytes), then the minutia: angle (u8, 256 steps), 1 spare byte, x and y (u16, pixels), how many cells are
 * set (u16), 8 spare bytes.
 */

export const RECORD: usize = 128
const MASK: usize = 96
export const ANGLE: usize = 112
export const PLACE: usize = 114
const FILLED: usize = 118
/** Most minutiae of a finger: as MAX_MINUTIAE. */
export const MOST: i32 = 128
/** Highest population of one cylinder: 6 layers of 128 cells. */
const HIGHEST: i32 = 768

const roots = memory.data((HIGHEST + 1) * 4, 16)
/** Cells of a cylinder that is seen in full. */
let allCells: i32 = 0

/** @param cells of a cylinder */
export function prepareCylinders(cells: i32): void {
  allCells = cells
  for (let i = 0; i <= HIGHEST; i++) store<f32>(roots + (i << 2), <f32>Math.sqrt(<f64>i))
}

@inline
function root(count: i32): f32 {
  return load<f32>(roots + (count << 2))
}

/** Cells set in both of two cylinders. What is set is seen in each, so the masks need not be asked. */
@inline
function shared(a: usize, b: usize): i32 {
  let sum: i64 = 0
  for (let word: usize = 0; word < 96; word += 8) sum += popcnt<i64>(load<i64>(a + word) & load<i64>(b + word))
  return <i32>sum
}

/** Cells of a cylinder that are set where the mask of another has seen. Words of 64 bits: counting one is one instruction. */
@inline
function filledWithin(a: usize, other: usize): i32 {
  const low = load<i64>(other + MASK)
  const high = load<i64>(other + MASK + 8)
  let sum: i64 = 0
  for (let layer: usize = 0; layer < 96; layer += 16)
    sum += popcnt<i64>(load<i64>(a + layer) & low) + popcnt<i64>(load<i64>(a + layer + 8) & high)
  return <i32>sum
}

/** Cells that both of two cylinders have seen. */
@inline
function seenByBoth(a: usize, b: usize): i32 {
  const low = popcnt<i64>(load<i64>(a + MASK) & load<i64>(b + MASK))
  return <i32>(low + popcnt<i64>(load<i64>(a + MASK + 8) & load<i64>(b + MASK + 8)))
}

@inline
export function isWhole(a: usize): bool {
  return seenByBoth(a, a) == allCells
}

/**
 * Similarity of two cylinders over the cells that both have seen, 0 to 1; 0 when these are fewer than `common`. Cells that differ are
 * those set in either less twice those set in both; and where the other has seen everything, what is set is known beforehand.
 */
@inline
export function similarity(a: usize, wholeA: bool, b: usize, wholeB: bool, common: i32): f32 {
  if (!(wholeA && wholeB) && seenByBoth(a, b) < common) return 0
  const inA = wholeB ? <i32>load<u16>(a + FILLED) : filledWithin(a, b)
  const inB = wholeA ? <i32>load<u16>(b + FILLED) : filledWithin(b, a)
  const whole = root(inA) + root(inB)
  return whole > 0 ? 1 - root(inA + inB - 2 * shared(a, b)) / whole : 0
}
