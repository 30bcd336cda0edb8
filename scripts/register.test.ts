import { defineModule, defineRecord, type Processing, reference, text } from '@nansen/model'
import { expect, test } from 'vitest'
import { dataClasses, registerProblems } from './gen/register.ts'

const petition = defineModule({
  name: 'petition',
  records: {
    petition: defineRecord({
      fields: {
        individual: reference('registration.individual'),
        plea: text({ sensitivity: 'protected' }),
        day: text(),
      },
      title: ['day'],
    }),
  },
  access: {
    protection_officer: [
      { action: 'read', scope: 'office', level: 'personal' },
      { action: 'read', scope: 'office', level: 'protected' },
    ],
    registration_officer: [{ action: 'read', scope: 'office', level: 'personal' }],
  },
})
const LINE = {
  purpose: 'protection',
  basis: 'mandate',
  retention: 'case-file',
  about: 'individual',
  extract: 'shown',
} as const
const problemsOf = (processing: Processing | null) => registerProblems([{ module: petition, processing }])

test('a module without a line, or with a line for what is not there, is named', () => {
  expect(problemsOf({ records: { petition: LINE } })).toEqual([])
  expect(problemsOf(null)).toHaveLength(1)
  expect(problemsOf({ records: {} })).toEqual(['modules/petition/processing.ts says nothing of petition'])
  expect(problemsOf({ records: { petition: LINE, plea: LINE } })).toHaveLength(1)
  expect(
    problemsOf({ records: { petition: LINE }, fields: { 'petition.colour': { purpose: 'rights' } } }),
  ).toHaveLength(1)
  expect(problemsOf({ records: { petition: { ...LINE, about: 'day' } } })).toEqual([
    'modules/petition/processing.ts: day of petition does not lead to a person',
  ])
})

test('fields are one class with those of the same level and reason, read by whom the access column lets', () => {
  const processing: Processing = { records: { petition: LINE }, fields: { 'petition.day': { retention: 'rights' } } }
  const classes = dataClasses([{ module: petition, processing }])
  expect(classes.map(({ part, fields, retention, recipients }) => ({ part, fields, retention, recipients }))).toEqual([
    {
      part: 'personal',
      fields: ['individual'],
      retention: 'case-file',
      recipients: ['protection_officer', 'registration_officer'],
    },
    { part: 'protected', fields: ['plea'], retention: 'case-file', recipients: ['protection_officer'] },
    {
      part: 'personal',
      fields: ['day'],
      retention: 'rights',
      recipients: ['protection_officer', 'registration_officer'],
    },
  ])
})
