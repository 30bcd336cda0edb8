import { seededRandom } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { encodeFinger } from '../encoding.ts'
import type { FingerTemplate } from '../template.ts'
import { evidenceOf, HIGHEST_EVIDENCE } from './calibration.ts'
import { coarseFinger } from './coarseFinger.ts'
import { likeness, matchFingers } from './matchFingers.ts'
import { pairsOf } from './pairing.ts'
import { pairsSlowly } from './pairsSlowly.ts'
import { prepareFinger } from './prepareFinger.ts'

beforeAll(loadKernels)

/** An invented finger of `count` minutiae strewn over 300 by 400 pixels. */
function strewn(seed: number, count: number): FingerTemplate {
  const random = seededRandom(`strewn ${seed}`)
  const below = (most: number) => Math.floor(random.next() * most)
  const minutiae = Array.from({ length: count }, () => ({
    type: below(2) ? ('fork' as const) : ('ending' as const),
    x: 50 + below(300),
    y: 50 + below(400),
    angle: (below(256) / 256) * 2 * Math.PI,
    quality: below(8),
  }))
  return { extractorVersion: 1, width: 400, height: 500, area: 2000, clarity: 200, minutiae }
}

/** The same finger put down elsewhere: turned by `turn`, moved, each minutia shifted a little. */
function putDownAgain(template: FingerTemplate, seed: number, turn: number): FingerTemplate {
  const random = seededRandom(`again ${seed}`)
  const minutiae = template.minutiae.map(minutia => {
    const x = minutia.x - 200
    const y = minutia.y - 250
    return {
      ...minutia,
      x: Math.max(0, Math.round(220 + x * Math.cos(turn) + y * Math.sin(turn) + 2 * random.normal())),
      y: Math.max(0, Math.round(260 - x * Math.sin(turn) + y * Math.cos(turn) + 2 * random.normal())),
      angle: (minutia.angle + turn + 4 * Math.PI) % (2 * Math.PI),
    }
  })
  return { ...template, minutiae }
}

const prepared = (template: FingerTemplate) => prepareFinger(encodeFinger(template, 'stored'))

describe('the kernel', () => {
  test('pairs and relaxes as its TypeScript twin does', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (seed, countA, countB) => {
          const a = prepared(strewn(seed, countA)).cylinders
          const b = prepared(
            seed % 2 ? putDownAgain(strewn(seed, countA), seed, 0.2) : strewn(seed + 1, countB),
          ).cylinders
          const fast = pairsOf(a, b)
          const slow = pairsSlowly(a, b)
          expect([...fast.a]).toEqual(slow.map(pair => pair.a))
          expect([...fast.b]).toEqual(slow.map(pair => pair.b))
          for (const [i, pair] of slow.entries()) {
            expect(fast.first[i]).toBeCloseTo(pair.first, 5)
            expect(Math.abs(fast.last[i]! - pair.last)).toBeLessThan(0.001 + 0.05 * pair.last)
          }
        },
      ),
      {
        numRuns: 80,
        examples: [
          [2, 3, 3],
          [4, 3, 40],
        ],
      },
    )
  })
})

describe('a finger', () => {
  test('is recognised wherever it is put down, and strangers are not', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: -0.6, max: 0.6, noNaN: true }), (seed, turn) => {
        const finger = strewn(seed, 40)
        expect(matchFingers(prepared(finger), prepared(putDownAgain(finger, seed, turn)))).toBeGreaterThan(5)
        expect(matchFingers(prepared(finger), prepared(strewn(seed + 1, 40)))).toBeLessThan(5)
      }),
      { numRuns: 40 },
    )
  })

  test('is found by the quick filter before strangers', () => {
    const finger = strewn(7, 40)
    const again = coarseFinger(prepared(finger), prepared(putDownAgain(finger, 7, 0.3)))
    const strangers = Array.from({ length: 50 }, (_, i) =>
      coarseFinger(prepared(finger), prepared(strewn(100 + i, 40))),
    )
    expect(again).toBeGreaterThan(Math.max(...strangers))
  })

  test('does not care which of two prints is the probe', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const a = prepared(strewn(seed, 30))
        const b = prepared(putDownAgain(strewn(seed, 30), seed, 0.1))
        expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 1)
      }),
      { numRuns: 20 },
    )
  })

  test('without minutiae says nothing', () => {
    expect(matchFingers(prepared(strewn(1, 0)), prepared(strewn(1, 40)))).toBe(0)
    expect(coarseFinger(prepared(strewn(1, 0)), prepared(strewn(1, 40)))).toBe(0)
  })
})

test('more likeness never means less evidence, and no finger claims more than was ever measured', () => {
  const likenesses = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(likenesses, likenesses, (a, b) => {
      expect(evidenceOf(Math.max(a, b))).toBeGreaterThanOrEqual(evidenceOf(Math.min(a, b)))
    }),
  )
  expect(evidenceOf(0)).toBe(0)
  expect(evidenceOf(1)).toBe(HIGHEST_EVIDENCE)
})
