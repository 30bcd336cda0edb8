import { expect, test } from 'vitest'
import { cropOf } from './portrait.ts'

test.each([
  [1600, 1200],
  [600, 900],
  [480, 600],
])('a portrait is cut from the middle of a picture of %i x %i, four fifths as wide as high', (width, height) => {
  const crop = cropOf(width, height)
  expect(crop.width / crop.height).toBeCloseTo(0.8)
  expect(crop.x).toBeCloseTo((width - crop.width) / 2)
  expect(crop.y + crop.height).toBeLessThanOrEqual(height + 1e-9)
})
