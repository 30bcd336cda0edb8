import type { GreyImage } from '../../image/grey.ts'
import type { Point } from '../template.ts'

/** A ring of the image unrolled: `values[angle * radii.length + i]` is the grey at `radii[i]`; NaN outside the image. */
export interface PolarMap {
  readonly angles: number
  /** Pixels, growing. */
  readonly radii: Float64Array
  readonly values: Float32Array
}

/** Unrolls the image about a centre, with bilinear sampling. Angles as in `Contour`. */
export function unrolled(image: GreyImage, centre: Point, radii: Float64Array, angles: number): PolarMap {
  const values = new Float32Array(angles * radii.length)
  for (let angle = 0; angle < angles; angle++) {
    const cos = Math.cos((2 * Math.PI * angle) / angles)
    const sin = Math.sin((2 * Math.PI * angle) / angles)
    for (let i = 0; i < radii.length; i++) {
      const radius = radii[i]!
      values[angle * radii.length + i] = greyAt(image, centre.x + radius * cos, centre.y + radius * sin)
    }
  }
  return { angles, radii, values }
}

/** Grey between pixels, bilinear; NaN outside the image. */
export function greyAt({ width, height, pixels }: GreyImage, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return Number.NaN
  const at = top * width + left
  const dx = x - left
  const upper = pixels[at]! + dx * (pixels[at + 1]! - pixels[at]!)
  const lower = pixels[at + width]! + dx * (pixels[at + width + 1]! - pixels[at + width]!)
  return upper + (y - top) * (lower - upper)
}

/** `count` radii in equal steps from `first` to `last`, both included. */
export function evenRadii(first: number, last: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1))
}

/**
 * How much brighter the ring just outside is than the ring just inside, for every place of the map, each ring `half` samples
 * wide and the whole averaged over `2 * spread + 1` angles. Grey levels; 0 at the ends and where the image ends.
 */
export function outwardContrast({ angles, radii, values }: PolarMap, half: number, spread: number): Float32Array {
  const count = radii.length
  const steep = new Float32Array(angles * count)
  for (let angle = 0; angle < angles; angle++) {
    const row = angle * count
    let difference = 0
    for (let i = 0; i < half; i++) difference += values[row + half + i]! - values[row + i]!
    for (let i = half; i + half <= count; i++) {
      if (Number.isNaN(difference)) difference = ringDifference(values, row + i, half)
      steep[row + i] = Number.isNaN(difference) ? 0 : difference / half
      difference += values[row + i + half]! - 2 * values[row + i]! + values[row + i - half]!
    }
  }
  return overAngles(steep, angles, count, spread)
}

function ringDifference(values: Float32Array, at: number, half: number): number {
  let difference = 0
  for (let i = 0; i < half; i++) difference += values[at + i]! - values[at - 1 - i]!
  return difference
}

/** Mean over neighbouring angles, round the circle. */
function overAngles(values: Float32Array, angles: number, count: number, spread: number): Float32Array {
  const out = new Float32Array(values.length)
  const share = 1 / (2 * spread + 1)
  for (let angle = 0; angle < angles; angle++) {
    for (let step = -spread; step <= spread; step++) {
      const from = ((angle + step + angles) % angles) * count
      for (let i = 0; i < count; i++) out[angle * count + i]! += values[from + i]! * share
    }
  }
  return out
}
