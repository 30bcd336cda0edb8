/** Means over a square window by running sums: see src/fingerprint/blur.ts, which says the same to the last bit. */

/** Mean over `2 * radius + 1` pixels each way, shrinking at the edges. `room`: as many f32 as the plane; `sums`: one f64 a column. */
export function boxMean(
  plane: usize,
  result: usize,
  room: usize,
  sums: usize,
  width: i32,
  height: i32,
  radius: i32,
): void {
  for (let row = 0; row < height; row++) slide(plane + ((row * width) << 2), room + ((row * width) << 2), width, radius)
  memory.fill(sums, 0, <usize>width << 3)
  for (let row = 0; row < min(radius, height); row++) addRow(sums, room + ((row * width) << 2), width, 1)
  for (let row = 0; row < height; row++) {
    if (row + radius < height) addRow(sums, room + (((row + radius) * width) << 2), width, 1)
    if (row - radius > 0) addRow(sums, room + (((row - radius - 1) * width) << 2), width, -1)
    const inside = <f64>(min(height - 1, row + radius) - max(0, row - radius) + 1)
    const line = result + ((row * width) << 2)
    let column = 0
    for (; column + 2 <= width; column += 2) {
      const mean = f64x2.div(v128.load(sums + (column << 3)), f64x2.splat(inside))
      v128.store64_lane(line + (column << 2), f32x4.demote_f64x2_zero(mean), 0)
    }
    for (; column < width; column++) store<f32>(line + (column << 2), <f32>(load<f64>(sums + (column << 3)) / inside))
  }
}

function addRow(sums: usize, line: usize, width: i32, sign: f64): void {
  let column = 0
  for (; column + 2 <= width; column += 2) {
    const at = sums + (column << 3)
    v128.store(at, f64x2.add(v128.load(at), f64x2.mul(f64x2.splat(sign), two(line + (column << 2)))))
  }
  for (; column < width; column++) {
    const at = sums + (column << 3)
    store<f64>(at, load<f64>(at) + sign * <f64>load<f32>(line + (column << 2)))
  }
}

function slide(from: usize, to: usize, count: i32, radius: i32): void {
  let sum: f64 = 0
  let inside = min(radius, count)
  for (let i = 0; i < inside; i++) sum += <f64>load<f32>(from + (i << 2))
  for (let i = 0; i < count; i++) {
    if (i + radius < count) {
      sum += <f64>load<f32>(from + ((i + radius) << 2))
      inside++
    }
    if (i - radius > 0) {
      sum -= <f64>load<f32>(from + ((i - radius - 1) << 2))
      inside--
    }
    store<f32>(to + (i << 2), <f32>(sum / <f64>inside))
  }
}

/** Subtracts the mean and divides by the deviation: leaves the deviation at `contrast`, the mean at `mean`, the rest at `even`. */
export function evenOut(
  plane: usize,
  mean: usize,
  contrast: usize,
  even: usize,
  room: usize,
  sums: usize,
  width: i32,
  height: i32,
  radius: i32,
  floor: f64,
): void {
  const count = width * height
  boxMean(plane, mean, room, sums, width, height, radius)
  const bytes: usize = <usize>count << 2
  let i: usize = 0
  for (; i + 8 <= bytes; i += 8) {
    const away = f64x2.sub(two(plane + i), two(mean + i))
    v128.store64_lane(even + i, f32x4.demote_f64x2_zero(f64x2.mul(away, away)), 0)
  }
  for (; i < bytes; i += 4) {
    const away = <f64>load<f32>(plane + i) - <f64>load<f32>(mean + i)
    store<f32>(even + i, <f32>(away * away))
  }
  boxMean(even, contrast, room, sums, width, height, radius)
  for (i = 0; i + 8 <= bytes; i += 8) {
    const deviation = f64x2.sqrt(f64x2.max(f64x2.splat(0), two(contrast + i)))
    v128.store64_lane(contrast + i, f32x4.demote_f64x2_zero(deviation), 0)
    const away = f64x2.sub(two(mean + i), two(plane + i))
    const evened = f64x2.div(away, f64x2.add(deviation, f64x2.splat(floor)))
    v128.store64_lane(even + i, f32x4.demote_f64x2_zero(evened), 0)
  }
  for (; i < bytes; i += 4) {
    const deviation = sqrt<f64>(max<f64>(0, <f64>load<f32>(contrast + i)))
    store<f32>(contrast + i, <f32>deviation)
    const away = <f64>load<f32>(mean + i) - <f64>load<f32>(plane + i)
    store<f32>(even + i, <f32>(away / (deviation + floor)))
  }
}

/** Two numbers of a plane. */
@inline
function two(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at))
}
