/**
 * One probe against many pairs of eyes, in a memory that several threads share: nothing here writes but to the addresses it is told.
 * A record is twelve groups of three words of 64 bits: the signs of the real parts, of the imaginary parts, and the mask of both. Its first
 * two groups are the coarse part, of which a second copy lies turned over: see `_sheet.ts`. The twin in TypeScript is `src/iris/gallery/scanSlowly.ts`.
 */

import { EYE_SHEET, likeness } from './_sheet'

const RECORD: usize = 12 * 24
const SHEET_PEOPLE: usize = 128

/** First address that is the caller's. */
export function heapBase(): usize {
  return __heap_base
}

/** How much more agrees than differs, in roots of the places compared, of four people; `neutral` where `few` places are not. */
// @ts-ignore: AssemblyScript marks functions so; TypeScript knows decorators on classes alone
@inline
function inRoots(bytes: usize, few: v128, neutral: v128): v128 {
  const more = f32x4.convert_i32x4_s(fourBytes(bytes))
  const compared = f32x4.convert_i32x4_s(fourBytes(bytes + SHEET_PEOPLE))
  return v128.bitselect(neutral, f32x4.div(more, f32x4.sqrt(compared)), f32x4.lt(compared, few))
}

// @ts-ignore: as above
@inline
function fourBytes(at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)))
}

/**
 * Writes at `out`, as u32, the numbers in their block of those people who are like the probe at first sight, and says how
 * many: whose eyes say at least `together` in sum, or one of them `alone`. `probe` and `right` are lists of planes, see `_sheet.ts`.
 */
export function coarse(
  probe: usize,
  right: usize,
  turns: usize,
  sheets: usize,
  people: usize,
  few: f32,
  neutral: f32,
  together: f32,
  alone: f32,
  desk: usize,
  out: usize,
): i32 {
  let passed = 0
  const others = desk + 2 * SHEET_PEOPLE
  const room = others + 2 * SHEET_PEOPLE
  for (let first: usize = 0; first < people; first += SHEET_PEOPLE) {
    likeness(probe, turns, sheets, room, desk)
    likeness(right, turns, sheets + EYE_SHEET, room, others)
    for (let i: usize = 0; i < SHEET_PEOPLE; i += 4) {
      const l = inRoots(desk + i, f32x4.splat(few), f32x4.splat(neutral))
      const r = inRoots(others + i, f32x4.splat(few), f32x4.splat(neutral))
      const both = f32x4.ge(f32x4.add(l, r), f32x4.splat(together))
      let bits = i32x4.bitmask(v128.or(both, f32x4.ge(f32x4.max(l, r), f32x4.splat(alone))))
      for (; bits != 0; bits &= bits - 1) {
        store<u32>(out + (<usize>passed << 2), <u32>(first + i) + ctz(bits))
        passed++
      }
    }
    sheets += 2 * EYE_SHEET
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
  records: usize,
  list: usize,
  count: i32,
  few: i32,
  out: usize,
): void {
  for (let i = 0; i < count; i++) {
    const person = <usize>load<u32>(list + (<usize>i << 2))
    for (let eye: usize = 0; eye < 2; eye++) {
      fineOf(eye == 0 ? probe : right, looks, turns, near, records + (2 * person + eye) * RECORD, few, out)
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
  record: usize,
  few: i32,
  out: usize,
): void {
  let best: f32 = 0
  let least: f32 = 0
  let turn = 0
  let bits = 0
  if (load<u64>(record, 16) | load<u64>(record, 40) | load<u64>(record, 64))
    for (let t = 0; t < turns; t++) {
      if (t == looks && best < near) break
      const at = probe + <usize>t * RECORD
      let compared: u64 = 0
      let differing: u64 = 0
      const m0 = load<u64>(record, 16) & load<u64>(at, 16)
      compared += popcnt(m0)
      differing += popcnt((load<u64>(record, 0) ^ load<u64>(at, 0)) & m0) + popcnt((load<u64>(record, 8) ^ load<u64>(at, 8)) & m0)
      const m1 = load<u64>(record, 40) & load<u64>(at, 40)
      compared += popcnt(m1)
      differing += popcnt((load<u64>(record, 24) ^ load<u64>(at, 24)) & m1) + popcnt((load<u64>(record, 32) ^ load<u64>(at, 32)) & m1)
      const m2 = load<u64>(record, 64) & load<u64>(at, 64)
      compared += popcnt(m2)
      differing += popcnt((load<u64>(record, 48) ^ load<u64>(at, 48)) & m2) + popcnt((load<u64>(record, 56) ^ load<u64>(at, 56)) & m2)
      const m3 = load<u64>(record, 88) & load<u64>(at, 88)
      compared += popcnt(m3)
      differing += popcnt((load<u64>(record, 72) ^ load<u64>(at, 72)) & m3) + popcnt((load<u64>(record, 80) ^ load<u64>(at, 80)) & m3)
      const m4 = load<u64>(record, 112) & load<u64>(at, 112)
      compared += popcnt(m4)
      differing += popcnt((load<u64>(record, 96) ^ load<u64>(at, 96)) & m4) + popcnt((load<u64>(record, 104) ^ load<u64>(at, 104)) & m4)
      const m5 = load<u64>(record, 136) & load<u64>(at, 136)
      compared += popcnt(m5)
      differing += popcnt((load<u64>(record, 120) ^ load<u64>(at, 120)) & m5) + popcnt((load<u64>(record, 128) ^ load<u64>(at, 128)) & m5)
      const m6 = load<u64>(record, 160) & load<u64>(at, 160)
      compared += popcnt(m6)
      differing += popcnt((load<u64>(record, 144) ^ load<u64>(at, 144)) & m6) + popcnt((load<u64>(record, 152) ^ load<u64>(at, 152)) & m6)
      const m7 = load<u64>(record, 184) & load<u64>(at, 184)
      compared += popcnt(m7)
      differing += popcnt((load<u64>(record, 168) ^ load<u64>(at, 168)) & m7) + popcnt((load<u64>(record, 176) ^ load<u64>(at, 176)) & m7)
      const m8 = load<u64>(record, 208) & load<u64>(at, 208)
      compared += popcnt(m8)
      differing += popcnt((load<u64>(record, 192) ^ load<u64>(at, 192)) & m8) + popcnt((load<u64>(record, 200) ^ load<u64>(at, 200)) & m8)
      const m9 = load<u64>(record, 232) & load<u64>(at, 232)
      compared += popcnt(m9)
      differing += popcnt((load<u64>(record, 216) ^ load<u64>(at, 216)) & m9) + popcnt((load<u64>(record, 224) ^ load<u64>(at, 224)) & m9)
      const m10 = load<u64>(record, 256) & load<u64>(at, 256)
      compared += popcnt(m10)
      differing += popcnt((load<u64>(record, 240) ^ load<u64>(at, 240)) & m10) + popcnt((load<u64>(record, 248) ^ load<u64>(at, 248)) & m10)
      const m11 = load<u64>(record, 280) & load<u64>(at, 280)
      compared += popcnt(m11)
      differing += popcnt((load<u64>(record, 264) ^ load<u64>(at, 264)) & m11) + popcnt((load<u64>(record, 272) ^ load<u64>(at, 272)) & m11)
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
