import { expect, test } from 'vitest'
import type { GreyImage } from '../image/grey.ts'
import { drawnEye } from './drawnEye.ts'
import { extractIris } from './extract.ts'
import { irisMeasures } from './measures.ts'
import { irisQuality } from './quality.ts'

function qualityOf(image: GreyImage) {
  return irisQuality(image, extractIris(image))
}

test('a plain open eye of the usual size is good', () => {
  const quality = qualityOf(drawnEye('good'))
  expect(quality.advice).toEqual(['good'])
  expect(quality.acceptable).toBe(true)
  expect(quality.score).toBeGreaterThan(90)
})

test('a lid over the iris costs; one that hides its edges is refused, and told', () => {
  expect(() => qualityOf(drawnEye('good', { lid: 112 }))).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ advice: ['eyelid'] }) }),
  )
  expect(qualityOf(drawnEye('good', { lid: 104 })).score).toBeLessThan(qualityOf(drawnEye('good', { lid: 60 })).score)
})

test('a small eye, one cut by the edge and a wide pupil are each told', () => {
  expect(qualityOf(drawnEye('good', { limbus: 34, pupil: 13 })).advice).toContain('too-small')
  expect(qualityOf(drawnEye('good', { y: 60 })).advice).toContain('off-centre')
  expect(qualityOf(drawnEye('good', { pupil: 64 })).advice).toContain('dilation')
})

test('a blurred eye is told, and refused where nothing of its texture is left', () => {
  const sharp = drawnEye('good', { lamp: false })
  const blurred = boxed(boxed(sharp, 5), 5)
  expect(irisQuality(blurred, extractIris(sharp)).advice).toContain('blur')
  expect(qualityOf(boxed(sharp, 5)).score).toBeLessThan(qualityOf(sharp).score)
  expect(() => extractIris(blurred)).toThrow(
    expect.objectContaining({ code: 'too-poor', details: expect.objectContaining({ advice: ['blur'] }) }),
  )
})

test('the measures are those of the drawing', () => {
  const image = drawnEye('measures', { lamp: false })
  const measures = irisMeasures(image, extractIris(image))
  expect(measures.dilation).toBeCloseTo((100 * 32) / 84, 0)
  expect(measures.radius).toBeCloseTo(84, 0)
  expect(measures.concentricity).toBeGreaterThan(98)
  expect(measures.usableArea).toBeGreaterThan(95)
  expect(measures.margin).toBe(100)
  expect(measures.reflections).toBe(0)
})

/** Mean over a square of side `2 * reach + 1`. */
function boxed(image: GreyImage, reach: number): GreyImage {
  const { width, height, pixels } = image
  const mean = (x: number, y: number) => {
    let [sum, count] = [0, 0]
    for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
        sum += pixels[v * width + u]!
        count++
      }
    return sum / count
  }
  return { ...image, pixels: pixels.map((_, i) => mean(i % width, Math.floor(i / width))) }
}
