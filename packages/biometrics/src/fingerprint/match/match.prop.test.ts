import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { encodeFinger } from '../encoding.ts'
import type { FingerTemplate } from '../template.ts'
import { evidenceOf, HIGHEST_EVIDENCE } from './calibration.ts'
import { likeness, matchFingers } from './matchFingers.ts'
import { pairsOf } from './pairing.ts'
import { pairsSlowly } from './pairsSlowly.ts'
import { prepareFinger } from './prepareFinger.ts'
import { putDownAgain, strewn } from './strewnFinger.fixture.ts'

beforeAll(loadKernels)

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
  })
})

test('more likeness never means less evidence, and no finger claims more than was ever measured', () => {
  const likenesses = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(likenesses, likenesses, fc.boolean(), (a, b, ridges) => {
      expect(evidenceOf(Math.max(a, b), ridges)).toBeGreaterThanOrEqual(evidenceOf(Math.min(a, b), ridges))
    }),
  )
  expect(evidenceOf(0, true)).toBe(0)
  expect(evidenceOf(1, true)).toBe(HIGHEST_EVIDENCE)
})
