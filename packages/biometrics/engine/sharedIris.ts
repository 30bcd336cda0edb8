/**
 * One probe against many pairs of eyes, in a memory that several threads share: nothing here writes but to the addresses it is told.
 * A record is groups of three words of 64 bits: the signs of the real parts, of the imaginary parts, and the mask of both. Its first
 * two groups are the coarse part, and lie apart from the other ten. The twin in TypeScript is `src/iris/gallery/scanSlowly.ts`.
 */

const GROUP: usize = 24
const COARSE: usize = 2 * GROUP
const FINE: usize = 10 * GROUP
const WHOLE: usize = COARSE + FINE

/** First address that is the caller's. */
export function heapBase(): usize {
  return __heap_base
}

/** Nothing was compared in enough places; else the most that agreed more than differed, and 1,024, and in the lower half how many places were compared. */
const NONE: i32 = 0

/** Goes on looking for the turn where the coarse parts agree most, from and to these turns. */
// @ts-ignore: AssemblyScript marks functions so; TypeScript knows decorators on classes alone
@inline
function lookAt(probe: usize, from: usize, to: usize, record: usize, few: i32, best: i32): i32 {
  const real0 = load<u64>(record)
  const imaginary0 = load<u64>(record, 8)
  const mask0 = load<u64>(record, 16)
  const real1 = load<u64>(record, 24)
  const imaginary1 = load<u64>(record, 32)
  const mask1 = load<u64>(record, 40)
  if ((mask0 | mask1) == 0) return NONE
  let most: i32 = (best >> 16) - 1024
  let compared: i32 = best & 0xffff
  const end = probe + to * COARSE
  for (let at = probe + from * COARSE; at < end; at += COARSE) {
    const both0 = mask0 & load<u64>(at, 16)
    const both1 = mask1 & load<u64>(at, 40)
    const n = <i32>(popcnt(both0) + popcnt(both1))
    const differing = <i32>(
      (popcnt((real0 ^ load<u64>(at)) & both0) +
        popcnt((imaginary0 ^ load<u64>(at, 8)) & both0) +
        popcnt((real1 ^ load<u64>(at, 24)) & both1) +
        popcnt((imaginary1 ^ load<u64>(at, 32)) & both1))
    )
    const more = n - differing
    if (n >= few && more > most) {
      most = more
      compared = n
    }
  }
  return compared == 0 ? NONE : ((most + 1024) << 16) | compared
}

/** How much more agrees than differs, in roots of the places compared; `neutral` where nothing was. */
// @ts-ignore: as above
@inline
function inRoots(best: i32, neutral: f32): f32 {
  if (best == NONE) return neutral
  const more = (best >> 16) - 1024
  const compared = best & 0xffff
  return <f32>more / sqrt<f32>(<f32>compared)
}

/**
 * Writes at `out`, as u32, the numbers in their block of those of `count` people who are like the probe at first sight, and says how
 * many. First at `looks` of the turns: whose eyes do not say `first` in sum is looked at no more. Then at all: eyes must say at least `together` in sum, or
 * one of them `alone`. `right` is where the turned right eye begins.
 */
export function coarse(
  probe: usize,
  right: usize,
  looks: usize,
  turns: usize,
  block: usize,
  count: i32,
  few: i32,
  neutral: f32,
  first: f32,
  together: f32,
  alone: f32,
  out: usize,
): i32 {
  let passed = 0
  for (let i = 0; i < count; i++) {
    const l = lookAt(probe, 0, looks, block, few, NONE)
    const r = lookAt(right, 0, looks, block + COARSE, few, NONE)
    if (inRoots(l, neutral) + inRoots(r, neutral) >= first) {
      const left = inRoots(lookAt(probe, looks, turns, block, few, l), neutral)
      const other = inRoots(lookAt(right, looks, turns, block + COARSE, few, r), neutral)
      if (left + other >= together || max(left, other) >= alone) {
        store<u32>(out + (<usize>passed << 2), i)
        passed++
      }
    }
    block += 2 * COARSE
  }
  return passed
}

/**
 * Compares the eyes of the `count` listed people in full: at `looks` of the turns, and at the others an eye that is as like at one of these as `near`. For each eye writes at `out` four f32: how much more agrees than differs at the
 * turn where it is most, in roots of the bits compared; the same at the turn where it is least; that best turn's number; and its bits.
 * All 0 where no turn compares `few` places.
 */
export function fine(
  probe: usize,
  right: usize,
  looks: i32,
  turns: i32,
  near: f32,
  coarseAt: usize,
  fineAt: usize,
  list: usize,
  count: i32,
  few: i32,
  out: usize,
): void {
  for (let i = 0; i < count; i++) {
    const person = <usize>load<u32>(list + (<usize>i << 2))
    for (let eye: usize = 0; eye < 2; eye++) {
      const first = coarseAt + (2 * person + eye) * COARSE
      const rest = fineAt + (2 * person + eye) * FINE
      fineOf(eye == 0 ? probe : right, looks, turns, near, first, rest, few, out)
      out += 16
    }
  }
}

