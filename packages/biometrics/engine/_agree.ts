import { pairsA, pairsB } from './_assign'
import { ANGLE, MOST, PLACE, RECORD } from './_cylinder'

/** Who supports each pair, in order: how much (f32) and the index of the supporter (i32). How many stands in `supporters`. */
export const agreements = memory.data(MOST * MOST * 8, 16)
export const supporters = memory.data(MOST * 4, 16)
/** How far the second minutia of each pair is turned against the first, in 256 steps a turn. */
const turns = memory.data(MOST * 4, 16)

/** Tables of the relaxation: by distance difference in quarters of a pixel, by angle in 256 steps. */
const DISTANCES: i32 = 256
const byDistance = memory.data(DISTANCES * 4, 16)
const byTurn = memory.data(256 * 4, 16)

/** Logistic tables: middle and slope for distance (pixels) and angle (radians). */
export function prepareAgreement(
  distanceMiddle: f64,
  distanceSlope: f64,
  angleMiddle: f64,
  angleSlope: f64,
): void {
  for (let i = 0; i < DISTANCES; i++)
    store<f32>(byDistance + (i << 2), <f32>(1.0 / (1.0 + Math.exp(-distanceSlope * (<f64>i / 4.0 - distanceMiddle)))))
  for (let i = 0; i < 256; i++) {
    const turn = (<f64>(i < 128 ? i : 256 - i) * Math.PI) / 128.0
    store<f32>(byTurn + (i << 2), <f32>(1.0 / (1.0 + Math.exp(-angleSlope * (turn - angleMiddle)))))
  }
}

/**
 * How far each two pairs agree, both ways, 0 to 1, for those that agree at all. Strangers' pairs are turned every way, and that is the
 * cheapest to see: most are told apart by it before a distance is measured.
 */
export function agree(a: usize, b: usize, count: i32): void {
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
