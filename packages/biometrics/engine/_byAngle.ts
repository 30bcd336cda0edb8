import { ANGLE, MOST, RECORD } from './_cylinder'

/** Cylinders of the second finger in the order of their directions, twice over, and where each direction begins among them. */
export const byAngle = memory.data(MOST * 2, 16)
const begins = memory.data(257 * 4, 16)
const places = memory.data(256 * 4, 16)

/** Directions at most a quarter turn away: so many of 256, from a quarter turn before. */
const NEAR: i32 = 129
const QUARTER: i32 = 64

/** Puts the second finger's cylinders in the order of their directions: those near one direction then lie side by side. */
export function sortByAngle(b: usize, countB: i32): void {
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
export function firstNear(cylinder: usize): i32 {
  return load<i32>(begins + (((<i32>load<u8>(cylinder + ANGLE) - QUARTER) & 255) << 2))
}

/** And how many they are. */
@inline
export function countNear(cylinder: usize, countB: i32): i32 {
  const from = (<i32>load<u8>(cylinder + ANGLE) - QUARTER) & 255
  const to = from + NEAR
  const end = to <= 256 ? load<i32>(begins + (to << 2)) : countB + load<i32>(begins + ((to - 256) << 2))
  return end - load<i32>(begins + (from << 2))
}
