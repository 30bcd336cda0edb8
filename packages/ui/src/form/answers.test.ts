import { defineRecord, integer, type Module, note, text } from '@nansen/model'
import { expect, test } from 'vitest'
import { asked, changed, hasForm, missing, same } from './answers.ts'
import { conflicts } from './conflict.ts'

const definition = defineRecord({
  fields: {
    name: text(),
    size: integer({ optional: true }),
    remarks: note({ optional: true }),
    number: text({ derived: true }),
    whisper: note({ optional: true, sensitivity: 'sealed' }),
  },
  title: ['name'],
  presets: { quick: ['size', 'name', 'number'] },
})

test('a preset asks its fields in its order, and nothing that a command writes or only a group may read', () => {
  expect(asked(definition, 'quick').map(([name]) => name)).toEqual(['size', 'name'])
  expect(asked(definition, null).map(([name]) => name)).toEqual(['name', 'size', 'remarks'])
})

test('a record that commands alone write has no form, unless something inside it is asked', () => {
  const written = defineRecord({ fields: { number: text({ derived: true }) }, title: ['number'] })
  const inside = defineRecord({ fields: { remarks: note({ optional: true }) }, title: ['remarks'], parent: 'written' })
  const whole = (records: object) => ({ records }) as Module
  expect(hasForm(whole({ written }), 'written')).toBe(false)
  expect(hasForm(whole({ written, inside }), 'written')).toBe(true)
  expect(hasForm(whole({ written: definition }), 'written')).toBe(true)
})

test('only unanswered fields that must be answered are missing', () => {
  expect(missing(asked(definition, null), { name: '', size: null }, 'person.0.')).toEqual([
    { path: 'person.0.name', problem: 'problem.required' },
  ])
})

test('a patch holds what changed, and null for what was taken back', () => {
  expect(
    changed(definition.fields, { name: 'A', size: 3, remarks: null }, { name: 'A', size: null, remarks: '' }),
  ).toEqual({ size: null })
})

test('the order of keys does not make an answer another one', () => {
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
})

test('a field that only one of two people changed is no conflict', () => {
  expect(conflicts({ name: 'A', size: 1 }, { name: 'B' }, { name: 'A', size: 2 })).toEqual([])
})

test('a field that two people changed alike is no conflict', () => {
  expect(conflicts({ name: 'A' }, { name: 'B' }, { name: 'B' })).toEqual([])
})

test('a field that two people changed differently is asked about', () => {
  expect(conflicts({ name: 'A' }, { name: 'B' }, { name: 'C' })).toEqual([{ field: 'name', mine: 'B', theirs: 'C' }])
})
