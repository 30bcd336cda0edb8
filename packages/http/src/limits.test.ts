import { fakeClock } from '@nansen/testing'
import { expect, test } from 'vitest'
import { buckets } from './buckets.ts'
import { openings } from './openings.ts'

test('forty at once, then ten a second', () => {
  const clock = fakeClock()
  const { take } = buckets({ perSecond: 10, burst: 40 }, clock.now)
  const passed = () => Array.from({ length: 100 }, () => take('somebody')).filter(wait => wait === 0).length
  expect(passed()).toBe(40)
  expect(take('somebody')).toBe(1)
  expect(take('somebody else')).toBe(0)
  clock.advance(1_000)
  expect(passed()).toBe(10)
  clock.advance(3_600_000)
  expect(passed()).toBe(40)
})

test('the sixty-first case within an hour is noted once, the three hundred and first refused', () => {
  const clock = fakeClock()
  const { count } = openings(clock.now)
  const verdicts = Array.from({ length: 301 }, (_, i) => count('officer', `case ${i}`))
  expect(verdicts.indexOf('note')).toBe(60)
  expect(verdicts.filter(verdict => verdict === 'note')).toHaveLength(1)
  expect(verdicts.indexOf('refuse')).toBe(300)
  expect(count('officer', 'case 5')).toBe('fine')
  expect(count('another', 'case 301')).toBe('fine')
  clock.advance(3_600_000)
  expect(count('officer', 'case 301')).toBe('fine')
})
