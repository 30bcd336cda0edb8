import { boxMean } from '../blur.ts'
import { CONTRAST_FLOOR, CONTRAST_RADIUS } from '../parameters.ts'
import { emptyPlane, type Plane } from '../plane.ts'
import type { EvenContrast } from './evenContrast.ts'

/** The twin of `evenContrast` in TypeScript, against which the kernel is tested: the same to the last bit. */
export function evenSlowly(image: Plane): EvenContrast {
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
