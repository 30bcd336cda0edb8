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
    for (let column = 0; column < width; column++)
      store<f32>(line + (column << 2), <f32>(load<f64>(sums + (column << 3)) / inside))
  }
}

function addRow(sums: usize, line: usize, width: i32, sign: f64): void {
  for (let column = 0; column < width; column++) {
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
  for (let i = 0; i < count; i++) {
    const away = <f64>load<f32>(plane + (i << 2)) - <f64>load<f32>(mean + (i << 2))
    store<f32>(even + (i << 2), <f32>(away * away))
  }
  boxMean(even, contrast, room, sums, width, height, radius)
  for (let i = 0; i < count; i++) {
    const deviation = sqrt<f64>(max<f64>(0, <f64>load<f32>(contrast + (i << 2))))
    store<f32>(contrast + (i << 2), <f32>deviation)
    const away = <f64>load<f32>(mean + (i << 2)) - <f64>load<f32>(plane + (i << 2))
    store<f32>(even + (i << 2), <f32>(away / (deviation + floor)))
  }
}
