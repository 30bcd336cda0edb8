import { kernel, reserve } from '../../loadKernels.ts'
import { EMPTY, MAX_WAVELENGTH, MIN_WAVELENGTH, QUIET, SQUARE_STEP } from '../parameters.ts'
import type { Plane } from '../plane.ts'

/** The functions of `engine/fingerRidges.ts`. */
interface RidgeKernel {
  prepare(shortest: number, longest: number): void
  enhance(
    plane: number,
    result: number,
    weights: number,
    width: number,
    height: number,
    step: number,
    quiet: number,
    empty: number,
  ): void
}

/**
 * Ridges made to stand out: each overlapping square is transformed, its harmonics within the ridges' wavelengths are
 * multiplied by their own magnitude, so that the strongest wave wins, and the squares are put together again
 * (root filtering, Watson, Candela and Grother 1994). No direction or wavelength has to be known beforehand.
 */
export function enhancedRidges(even: Plane): Plane {
  const { width, height, values } = even
  const running = kernel('fingerRidges')
  const { prepare, enhance } = running.exports as unknown as RidgeKernel
  const plane = running.heapBase
  const result = plane + values.byteLength
  const weights = result + values.byteLength
  reserve(running, weights + values.byteLength)
  new Float32Array(running.memory.buffer, plane, values.length).set(values)
  prepare(MIN_WAVELENGTH, MAX_WAVELENGTH)
  enhance(plane, result, weights, width, height, SQUARE_STEP, QUIET, EMPTY)
  return { width, height, values: new Float32Array(running.memory.buffer, result, values.length).slice() }
}
