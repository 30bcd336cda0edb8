import { expect, test } from 'vitest'
import { between } from '../angles.ts'
import { parallelRidges } from '../ridges.fixture.ts'
import { angleAt, ridgeDirections } from './directions.ts'
import { evenContrast } from './evenContrast.ts'
import { foreground } from './foreground.ts'
import { atWorkingResolution } from './workingResolution.ts'

test.each([0, 30, 60, 90, 120, 150])('parallel ridges at %i degrees have that direction everywhere', degrees => {
  const angle = (degrees * Math.PI) / 180
  const { even } = evenContrast(atWorkingResolution(parallelRidges(128, 9, angle)))
  const directions = ridgeDirections(even)
  for (const at of [40, 64, 90]) expect(between(2 * angleAt(directions, at, 64), 2 * angle)).toBeLessThan(0.04)
  expect(directions.coherence[8 * 16 + 8]!).toBeGreaterThan(0.95)
})

test('blank paper is no finger', () => {
  const blank = atWorkingResolution({ width: 128, height: 128, dpi: 500, pixels: new Uint8Array(16384).fill(230) })
  const finger = foreground(blank, ridgeDirections(evenContrast(blank).even))
  expect(Math.max(...finger.values)).toBe(0)
})

test('of a half covered glass only the covered half is finger', () => {
  const ridges = parallelRidges(128, 9)
  const image = { ...ridges, pixels: ridges.pixels.map((level, i) => (i % 128 < 64 ? level : 230)) }
  const print = atWorkingResolution(image)
  const finger = foreground(print, ridgeDirections(evenContrast(print).even))
  expect(finger.values[8 * 16 + 2]).toBe(1)
  expect(finger.values[8 * 16 + 13]).toBe(0)
})
