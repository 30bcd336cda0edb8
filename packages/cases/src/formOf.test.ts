import { expect, test } from 'vitest'
import { example } from '../test/exampleModule.ts'
import { formOf } from './formOf.ts'

const versioned = {
  ...example,
  case: { ...example.case!, form: { version: 3, since: { decision: 2, risk: 3 }, until: { notified_on: 1 } } },
}
const asked = (row: object) =>
  ['decision', 'risk', 'notified_on'].filter(name => name in formOf(versioned, row as never).records.file!.fields)

test('a case is shown in the form it was opened with, and what was answered stays', () => {
  expect(asked({ form_version: 1 })).toEqual(['notified_on'])
  expect(asked({ form_version: null })).toEqual(['notified_on'])
  expect(asked({ form_version: 2 })).toEqual(['decision'])
  expect(asked({ form_version: 3 })).toEqual(['decision', 'risk'])
  expect(asked({ form_version: 1, risk: 'high' })).toEqual(['risk', 'notified_on'])
})

test('a form that never changed is the module itself', () => {
  expect(formOf(example, { form_version: 1 })).toBe(example)
})
