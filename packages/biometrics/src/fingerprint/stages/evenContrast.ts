import { boxMean } from '../blur.ts'
import { CONTRAST_FLOOR, CONTRAST_RADIUS } from '../parameters.ts'
import { emptyPlane, type Plane } from '../plane.ts'

/** The same image with light and pressure taken out, and how strong the pattern was at each pixel before. */
export interface EvenContrast {
  /** Around 0, ridges positive (dark is high), of about unit deviation where there is a pattern. */
  readonly even: Plane
  /** Local standard deviation, grey levels. */
  readonly contrast: Plane
  /** Local mean, grey levels. */
  readonly brightness: Plane
}

/** Subtracts the local mean and divides by the local deviation; below `CONTRAST_FLOOR` noise is not blown up. */
export function evenContrast(image: Plane): EvenContrast {
  const { width, height, values } = image
  const mean = boxMean(values, width, height, CONTRAST_RADIUS)
  const squares = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++) squares[i] = (values[i]! - mean[i]!) ** 2
  const variance = boxMean(squares, width, height, CONTRAST_RADIUS)
  const even = emptyPlane(width, height)
  const contrast = emptyPlane(width, height)
  for (let i = 0; i < values.length; i++) {
    const deviation = Math.sqrt(Math.max(0, variance[i]!))
    contrast.values[i] = deviation
    even.values[i] = (mean[i]! - values[i]!) / (deviation + CONTRAST_FLOOR)
  }
  return { even, contrast, brightness: { width, height, values: mean } }
}
