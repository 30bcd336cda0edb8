/**
 * The quick filter of a search: one probe against many fingers that lie side by side, in a memory that threads may share: nothing here writes but at the desk
 * and to the answers it is told. See src/fingerprint/filter/, whose TypeScript
 * twin says the same slowly. Whole numbers only, so that both agree to the last bit.
 *
 * A finger is `FORM` bytes: how many records (u8), the first record of each sixteenth of a turn (16 u8, and once more the count), then
 * records of 32 bytes in the order of these sixteenths: 168 bits of its neighbourhood (24 bytes), 65,536 divided by how many are set (u16),
 * angle (u8, 256 steps), 1 spare byte, x and y (i16, pixels).
 */

const HEADER: usize = 32
const RECORD: usize = 32
const PART: usize = 24
const ANGLE: usize = 26
const PLACE: usize = 28
/** Sixteenths of a turn, and how many around a direction are looked at: those that lie wholly or partly within 67 degrees. */
const SECTORS: i32 = 16
const NEAR: i32 = 7
/** Most records of a probe. */
const LEADING: i32 = 32

/** The caller's desk: first cosines in 1,024ths by 256ths of a turn (i32), which the caller writes. */
let cosineTable: usize = 0
/** Of each record of the probe and its nearest: how alike, 0 to 256 (u32); how far turned against each other (u8); both places (4 i32); which record (u32). */
let weights: usize = 0
let turns: usize = 0
let places: usize = 0
let partners: usize = 0

let mostTurn: i32 = 0
let mostApart: i32 = 0

export function heapBase(): usize {
  return __heap_base
}

/** How far two pairs may be turned against each other (256 steps a turn), and lie apart along each axis (pixels), to agree; and where this thread's desk is. */
export function prepare(turn: i32, apart: i32, desk: usize): void {
  mostTurn = turn
  mostApart = apart
  cosineTable = desk
  weights = desk + 256 * 4
  turns = weights + LEADING * 4
  places = turns + LEADING
  partners = places + LEADING * 16
}

/** How alike the probe is to each finger of a list: `count` addresses of forms (u32) at `list`, as many answers (u32) at `answers`. */
export function scan(probe: usize, list: usize, count: i32, answers: usize): void {
  for (let i: usize = 0; i < <usize>count; i++)
    store<u32>(answers + (i << 2), agreement(probe, load<u32>(list + (i << 2))))
}

/** Sum over every two pairs that agree how the probe was moved and turned: the product of how alike each is. */
function agreement(probe: usize, form: usize): u32 {
  const count = pairUp(probe, form)
  let sum: u32 = 0
  for (let t = 1; t < count; t++) {
    let candidates = turnedAlike(t)
    if (candidates == 0) continue
    const turn = <usize>load<u8>(turns + t)
    const cosine = load<i32>(cosineTable + (turn << 2))
    const sine = load<i32>(cosineTable + (((turn - 64) & 255) << 2))
    const weight = load<u32>(weights + (t << 2))
    while (candidates != 0) {
      const k = ctz(candidates)
      candidates &= candidates - 1
      if (movedAlike(t, k, cosine, sine)) sum += weight * load<u32>(weights + (k << 2))
    }
  }
  return sum
}

/** Finds the nearest of each record of the probe; returns how many have one. */
function pairUp(probe: usize, form: usize): i32 {
  const end = probe + HEADER + <usize>load<u8>(probe) * RECORD
  let count = 0
  for (let record = probe + HEADER; record < end; record += RECORD) {
    const from = ((<i32>load<u8>(record + ANGLE) >> 4) - (NEAR >> 1)) & (SECTORS - 1)
    const to = from + NEAR
    nearestValue = 0
    nearestRecord = 0
    look(record, form, beginOf(form, from), beginOf(form, min(to, SECTORS)))
    if (to > SECTORS) look(record, form, 0, beginOf(form, to - SECTORS))
    if (nearestValue == 0) continue
    store<u32>(weights + (count << 2), ((<u32>nearestValue >> 8) * <u32>load<u16>(record + PART)) >> 16)
    store<u8>(turns + count, <u8>(<i32>load<u8>(record + ANGLE) - <i32>load<u8>(nearestRecord + ANGLE)))
    store<u32>(partners + (count << 2), <u32>nearestRecord)
    const place = places + (count << 4)
    store<i32>(place, <i32>load<i16>(record + PLACE))
    store<i32>(place + 4, <i32>load<i16>(record + PLACE + 2))
    store<i32>(place + 8, <i32>load<i16>(nearestRecord + PLACE))
    store<i32>(place + 12, <i32>load<i16>(nearestRecord + PLACE + 2))
    count++
  }
  return count
}

let nearestValue: i32 = 0
let nearestRecord: usize = 0

@inline
function beginOf(form: usize, sector: i32): i32 {
  return <i32>load<u8>(form + 1 + sector)
}

/** Goes on looking for the record most like one of the probe: the square of what both have, over how much the other has. */
@inline
function look(record: usize, form: usize, from: i32, to: i32): void {
  const first = load<i64>(record)
  const second = load<i64>(record + 8)
  const third = load<i64>(record + 16)
  let best = nearestValue
  let bestAt = nearestRecord
  const end = form + HEADER + <usize>to * RECORD
  for (let at = form + HEADER + <usize>from * RECORD; at < end; at += RECORD) {
    const both = <i32>(
      (popcnt<i64>(first & load<i64>(at)) + popcnt<i64>(second & load<i64>(at + 8)) + popcnt<i64>(third & load<i64>(at + 16)))
    )
    const value = both * both * <i32>load<u16>(at + PART)
    if (value > best) {
      best = value
      bestAt = at
    }
  }
  nearestValue = best
  nearestRecord = bestAt
}

/** Which of the pairs before `t` are turned like it, one bit each. */
@inline
function turnedAlike(t: i32): u32 {
  const middle = i8x16.splat(<i8>(load<u8>(turns + t) - mostTurn))
  const width = i8x16.splat(<i8>(2 * mostTurn))
  const low = i8x16.bitmask(i8x16.le_u(i8x16.sub(v128.load(turns), middle), width))
  const high = i8x16.bitmask(i8x16.le_u(i8x16.sub(v128.load(turns + 16), middle), width))
  return (<u32>low | (<u32>high << 16)) & ((1 << t) - 1)
}

/** Whether two pairs have different partners, and what lies between these is what lies between the probe's, turned as `t` is. */
@inline
function movedAlike(t: i32, k: i32, cosine: i32, sine: i32): bool {
  if (load<u32>(partners + (t << 2)) == load<u32>(partners + (k << 2))) return false
  const here = places + (t << 4)
  const there = places + (k << 4)
  const x = load<i32>(here + 8) - load<i32>(there + 8)
  const y = load<i32>(here + 12) - load<i32>(there + 12)
  const apartX = ((cosine * x + sine * y) >> 10) - (load<i32>(here) - load<i32>(there))
  const apartY = ((cosine * y - sine * x) >> 10) - (load<i32>(here + 4) - load<i32>(there + 4))
  return abs(apartX) <= mostApart && abs(apartY) <= mostApart
}
