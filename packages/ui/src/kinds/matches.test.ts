import { expect, test } from 'vitest'
import { matches } from './matches.ts'

test.each([
  ['Côte d’Ivoire', 'cote iv'],
  ['Democratic Republic of the Congo', 'con dem'],
  ['إثيوبيا', 'اثي'],
  ['سُورِيَة', 'سوريه'],
])('%s is found by typing %s', (text, typed) => {
  expect(matches(text, typed)).toBe(true)
})

test('the middle of a word is not a beginning', () => {
  expect(matches('Niger', 'iger')).toBe(false)
})
