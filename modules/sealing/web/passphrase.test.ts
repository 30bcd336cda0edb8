import { expect, test } from 'vitest'
import { SHORTEST, suggestedPassphrase, weakness } from './passphrase.ts'

test('a suggested passphrase is long enough, pronounceable and never the same', () => {
  const many = Array.from({ length: 200 }, suggestedPassphrase)
  expect(new Set(many).size).toBe(200)
  for (const each of many) {
    expect(each).toMatch(/^([b-df-hj-np-tvz][aeiou]){2}( ([b-df-hj-np-tvz][aeiou]){2}){6}$/)
    expect(weakness(each)).toBeNull()
  }
})

test('every letter is drawn about as often as the others', () => {
  const counts = new Map<string, number>()
  for (const letter of Array.from({ length: 400 }, suggestedPassphrase)
    .join('')
    .replaceAll(/[ aeiou]/g, ''))
    counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(counts.size).toBe(16)
  // 5,600 letters: 350 of each, and one in a million runs would stray by six standard deviations (108).
  for (const count of counts.values()) expect(Math.abs(count - 350)).toBeLessThan(108)
})

test('what is short or repeats itself is told', () => {
  expect(weakness('a'.repeat(SHORTEST - 1))).toBe('short')
  expect(weakness('secret secret secret secret')).toBe('repeats')
  expect(weakness('the kettle sang in the blue house')).toBeNull()
  expect(weakness('كان البيت الأزرق بعيدا عن النهر')).toBeNull()
})
