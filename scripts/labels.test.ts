import { code, defineLifecycle, defineModule, defineRecord } from '@nansen/model'
import { expect, test } from 'vitest'
import { compare, neededKeys } from './labels.ts'

const labels = (en: string, fr: string, ar: string) =>
  new Map([
    ['en', { key: en }],
    ['fr', { key: fr }],
    ['ar', { key: ar }],
  ])
const problems = (...three: Parameters<typeof labels>) => compare('x', labels(...three), [])

test('labels that say the same pass', () => {
  expect(problems('{{count}} people', '{{count}} personnes', '{{count}} أشخاص')).toEqual([])
})

test('a blank that one language does not fill in is found', () => {
  expect(problems('{{count}} people', 'des personnes', '{{count}} أشخاص')).toEqual([
    'x/fr.json: key fills in nothing, English count',
  ])
})

test('an Arabic label left in English is found; an abbreviation may stand', () => {
  expect(problems('People', 'Personnes', 'People')).toEqual(['x/ar.json: key is not in Arabic letters'])
  expect(problems('PDF', 'PDF', 'PDF')).toEqual([])
})

const inSpanish = (en: string, es: string) =>
  compare(
    'x',
    new Map([
      ['en', { key: en }],
      ['es', { key: es }],
    ]),
    [],
  )

test('a Spanish label left in English is found; a word that both languages share may stand', () => {
  expect(inSpanish('Registration', 'Registration')).toEqual(['x/es.json: key is the same as in English'])
  expect(inSpanish('Registration', 'Registro')).toEqual([])
  expect(inSpanish('Roles', 'Roles')).toEqual([])
  expect(inSpanish('{{name}}, PDF', '{{name}}, PDF')).toEqual([])
})

test('a Spanish question opens as well as it ends', () => {
  expect(inSpanish('Is it you?', 'Es usted?')).toEqual(['x/es.json: key lacks ¿ or ¡ before what ? or ! ends'])
  expect(inSpanish('Is it you?', '¿Es usted?')).toEqual([])
})

test('a French sign that needs a space before it has one that does not break', () => {
  const lacking = ['x/fr.json: key lacks a no-break space before : ; ? ! % or inside « »']
  expect(problems('Who?', 'Qui ?', 'من؟')).toEqual(lacking)
  expect(problems('Who?', 'Qui?', 'من؟')).toEqual(lacking)
  expect(problems('Name: {{name}}', 'Nom: {{name}}', 'الاسم: {{name}}')).toEqual(lacking)
  expect(problems('At 14:30: who?', 'À 14:30\u00a0: qui\u202f?', 'في 14:30: من؟')).toEqual([])
})

test('a blank of a paper, in single braces, must be filled in by every language', () => {
  expect(inSpanish('Registered with {issuer}', 'Registrada ante {emisor}')).toEqual([
    'x/es.json: key fills in emisor, English issuer',
  ])
})

test('an empty and a missing label are found', () => {
  expect(problems('People', ' ', 'أشخاص')).toEqual(['x/fr.json: key is empty'])
  expect(compare('x', new Map([['en', {}]]), ['module'])).toEqual(['x/en.json: module is missing'])
})

test('a counted label needs every plural form of its language, which may spell the number out', () => {
  const read = new Map([
    ['en', { files_one: '{{count}} file', files_other: '{{count}} files' }],
    ['ar', { files_one: 'ملف واحد', files_other: '{{count}} ملف' }],
  ])
  expect(compare('x', read, [])).toEqual(
    ['zero', 'two', 'few', 'many'].map(form => `x/ar.json: files_${form} is missing`),
  )
})

test('derived screens need a label for each record, field, code, state and move', () => {
  const module = defineModule({
    name: 'm',
    records: { r: defineRecord({ fields: { sex: code(['f', 'm']) }, title: ['sex'], presets: { level_1: ['sex'] } }) },
    lifecycle: {
      record: 'r',
      table: defineLifecycle<'sex'>()({
        initial: 'open',
        states: ['open', 'shut'],
        moves: { shut: { from: ['open'], to: 'shut', by: 'change' } },
      }),
    },
    access: {},
  })
  expect(neededKeys(module)).toEqual(
    'module record.r record.r.plural field.r.sex code.r.sex.f code.r.sex.m preset.level_1 state.open state.shut move.shut'.split(
      ' ',
    ),
  )
})
