/** Mean over a square window of `2 * radius + 1`, by running sums; the window shrinks at the edges. */
export function boxMean(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  const across = new Float32Array(values.length)
  for (let row = 0; row < height; row++) slide(values, across, row * width, width, radius)
  const result = new Float32Array(values.length)
  const sums = new Float64Array(width)
  for (let row = 0; row < Math.min(radius, height); row++) addRow(sums, across, row * width, 1)
  for (let row = 0; row < height; row++) {
    if (row + radius < height) addRow(sums, across, (row + radius) * width, 1)
    if (row - radius > 0) addRow(sums, across, (row - radius - 1) * width, -1)
    const inside = Math.min(height - 1, row + radius) - Math.max(0, row - radius) + 1
    for (let column = 0; column < width; column++) result[row * width + column] = sums[column]! / inside
  }
  return result
}

/** Gaussian blur, cut at three sigma; weights are renewed at the edges so that a constant stays constant. `sigma` in samples. */
export function gaussianBlur(values: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = Math.ceil(3 * sigma)
  const weights = Float32Array.from({ length: radius + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma * sigma)))
  const across = new Float32Array(values.length)
  for (let row = 0; row < height; row++) weigh(values, across, row * width, 1, width, weights)
  const result = new Float32Array(values.length)
  for (let column = 0; column < width; column++) weigh(across, result, column, width, height, weights)
  return result
}

function addRow(sums: Float64Array, values: Float32Array, start: number, sign: number): void {
  for (let column = 0; column < sums.length; column++) sums[column] = sums[column]! + sign * values[start + column]!
}

function slide(from: Float32Array, to: Float32Array, start: number, count: number, radius: number): void {
  let sum = 0
  let inside = Math.min(radius, count)
  for (let i = 0; i < inside; i++) sum += from[start + i]!
  for (let i = 0; i < count; i++) {
    if (i + radius < count) {
      sum += from[start + i + radius]!
      inside++
    }
    if (i - radius > 0) {
      sum -= from[start + i - radius - 1]!
      inside--
    }
    to[start + i] = sum / inside
  }
}

function weigh(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  weights: Float32Array,
): void {
  const radius = weights.length - 1
  for (let i = 0; i < count; i++) {
    let sum = 0
    let total = 0
    for (let k = Math.max(-radius, -i); k <= Math.min(radius, count - 1 - i); k++) {
      const weight = weights[k < 0 ? -k : k]!
      sum += weight * from[start + (i + k) * step]!
      total += weight
    }
    to[start + i * step] = sum / total
  }
}
