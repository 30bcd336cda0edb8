import { expect, test } from 'vitest'
import { directionOfScript, lineFor, scriptOf } from './script.ts'

test.each([
  ['Mariam', 'Latn'],
  ['مريم', 'Arab'],
  ['ትግስት', 'Ethi'],
  ['Олена', 'Cyrl'],
  ['အောင်', 'Mymr'],
  ['सीता', 'Deva'],
])('%s is written in %s', (name, script) => {
  expect(scriptOf(name)).toBe(script)
})

test('digits and marks say nothing about the script', () => {
  expect(scriptOf(' 12 - ')).toBeNull()
})

test('only Arabic script is read from the right', () => {
  expect(directionOfScript('Arab')).toBe('rtl')
  expect(directionOfScript('Ethi')).toBe('ltr')
})

test.each([
  ['en', ['مريم صالح', 'Mariam Saleh'], 'Mariam Saleh'],
  ['fr', ['Олена', 'Olena'], 'Olena'],
  ['es', ['مريم صالح', 'Mariam Saleh'], 'Mariam Saleh'],
  ['ar', ['مريم صالح', 'Mariam Saleh'], 'مريم صالح'],
  ['ar', ['Олена', 'Olena'], 'Олена'],
  ['en', ['مريم صالح'], 'مريم صالح'],
  ['ar', [null, 'Mariam'], 'Mariam'],
  ['en', [null], ''],
] as const)('who reads %s reads %j as %s', (language, lines, read) => {
  expect(lineFor(language, lines)).toBe(read)
})
