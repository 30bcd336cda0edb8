import { expect, test } from 'vitest'
import { viewAfter, WHOLE } from './view.ts'

const after = (...keys: readonly string[]) => keys.reduce((view, key) => viewAfter(view, key) ?? view, WHOLE)

test('plus comes nearer to eight times, minus goes back to all, and 0 shows all at once', () => {
  expect(after('+').zoom).toBe(1.5)
  expect(after(...Array(9).fill('+')).zoom).toBe(8)
  expect(after('+', '-')).toEqual(WHOLE)
  expect(after('+', '+', 'ArrowLeft', '0')).toEqual(WHOLE)
})

test('arrows move no further than the edge, and not at all when all is seen', () => {
  expect(after('ArrowLeft')).toEqual(WHOLE)
  expect(after('+', '+', ...Array(9).fill('ArrowRight')).x).toBeCloseTo(1 - 0.5 / 2.25)
  expect(after('+', '+', 'ArrowUp').y).toBeLessThan(0.5)
})

test('a key that means nothing here is left to the browser', () => {
  expect(viewAfter(WHOLE, 'Tab')).toBeNull()
})
