import { seededRandom } from '@nansen/kernel'
import { expect, test } from 'vitest'
import { fitTail, hardest } from './fitTail.ts'
import fitted from './recordTail.json' with { type: 'json' }

/** Strangers whose scores are the best of 17 normal values. */
const strangers = (mean: number, deviation: number, count: number) => {
  const random = seededRandom('strangers')
  const best = () => Math.max(...Array.from({ length: 17 }, () => random.normal()))
  return Float64Array.from({ length: count }, () => mean + deviation * best())
}

test('a tail is found again from strangers drawn from it, with what it stands on', () => {
  const found = fitTail(strangers(0.4, 1.1, 20_000))!
  expect(found.tail.mean).toBeCloseTo(-0.4, 0)
  expect(found.tail.deviation).toBeCloseTo(1.1, 1)
  expect(found.seen.map(({ share }) => share)).toEqual([0.1, 0.03, 0.01, 0.003])
  for (const { score, byTail } of found.seen) expect(Math.abs(score - byTail)).toBeLessThan(0.1)
})

test('too few strangers say nothing of a tail', () => expect(fitTail(strangers(0, 1, 500))).toBeNull())

test('of two sets the harder one counts', () => {
  const [easy, hard] = [fitTail(strangers(0, 1, 5000))!, fitTail(strangers(0.3, 1.2, 5000))!]
  expect(hardest([easy, hard])).toBe(hard)
})

test('the tail in use is the hardest of the sets that are written beside it', () => {
  expect(hardest(fitted.sets)!.tail).toEqual(fitted.tail)
})
