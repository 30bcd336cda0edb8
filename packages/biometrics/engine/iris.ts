/**
 * Hamming distances between iris codes. A record is `rows` rows of 256 bits (column c is bit c % 64 of word c / 64): first all
 * rows of code, then as many of mask. Turning the eye by one column is turning every row by one bit. The twin in TypeScript,
 * which tells what this must do, is `src/iris/hamming.ts`.
 */

const ROW_WORDS: i32 = 4

/** First address that is the caller's. */
export function heapBase(): usize {
  return __heap_base
}

/** Writes at `to` the record at `from`, every row turned by `columns` (0 to 255) towards higher columns. `rows` counts code and mask. */
export function turn(from: usize, to: usize, rows: i32, columns: i32): void {
  const words = columns >> 6
  const bits: u64 = <u64>(columns & 63)
  for (let row = 0; row < rows; row++) {
    const base = <usize>(row * ROW_WORDS * 8)
    for (let word = 0; word < ROW_WORDS; word++) {
      const high = load<u64>(from + base + <usize>(((word - words) & 3) << 3))
      const low = load<u64>(from + base + <usize>(((word - words - 1) & 3) << 3))
      store<u64>(to + base + <usize>(word << 3), bits == 0 ? high : (high << bits) | (low >> (64 - bits)))
    }
  }
}

/**
 * Compares `count` records at `gallery` with each of `turns` turned records at `probe`. For record i and turn t writes at
 * `out + 4 * (i * turns + t)` two u16: bits that differ, bits that both masks let through.
 */
export function distances(probe: usize, turns: i32, gallery: usize, count: i32, rows: i32, out: usize): void {
  const half = <usize>(rows * ROW_WORDS * 8)
  for (let i = 0; i < count; i++) {
    for (let t = 0; t < turns; t++) {
      const a = probe + <usize>t * half * 2
      let differing: u64 = 0
      let compared: u64 = 0
      for (let at: usize = 0; at < half; at += 16) {
        const mask0 = load<u64>(a + half + at) & load<u64>(gallery + half + at)
        const mask1 = load<u64>(a + half + at + 8) & load<u64>(gallery + half + at + 8)
        differing += popcnt((load<u64>(a + at) ^ load<u64>(gallery + at)) & mask0)
        compared += popcnt(mask0)
        differing += popcnt((load<u64>(a + at + 8) ^ load<u64>(gallery + at + 8)) & mask1)
        compared += popcnt(mask1)
      }
      store<u16>(out, <u16>differing)
      store<u16>(out + 2, <u16>compared)
      out += 4
    }
    gallery += half * 2
  }
}
