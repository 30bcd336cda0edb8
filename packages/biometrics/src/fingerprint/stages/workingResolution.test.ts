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

test('ridges at 512 dpi keep their contrast all over the image, whatever lies between its pixels and ours', () => {
  const wave = (x: number, dpi: number) => 128 + 100 * Math.sin((2 * Math.PI * x * 500) / (dpi * 8))
  const pixels = Uint8Array.from({ length: 400 * 8 }, (_, i) => Math.round(wave((i % 400) + 0.5, 512)))
  const { width, values } = atWorkingResolution({ width: 400, height: 8, dpi: 512, pixels })
  const away = Array.from({ length: width - 16 }, (_, i) => Math.abs(values[4 * width + i + 8]! - wave(i + 8.5, 500)))
  // linear interpolation is 7 off where a new pixel lies half way between two
  expect(Math.max(...away)).toBeLessThan(3)
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
