import { seededRandom } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { ridgeDirections } from './directions.ts'
import { evenContrast } from './evenContrast.ts'
import { evenSlowly } from './evenSlowly.ts'
import { foreground } from './foreground.ts'
import { smoothedSlowly } from './smoothedSlowly.ts'
import { smoothedAlong } from './smoothing.ts'

beforeAll(loadKernels)

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 120 }),
  height: fc.integer({ min: 1, max: 120 }),
  seed: fc.nat(),
})

/** Slanting waves with noise: enough of a finger to have directions and a foreground. */
function drawn({ width, height, seed }: { width: number; height: number; seed: number }) {
  const random = seededRandom(String(seed))
  const slant = random.next() * 6
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    Math.round(
      128 +
        80 * Math.cos((i % width) * 0.6 * Math.cos(slant) + Math.floor(i / width) * 0.6 * Math.sin(slant)) +
        20 * random.normal(),
    ),
  )
  return { width, height, values }
}

test('contrast is evened by the kernel as by its TypeScript twin, to the last bit', () => {
  fc.assert(
    fc.property(sizes, size => {
      expect(evenContrast(drawn(size))).toEqual(evenSlowly(drawn(size)))
    }),
    { numRuns: 25 },
  )
})

test('ridges are smoothed by the kernel as by its TypeScript twin, to the last bit', () => {
  let smoothed = 0
  fc.assert(
    fc.property(sizes, size => {
      const image = drawn(size)
      const directions = ridgeDirections(image)
      const finger = foreground(image, directions)
      const fast = smoothedAlong(image, directions, finger)
      expect(fast).toEqual(smoothedSlowly(image, directions, finger))
      if (fast.values.some(value => value !== 0)) smoothed++
    }),
    { numRuns: 25 },
  )
  expect(smoothed).toBeGreaterThan(5)
})
