import { expect, test } from 'vitest'
import { isId, newId, parseId } from './id.ts'

test('a new identifier is a UUID of version 7 and sorts by when it was made', () => {
  const earlier = newId(1_000_000)
  const later = newId(2_000_000)
  expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(earlier < later).toBe(true)
  expect(isId(earlier)).toBe(true)
})

test.each(['', 'x', '0197F3C2-A1B4-7000-8000-000000000001', "' or 1=1"])('%j is not an identifier', text => {
  expect(() => parseId('person', text)).toThrow('not an identifier of a person')
})
