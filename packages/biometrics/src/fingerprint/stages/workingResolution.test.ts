import { expect, test } from 'vitest'
import { parallelRidges } from '../ridges.fixture.ts'
import { atWorkingResolution } from './workingResolution.ts'

const image = parallelRidges(100, 10)

test('an image at 500 dpi is taken as it is', () => {
  expect([...atWorkingResolution(image).values]).toEqual([...image.pixels])
})

test('an image at 1000 dpi becomes half as wide, and its ridges half as far apart', () => {
  const half = atWorkingResolution({ ...image, dpi: 1000 })
  expect([half.width, half.height]).toEqual([50, 50])
  expect(half.values[25 * 50 + 10]!).toBeGreaterThan(half.values[25 * 50 + 12]!)
  expect(half.values[25 * 50 + 15]!).toBeGreaterThan(half.values[25 * 50 + 12]!)
})

test('a constant stays constant at any resolution', () => {
  const grey = { width: 40, height: 30, dpi: 333, pixels: new Uint8Array(1200).fill(77) }
  for (const level of atWorkingResolution(grey).values) expect(level).toBeCloseTo(77, 3)
})

test('an image that does not say its resolution is refused with the remedy', () => {
  expect(() => atWorkingResolution({ ...image, dpi: null })).toThrow('give the pixels per inch of the scanner')
})

test('a resolution no scanner has is refused', () => {
  expect(() => atWorkingResolution({ ...image, dpi: 72 })).toThrow("check the scanner's resolution")
})

test('a whole hand is refused', () => {
  const hand = { width: 1600, height: 1500, dpi: 500, pixels: new Uint8Array(1600 * 1500) }
  expect(() => atWorkingResolution(hand)).toThrow('cut out each finger')
})
