import { PURPOSES, RETENTION_RULES, ROLES } from '@nansen/model'
import { expect, test } from 'vitest'
import { LANGUAGE } from '../schemas.ts'
import { labelsOf, sayer } from './labels.ts'

test.each(LANGUAGE.enum)(
  'an extract in %s has a word for every role, for yes and no, and for what was done',
  language => {
    const labels = labelsOf(language)
    const needed = [
      ...ROLES.map(role => `role.${role}`),
      'ui.yes',
      'ui.no',
      'registration.record.individual.plural',
      ...['read', 'create', 'change', 'delete', 'print', 'export', 'reveal'].map(
        did => `data_protection.letter.did.${did}`,
      ),
      ...PURPOSES.map(purpose => `data_protection.purpose.${purpose}`),
      ...RETENTION_RULES.map(rule => `data_protection.code.figure.figure.${rule}`),
    ]
    expect(needed.filter(key => labels[key] === undefined)).toEqual([])
  },
)

test('a letter fills in the day it speaks of', () => {
  expect(sayer('en')('letter.erased.photos', { day: '1 May 2026' })).toBe('On 1 May 2026 your photos were erased.')
})
