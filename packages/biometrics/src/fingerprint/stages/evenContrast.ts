import { kernel, reserve } from '../../loadKernels.ts'
import { CONTRAST_FLOOR, CONTRAST_RADIUS } from '../parameters.ts'
import type { Plane } from '../plane.ts'

/** The same image with light and pressure taken out, and how strong the pattern was at each pixel before. */
export interface EvenContrast {
  /** Around 0, ridges positive (dark is high), of about unit deviation where there is a pattern. */
  readonly even: Plane
  /** Local standard deviation, grey levels. */
  readonly contrast: Plane
  /** Local mean, grey levels. */
  readonly brightness: Plane
}

/** The function of `engine/fingerRidges.ts`: addresses of planes, room for one more, and for one f64 a column. */
type Even = (
  plane: number,
  mean: number,
  contrast: number,
  result: number,
  room: number,
  sums: number,
  width: number,
  height: number,
  radius: number,
  floor: number,
) => void

/** Subtracts the local mean and divides by the local deviation; below `CONTRAST_FLOOR` noise is not blown up. */
export function evenContrast({ width, height, values }: Plane): EvenContrast {
  const running = kernel('fingerRidges')
  const size = values.byteLength
  const sums = running.heapBase
  const plane = sums + width * Float64Array.BYTES_PER_ELEMENT
  const [mean, contrast, result, room] = [plane + size, plane + 2 * size, plane + 3 * size, plane + 4 * size]
  reserve(running, room + size)
  new Float32Array(running.memory.buffer, plane, values.length).set(values)
  const even = running.exports.even as Even
  even(plane, mean, contrast, result, room, sums, width, height, CONTRAST_RADIUS, CONTRAST_FLOOR)
  const planeAt = (at: number) => ({
    width,
    height,
    values: new Float32Array(running.memory.buffer, at, values.length).slice(),
  })
  return { even: planeAt(result), contrast: planeAt(contrast), brightness: planeAt(mean) }
}
