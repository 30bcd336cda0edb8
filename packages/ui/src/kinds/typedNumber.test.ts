import { expect, test } from 'vitest'
import { readTypedNumber } from './typedNumber.ts'

test.each([
  ['1250.50', 1250.5],
  ['12.', null],
  ['1250,5', 1250.5],
  ['١٢٥٠٫٥', 1250.5],
  ['1 250', 1250],
  ['-3', -3],
  ['1,250.50', null],
  ['twelve', null],
  ['1e9', null],
  ['99999999999999999999', null],
])('%s is %s', (typed, value) => {
  expect(readTypedNumber(typed, true)).toBe(value)
})

test('a whole number has no fraction', () => {
  expect([readTypedNumber('12', false), readTypedNumber('12.0', false)]).toEqual([12, null])
})
