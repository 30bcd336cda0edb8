import {
  boolean,
  code,
  codeOf,
  codes,
  date,
  defineModule,
  defineRecord,
  money,
  note,
  place,
  reference,
  text,
} from '@nansen/model'
import { expect, test } from 'vitest'
import { recordPaper } from './recordPaper.ts'

const file = defineRecord({
  title: ['subject'],
  fields: {
    subject: text(),
    kind: code(['lost']),
    marks: codes(['urgent', 'child']),
    country: codeOf('country'),
    person: reference('sample.person'),
    opened_on: date(),
    worth: money(),
    where: place(),
    agrees: boolean(),
    remarks: note({ optional: true }),
    story: note({ optional: true, sensitivity: 'protected' }),
    whisper: note({ optional: true, sensitivity: 'sealed' }),
  },
})
const line = defineRecord({ parent: 'file', title: ['said'], fields: { said: text() } })
const sample = defineModule({ name: 'sample', records: { file, line }, access: {} })
const labels = {
  'sample.document.letter': 'Letter',
  'sample.field.file.subject': 'Subject',
  'sample.code.file.kind.lost': 'Lost',
  'sample.record.line.plural': 'Lines',
  'ui.yes': 'Yes',
}
const printed = {
  module: sample,
  record: 'file',
  document: 'letter',
  language: 'en',
  row: {
    id: 'x',
    subject: 'Amina',
    kind: 'lost',
    marks: ['urgent', 'child'],
    country: 'SOM',
    person: 'p1',
    opened_on: '2026-03-05',
    worth: { amount: 125050, currency: 'KES' },
    where: { pcode: 'KE1', detail: 'B 12' },
    agrees: true,
    remarks: null,
    story: 'secret',
    whisper: 'c2VjcmV0',
  },
  children: { line: [{ said: 'one' }, { said: 'two' }] },
  named: { 'country SOM': 'Somalia', 'place KE1': 'Garissa' },
  office: 'Dadaab',
}

test('a paper says every answer in words, in the order of the definition, and what hangs on the record', () => {
  const paper = recordPaper(printed, labels)
  expect(paper.title).toBe('Letter')
  expect(paper.name).toBe('Amina')
  expect(paper.rows.map(({ value }) => value)).toEqual([
    'Amina',
    'Lost',
    'urgent, child',
    'Somalia',
    '—',
    '5 March 2026',
    expect.stringMatching(/KES.1,250\.50/),
    'Garissa, \u2068B 12\u2069',
    'Yes',
  ])
  expect(paper.sections).toMatchObject([{ title: 'Lines', records: [[{ value: 'one' }], [{ value: 'two' }]] }])
})

test('protected and sealed answers are on no paper', () => {
  expect(JSON.stringify(recordPaper(printed, labels))).not.toMatch(/secret|c2VjcmV0/)
})
