import { expect, test } from 'vitest'
import type { Words } from '../language/words.ts'
import { filterLabel, isRetired, offeredOf } from './options.ts'

const words = {
  language: 'fr',
  say: (key: string, values?: { label: string }) => `${key}: ${values?.label}`,
} as unknown as Words
const potter = { code: 'KEN-POTTER', label: { en: 'Potter', fr: 'Potier' } }

test('a code is retired from the first day on which it is offered no longer', () => {
  expect(isRetired({ ...potter, validTo: '2026-11-22' }, '2026-11-22')).toBe(true)
  expect(isRetired({ ...potter, validTo: '2026-11-23T00:00:00.000Z' }, '2026-11-22')).toBe(false)
  expect(isRetired({ ...potter, validTo: null }, '2026-11-22')).toBe(false)
  expect(isRetired(potter, '2026-11-22')).toBe(false)
})

test('a filter marks what is retired, and a form offers it only where it is the answer', () => {
  expect(filterLabel({ ...potter, validTo: '2020-01-01' }, words)).toBe('list.retired: Potier')
  expect(filterLabel({ ...potter, validTo: null, offered: false }, words)).toBe('Potier')
  const options = [
    { value: 'KEN-POTTER', label: 'Potier', offered: false },
    { value: '7', label: 'Artisans' },
  ]
  expect(offeredOf(options, []).map(({ value }) => value)).toEqual(['7'])
  expect(offeredOf(options, ['KEN-POTTER']).map(({ value }) => value)).toEqual(['KEN-POTTER', '7'])
})
