/**
 * Coarse parts of 128 people at once. They lie turned over in a sheet for each eye: of every place four planes of 128 bits, one bit a person, which
 * say in whose eye that place is known and has those two signs (plane: the real sign, and twice the imaginary one). What agrees in both signs with a probe's
 * place is then one plane, and what differs in both is another, the third from it; so planes are counted, which costs a few hundredths of an operation
 * a bit and person. The place after the last is nobody's and empty: lists of places are filled up with it.
 */

const PLACES: usize = 128
const PLANE: usize = 16
const PLACE: usize = 4 * PLANE
export const EYE_SHEET: usize = (PLACES + 1) * PLACE

/** Binary digits of a count, each a plane, lowest first. */
const DIGITS: usize = 8 * PLANE

/** A list: how many planes, a multiple of 8, as u16; and from the seventeenth byte on where they lie, as u16. */
const LIST: usize = 16 + 2 * PLACES

/** Counts the listed planes of each person. */
function count(list: usize, planes: usize, out: usize): void {
  const zero = i32x4.splat(0)
  let ones = zero
  let twos = zero
  let fours = zero
  let eights = zero
  let sixteens = zero
  let more32 = zero
  let more64 = zero
  let more128 = zero
  const end = list + 16 + 2 * <usize>load<u16>(list)
  for (list += 16; list < end; list += 16) {
    const a = v128.load(planes + <usize>load<u16>(list))
    const b = v128.load(planes + <usize>load<u16>(list, 2))
    let half = v128.xor(a, b)
    const twosA = v128.or(v128.and(a, b), v128.and(half, ones))
    ones = v128.xor(half, ones)
    const c = v128.load(planes + <usize>load<u16>(list, 4))
    const d = v128.load(planes + <usize>load<u16>(list, 6))
    half = v128.xor(c, d)
    const twosB = v128.or(v128.and(c, d), v128.and(half, ones))
    ones = v128.xor(half, ones)
    half = v128.xor(twosA, twosB)
    const foursA = v128.or(v128.and(twosA, twosB), v128.and(half, twos))
    twos = v128.xor(half, twos)
    const e = v128.load(planes + <usize>load<u16>(list, 8))
    const f = v128.load(planes + <usize>load<u16>(list, 10))
    half = v128.xor(e, f)
    const twosC = v128.or(v128.and(e, f), v128.and(half, ones))
    ones = v128.xor(half, ones)
    const g = v128.load(planes + <usize>load<u16>(list, 12))
    const h = v128.load(planes + <usize>load<u16>(list, 14))
    half = v128.xor(g, h)
    const twosD = v128.or(v128.and(g, h), v128.and(half, ones))
    ones = v128.xor(half, ones)
    half = v128.xor(twosC, twosD)
    const foursB = v128.or(v128.and(twosC, twosD), v128.and(half, twos))
    twos = v128.xor(half, twos)
    half = v128.xor(foursA, foursB)
    let carry = v128.or(v128.and(foursA, foursB), v128.and(half, fours))
    fours = v128.xor(half, fours)
    half = v128.and(eights, carry)
    eights = v128.xor(eights, carry)
    carry = v128.and(sixteens, half)
    sixteens = v128.xor(sixteens, half)
    half = v128.and(more32, carry)
    more32 = v128.xor(more32, carry)
    carry = v128.and(more64, half)
    more64 = v128.xor(more64, half)
    more128 = v128.or(more128, carry)
  }
  v128.store(out, ones)
  v128.store(out, twos, PLANE)
  v128.store(out, fours, 2 * PLANE)
  v128.store(out, eights, 3 * PLANE)
  v128.store(out, sixteens, 4 * PLANE)
  v128.store(out, more32, 5 * PLANE)
  v128.store(out, more64, 6 * PLANE)
  v128.store(out, more128, 7 * PLANE)
}

/** In whose eye a place is known, whatever its signs: one plane for every place, the empty one too. */
function knownPlaces(sheet: usize, out: usize): void {
  for (let place: usize = 0; place <= PLACES; place++) {
    const signs = v128.or(v128.load(sheet), v128.load(sheet, PLANE))
    const others = v128.or(v128.load(sheet, 2 * PLANE), v128.load(sheet, 3 * PLANE))
    v128.store(out, v128.or(signs, others))
    sheet += PLACE
    out += PLANE
  }
}

/** Keeps of each person what was best, or by how much more agrees than differs now, if that is greater. Writes over `agreeing`. */
function keepBetter(agreeing: usize, differing: usize, best: usize): void {
  let borrow = i32x4.splat(0)
  let greater = i32x4.splat(0)
  for (let digit: usize = 0; digit < DIGITS; digit += PLANE) {
    const a = v128.load(agreeing + digit)
    const d = v128.load(differing + digit)
    const unlike = v128.xor(a, d)
    const more = v128.xor(unlike, borrow)
    v128.store(agreeing + digit, more)
    borrow = v128.or(v128.andnot(d, a), v128.andnot(borrow, unlike))
    greater = v128.bitselect(more, greater, v128.xor(more, v128.load(best + digit)))
  }
  greater = v128.andnot(greater, borrow) // nothing is less than nothing
  for (let digit: usize = 0; digit < DIGITS; digit += PLANE)
    v128.store(best + digit, v128.bitselect(v128.load(agreeing + digit), v128.load(best + digit), greater))
}

/** A count as a byte for each of the 128. */
function asBytes(digits: usize, out: usize): void {
  const spread = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)
  const person = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
  for (let some: usize = 0; some < 8; some++) {
    let bytes = i32x4.splat(0)
    let worth = i8x16.splat(1)
    for (let digit: usize = 0; digit < 8; digit++) {
      const bits = v128.load16_splat(digits + digit * PLANE + 2 * some)
      const isSet = i8x16.eq(v128.and(i8x16.swizzle(bits, spread), person), person)
      bytes = v128.or(bytes, v128.and(isSet, worth))
      worth = i8x16.add(worth, worth)
    }
    v128.store(out + some * PLANE, bytes)
  }
}

/**
 * Writes at `out`, as bytes, by how much more agrees than differs at the best turn in the eyes of each of 128, 0 where nowhere; and after these how many places are compared when the
 * probe is not turned. @param desk room for 129 planes and three counts
 */
export function likeness(probe: usize, turns: usize, sheet: usize, desk: usize, out: usize): void {
  if (load<u16>(probe) == 0) {
    memory.fill(out, 0, 2 * PLACES)
    return
  }
  const agreeing = desk + (PLACES + 1) * PLANE
  const differing = agreeing + DIGITS
  const best = differing + DIGITS
  knownPlaces(sheet, desk)
  count(probe, desk, agreeing)
  asBytes(agreeing, out + PLACES)
  memory.fill(best, 0, DIGITS)
  for (let turn: usize = 0; turn < turns; turn++) {
    const lists = probe + (1 + 2 * turn) * LIST
    count(lists, sheet, agreeing)
    count(lists + LIST, sheet, differing)
    keepBetter(agreeing, differing, best)
  }
  asBytes(best, out)
}