/** Groups are written out, so that every address is a register and a constant: a fifth less time than a loop over them. */
function fineOf(
  probe: usize,
  looks: i32,
  turns: i32,
  near: f32,
  first: usize,
  rest: usize,
  few: i32,
  out: usize,
): void {
  let best: f32 = 0
  let least: f32 = 0
  let turn = 0
  let bits = 0
  if (load<u64>(first, 16) | load<u64>(first, 40) | load<u64>(rest, 16))
    for (let t = 0; t < turns; t++) {
      if (t == looks && best < near) break
      const at = probe + <usize>t * WHOLE
      let compared: u64 = 0
      let differing: u64 = 0
      const m0 = load<u64>(first, 16) & load<u64>(at, 16)
      compared += popcnt(m0)
      differing += popcnt((load<u64>(first, 0) ^ load<u64>(at, 0)) & m0) + popcnt((load<u64>(first, 8) ^ load<u64>(at, 8)) & m0)
      const m1 = load<u64>(first, 40) & load<u64>(at, 40)
      compared += popcnt(m1)
      differing += popcnt((load<u64>(first, 24) ^ load<u64>(at, 24)) & m1) + popcnt((load<u64>(first, 32) ^ load<u64>(at, 32)) & m1)
      const m2 = load<u64>(rest, 16) & load<u64>(at, 64)
      compared += popcnt(m2)
      differing += popcnt((load<u64>(rest, 0) ^ load<u64>(at, 48)) & m2) + popcnt((load<u64>(rest, 8) ^ load<u64>(at, 56)) & m2)
      const m3 = load<u64>(rest, 40) & load<u64>(at, 88)
      compared += popcnt(m3)
      differing += popcnt((load<u64>(rest, 24) ^ load<u64>(at, 72)) & m3) + popcnt((load<u64>(rest, 32) ^ load<u64>(at, 80)) & m3)
      const m4 = load<u64>(rest, 64) & load<u64>(at, 112)
      compared += popcnt(m4)
      differing += popcnt((load<u64>(rest, 48) ^ load<u64>(at, 96)) & m4) + popcnt((load<u64>(rest, 56) ^ load<u64>(at, 104)) & m4)
      const m5 = load<u64>(rest, 88) & load<u64>(at, 136)
      compared += popcnt(m5)
      differing += popcnt((load<u64>(rest, 72) ^ load<u64>(at, 120)) & m5) + popcnt((load<u64>(rest, 80) ^ load<u64>(at, 128)) & m5)
      const m6 = load<u64>(rest, 112) & load<u64>(at, 160)
      compared += popcnt(m6)
      differing += popcnt((load<u64>(rest, 96) ^ load<u64>(at, 144)) & m6) + popcnt((load<u64>(rest, 104) ^ load<u64>(at, 152)) & m6)
      const m7 = load<u64>(rest, 136) & load<u64>(at, 184)
      compared += popcnt(m7)
      differing += popcnt((load<u64>(rest, 120) ^ load<u64>(at, 168)) & m7) + popcnt((load<u64>(rest, 128) ^ load<u64>(at, 176)) & m7)
      const m8 = load<u64>(rest, 160) & load<u64>(at, 208)
      compared += popcnt(m8)
      differing += popcnt((load<u64>(rest, 144) ^ load<u64>(at, 192)) & m8) + popcnt((load<u64>(rest, 152) ^ load<u64>(at, 200)) & m8)
      const m9 = load<u64>(rest, 184) & load<u64>(at, 232)
      compared += popcnt(m9)
      differing += popcnt((load<u64>(rest, 168) ^ load<u64>(at, 216)) & m9) + popcnt((load<u64>(rest, 176) ^ load<u64>(at, 224)) & m9)
      const m10 = load<u64>(rest, 208) & load<u64>(at, 256)
      compared += popcnt(m10)
      differing += popcnt((load<u64>(rest, 192) ^ load<u64>(at, 240)) & m10) + popcnt((load<u64>(rest, 200) ^ load<u64>(at, 248)) & m10)
      const m11 = load<u64>(rest, 232) & load<u64>(at, 280)
      compared += popcnt(m11)
      differing += popcnt((load<u64>(rest, 216) ^ load<u64>(at, 264)) & m11) + popcnt((load<u64>(rest, 224) ^ load<u64>(at, 272)) & m11)
      if (<i32>compared < few) continue
      const score = <f32>(<i32>compared - <i32>differing) / sqrt<f32>(<f32>compared)
      if (score > best) {
        best = score
        turn = t
        bits = <i32>compared
      }
      least = min(least, score)
    }
  store<f32>(out, best)
  store<f32>(out, least, 4)
  store<f32>(out, <f32>turn, 8)
  store<f32>(out, <f32>bits, 12)
}

/** A sum over `bytes` (a multiple of 8) that a changed bit changes: FNV's steps, eight bytes at a time. */
export function checksum(from: usize, bytes: usize, start: u64): u64 {
  let sum = start
  for (const end = from + bytes; from < end; from += 8) sum = rotl<u64>((sum ^ load<u64>(from)) * 0x9e3779b97f4a7c15, 29)
  return sum
}
