import type { SeededRandom } from '@nansen/kernel'

/**
 * A smooth random surface: standard normal values on a lattice with `spacing` pixels between its knots, and a smooth curve
 * between them. @returns `width * height` values with mean near 0 and spread near 0.7.
 */
export function smoothNoise(random: SeededRandom, width: number, height: number, spacing: number): Float32Array {
  const columns = Math.ceil(width / spacing) + 2
  const rows = Math.ceil(height / spacing) + 2
  const knots = Float32Array.from({ length: columns * rows }, () => random.normal())
  const out = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / spacing) * columns
    const down = eased((y / spacing) % 1)
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor(x / spacing)
      const across = eased((x / spacing) % 1)
      const top = knots[at]! + (knots[at + 1]! - knots[at]!) * across
      const bottom = knots[at + columns]! + (knots[at + columns + 1]! - knots[at + columns]!) * across
      out[y * width + x] = top + (bottom - top) * down
    }
  }
  return out
}

function eased(t: number): number {
  return t * t * (3 - 2 * t)
}

/** Bilinear value of a plane at any place; outside, the nearest edge. */
export function sampled(plane: Float32Array, width: number, height: number, x: number, y: number): number {
  const left = Math.min(Math.max(x, 0), width - 1.001)
  const top = Math.min(Math.max(y, 0), height - 1.001)
  const at = Math.floor(top) * width + Math.floor(left)
  const across = left % 1
  const above = plane[at]! + (plane[at + 1]! - plane[at]!) * across
  const below = plane[at + width]! + (plane[at + width + 1]! - plane[at + width]!) * across
  return above + (below - above) * (top % 1)
}

/** Cubic value of a plane at any place (Catmull and Rom 1974): smooth where bilinear has corners. Outside, the nearest edge. */
export function cubicSampled(plane: Float32Array, width: number, height: number, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const across = catmullRom(x - left)
  const down = catmullRom(y - top)
  let sum = 0
  for (let row = 0; row < 4; row++) {
    const from = Math.min(Math.max(top - 1 + row, 0), height - 1) * width
    let line = 0
    for (let column = 0; column < 4; column++)
      line += across[column]! * plane[from + Math.min(Math.max(left - 1 + column, 0), width - 1)]!
    sum += down[row]! * line
  }
  return sum
}

function catmullRom(t: number): readonly [number, number, number, number] {
  return [
    ((2 - t) * t - 1) * t * 0.5,
    ((3 * t - 5) * t * t + 2) * 0.5,
    ((4 - 3 * t) * t + 1) * t * 0.5,
    (t - 1) * t * t * 0.5,
  ]
}
