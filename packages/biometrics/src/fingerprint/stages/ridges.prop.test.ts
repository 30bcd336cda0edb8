import { seededRandom } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { enhancedRidges } from './ridges.ts'
import { enhancedSlowly } from './ridgesSlowly.ts'

beforeAll(loadKernels)

test('the kernel and its TypeScript twin give the same ridges', () => {
  const sizes = fc.record({
    width: fc.integer({ min: 1, max: 150 }),
    height: fc.integer({ min: 1, max: 150 }),
    seed: fc.nat(),
  })
  fc.assert(
    fc.property(sizes, ({ width, height, seed }) => {
      const random = seededRandom(String(seed))
      const values = Float32Array.from({ length: width * height }, () => random.normal())
      const fast = enhancedRidges({ width, height, values }).values
      const slow = enhancedSlowly({ width, height, values }).values
      const highest = slow.reduce((high, value) => Math.max(high, Math.abs(value)), 1e-3)
      const apart = fast.reduce((high, value, i) => Math.max(high, Math.abs(value - slow[i]!)), 0)
      expect(apart / highest).toBeLessThan(1e-4)
    }),
    { numRuns: 12 },
  )
})
