import { Refusal } from '@nansen/kernel'
import type { GreyImage } from '../image/grey.ts'
import { EXTRACTOR_VERSION, MIN_MINUTIAE } from './parameters.ts'
import { ridgeDirections } from './stages/directions.ts'
import { evenContrast } from './stages/evenContrast.ts'
import { extent, foreground } from './stages/foreground.ts'
import { minutiaeOf } from './stages/minutiae.ts'
import { enhancedRidges } from './stages/ridges.ts'
import { sifted } from './stages/sifting.ts'
import { skeletonOf } from './stages/skeleton.ts'
import { smoothedAlong } from './stages/smoothing.ts'
import { binarised, thinned } from './stages/thinning.ts'
import { ridgeWaves } from './stages/waves.ts'
import { atWorkingResolution } from './stages/workingResolution.ts'
import type { FingerTemplate } from './template.ts'

/** Receives every intermediate result by the name of its stage. */
export type Trace = (stage: string, result: unknown) => void

/**
 * Turns one fingerprint image into the template that is stored and matched.
 *
 * @throws Refusal `invalid` when the resolution is unknown or impossible, `too-poor` when fewer than `MIN_MINUTIAE` are found.
 */
export function extractFinger(image: GreyImage, trace: Trace = () => {}): FingerTemplate {
  const print = traced('resolution', atWorkingResolution(image))
  const { even } = traced('contrast', evenContrast(print))
  const ridges = traced('ridges', enhancedRidges(traced('ridges at first', enhancedRidges(even))))
  const directions = traced('directions', ridgeDirections(ridges))
  const finger = traced('foreground', foreground(print, directions))
  const clarity = traced('clarity', ridgeDirections(even).coherence)
  const smooth = traced('smooth', smoothedAlong(ridges, directions, finger))
  const thin = traced('thin', thinned(traced('binary', binarised(smooth))))
  const found = traced('found', minutiaeOf(skeletonOf(thin), directions, clarity, finger))
  const minutiae = traced('minutiae', sifted(found))
  if (minutiae.length < MIN_MINUTIAE)
    throw new Refusal('too-poor', 'too little of the finger can be read: wipe it and place it again', {
      found: minutiae.length,
    })
  const waves = traced('waves', ridgeWaves(ridges, finger))
  const { width, height } = print
  const extents = extent(finger, clarity)
  return { extractorVersion: EXTRACTOR_VERSION, width, height, ...extents, minutiae, ridges: waves }

  function traced<T>(stage: string, result: T): T {
    trace(stage, result)
    return result
  }
}
