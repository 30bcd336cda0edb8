import { beforeAll, expect, test } from 'vitest'
import type { GreyImage } from '../image/grey.ts'
import { loadKernels } from '../loadKernels.ts'
import type { Quality } from '../modality.ts'
import { syntheticFinger } from '../synthetic/index.ts'
import { extractFinger } from './extractFinger.ts'
import { ACCEPTABLE_FINGER, fingerQuality } from './fingerQuality.ts'

beforeAll(loadKernels)

const PAPER = 255
const whole = syntheticFinger('quality', 2, 1)
const judged = (image: GreyImage): Quality => fingerQuality(image, extractFinger(image))

/** The same print with other greys. */
const inked = (grey: (level: number) => number): GreyImage => ({ ...whole, pixels: whole.pixels.map(grey) })

/** The piece of the glass from (left, top), on paper where nothing was. */
function seenFrom(left: number, top: number, width: number, height: number, shows = (_x: number, _y: number) => true) {
  const { pixels, ...image } = whole
  const piece = new Uint8Array(width * height).fill(PAPER)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [x + left, y + top]
      if (u < 0 || v < 0 || u >= image.width || v >= image.height || !shows(u, v)) continue
      piece[y * width + x] = pixels[v * image.width + u]!
    }
  return { ...image, width, height, pixels: piece }
}

test('a whole finger pressed well is good', () => {
  const { score, acceptable, advice } = judged(whole)
  expect(advice).toEqual(['good'])
  expect(acceptable).toBe(true)
  expect(score).toBeGreaterThan(50)
})

test.each([
  ['dry', (level: number) => PAPER - 0.5 * (PAPER - level)],
  ['too-light', (level: number) => PAPER - 0.2 * (PAPER - level)],
  ['wet', (level: number) => 0.45 * level],
  ['too-dark', (level: number) => 0.2 * level],
])('greys of a finger that is %s say so', (code, grey) => {
  expect(judged(inked(grey)).advice).toEqual([code])
})

test('a tip that runs out of the glass is a part, and a small print within it is too small', () => {
  const tip = judged(seenFrom(60, 30, 200, 110))
  expect(tip.advice).toContain('partial')
  expect(tip.advice).not.toContain('too-small')
  const small = judged(seenFrom(0, 0, 320, 400, (x, y) => Math.hypot(x - 160, y - 200) < 75))
  expect(small.advice).toContain('too-small')
  expect(small.advice).not.toContain('partial')
  for (const { score } of [tip, small]) expect(score).toBeLessThan(judged(whole).score)
})

test('a whole finger on a small glass is not a part of one', () => {
  expect(judged(seenFrom(50, 60, 220, 280)).advice).toEqual(['good'])
})

test('a finger beside the middle is asked to the middle', () => {
  expect(judged(seenFrom(-420, 0, 740, 400)).advice).toEqual(['off-centre'])
  expect(judged(seenFrom(0, -400, 320, 800)).advice).toEqual(['off-centre'])
})

test('ridges that hardly show say less than the same ridges shown clearly', () => {
  const template = extractFinger(whole)
  const [clear, unclear] = [200, 90].map(clarity => fingerQuality(whole, { ...template, clarity }).score)
  expect(unclear).toBeLessThan(0.5 * clear!)
})

test('a little finger that is clear all over scores little and is not taken again; less clear it is', () => {
  const template = extractFinger(whole)
  const { columns } = template.ridges!
  /** As many squares as fill a score of about twenty. */
  const waves = template.ridges!.waves.map((wave, at) => (at < 4 * columns ? wave : 0xffff))
  const little = { ...template, ridges: { ...template.ridges!, waves } }
  const judge = (clarity: number) => fingerQuality(whole, { ...little, clarity })
  expect(judge(200)).toMatchObject({ acceptable: true, advice: ['good'] })
  expect(judge(200).score).toBeLessThan(ACCEPTABLE_FINGER)
  expect(judge(150)).toMatchObject({ acceptable: false })
})

test('ridges that run any way say less than ridges that run on', () => {
  const template = extractFinger(whole)
  const waves = template.ridges!.waves.map((wave, i) => (wave === 0xffff ? wave : (wave + 8 * ((i * 13) % 32)) & 0xff))
  const noise = { ...template, ridges: { ...template.ridges!, waves } }
  expect(fingerQuality(whole, noise).score).toBeLessThan(0.3 * fingerQuality(whole, template).score)
  expect(fingerQuality(whole, { ...template, ridges: null })).toMatchObject({ score: 0, acceptable: false })
})

test('hardly any minutiae lower the score, and a capture that nothing else explains moved', () => {
  const template = extractFinger(whole)
  const few = fingerQuality(whole, { ...template, minutiae: template.minutiae.slice(0, 4) })
  expect(few.score).toBeLessThan(0.4 * fingerQuality(whole, template).score)
  const rough = { ...template.ridges!, waves: template.ridges!.waves.map((wave, i) => (i % 3 === 0 ? wave : 0xffff)) }
  expect(fingerQuality(whole, { ...template, ridges: rough })).toMatchObject({ acceptable: false, advice: ['moved'] })
})
