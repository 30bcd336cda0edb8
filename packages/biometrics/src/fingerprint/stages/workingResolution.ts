import { Refusal } from '@nansen/kernel'
import type { GreyImage } from '../../image/grey.ts'
import { MAX_DPI, MAX_SIDE, MIN_DPI, WORKING_DPI } from '../parameters.ts'
import { emptyPlane, type Plane } from '../plane.ts'

/**
 * The image at `WORKING_DPI`, grey levels 0 to 255, a little beyond beside sharp edges. By cubic convolution, as wide as four new pixels where the image
 * shrinks, so that nothing aliases: straight lines between pixels blur ridges here and leave them there wherever the resolution is near ours.
 *
 * @throws Refusal `invalid` when the resolution is unknown or out of range: the officer must say what scanner took it.
 */
export function atWorkingResolution(image: GreyImage): Plane {
  const { dpi } = image
  if (dpi === null)
    throw new Refusal('invalid', 'the image does not say its resolution: give the pixels per inch of the scanner')
  if (!(dpi >= MIN_DPI && dpi <= MAX_DPI))
    throw new Refusal(
      'invalid',
      `fingerprints need ${MIN_DPI} to ${MAX_DPI} pixels per inch: check the scanner's resolution`,
      { dpi },
    )
  const scale = WORKING_DPI / dpi
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  if (width > MAX_SIDE || height > MAX_SIDE)
    throw new Refusal('invalid', 'the image is larger than one finger: cut out each finger first', { width, height })
  const plane = emptyPlane(width, height)
  if (scale === 1) {
    plane.values.set(image.pixels)
    return plane
  }
  const across = new Float32Array(width * image.height)
  resample(image.pixels, across, image.height, image.width, 1, width, 1, image.width, width, scale)
  resample(across, plane.values, width, image.height, width, height, width, 1, 1, scale)
  return plane
}

/** Resamples `lines` lines from `fromCount` to `toCount` samples. Steps are between samples, strides between lines. */
function resample(
  from: Uint8Array | Float32Array,
  to: Float32Array,
  lines: number,
  fromCount: number,
  fromStep: number,
  toCount: number,
  toStep: number,
  fromStride: number,
  toStride: number,
  scale: number,
): void {
  const wide = Math.max(1, 1 / scale)
  const reach = 2 * wide
  const weights = new Float64Array(Math.ceil(2 * reach) + 1)
  for (let i = 0; i < toCount; i++) {
    const centre = (i + 0.5) / scale - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(fromCount - 1, Math.floor(centre + reach))
    const nearest = Math.min(fromCount - 1, Math.max(0, Math.round(centre)))
    let total = 0
    for (let k = first; k <= last; k++) {
      weights[k - first] = cubic(Math.abs(k - centre) / wide)
      total += weights[k - first]!
    }
    for (let line = 0; line < lines; line++) {
      let sum = 0
      for (let k = first; k <= last; k++) sum += weights[k - first]! * from[line * fromStride + k * fromStep]!
      to[line * toStride + i * toStep] = total > 0 ? sum / total : from[line * fromStride + nearest * fromStep]!
    }
  }
}

/** Weight of a sample so many samples away: Keys' cubic convolution with a = -1/2 (IEEE TASSP 29(6), 1981). */
function cubic(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2
  return 0
}
