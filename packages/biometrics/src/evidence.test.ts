import { seededRandom } from '@nansen/kernel'
import { describe, expect, test } from 'vitest'
import { bestOf, falseMatchRateAt, together } from './evidence.ts'

describe('evidence of several sites together', () => {
  test('of one site is its own', () => {
    expect(together([3.5])).toBe(3.5)
    expect(together([])).toBe(0)
  })
  test('grows with every site that agrees', () => {
    expect(together([3, 3])).toBeGreaterThan(3)
    expect(together([3, 3, 3])).toBeGreaterThan(together([3, 3]))
  })
  test('of ten sites that say what strangers say is next to nothing', () => {
    expect(together(Array.from({ length: 10 }, () => Math.LOG10E))).toBeLessThan(0.5)
  })
  test.each([1, 2, 4, 12])('of %d sites among strangers keeps its promise: a share of 10^-e reaches e', count => {
    const random = seededRandom(`strangers ${count}`)
    const trials = 40_000
    const found = Array.from({ length: trials }, () =>
      together(Array.from({ length: count }, () => -Math.log10(1 - random.next()))),
    )
    for (const level of [1, 2, 3]) {
      const share = found.filter(each => each >= level).length / trials
      const expected = falseMatchRateAt(level)
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt(expected / trials))
    }
  })
  test('found as the best of ten tries is worth a factor of ten less', () => {
    expect(bestOf(10, 5)).toBeCloseTo(4)
    expect(bestOf(10, 0.5)).toBe(0)
  })
})
