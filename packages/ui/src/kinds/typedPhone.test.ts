import { expect, test } from 'vitest'
import { readTypedPhone } from './typedPhone.ts'

test.each([
  ['+254 712 345 678', '+254712345678'],
  ['00962 (7) 9012-3456', '+962790123456'],
  ['+٩٦٢٧٩٠١٢٣٤٥٦', '+962790123456'],
])('%s is %s', (typed, number) => {
  expect(readTypedPhone(typed)).toBe(number)
})

test.each(['0712345678', '+0712345678', '+25471', '+2547123456789012', 'none'])(
  '%s cannot be called from another country',
  typed => {
    expect(readTypedPhone(typed)).toBeNull()
  },
)
