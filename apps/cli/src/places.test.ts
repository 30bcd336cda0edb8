import { LANGUAGES } from '@nansen/kernel'
import { emptyDatabase } from '@nansen/testing'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPlaces, readPlaces } from './places.ts'

const database = await emptyDatabase()
const client = new pg.Client({ connectionString: database.ownerUrl })
beforeAll(async () => {
  await client.connect()
  // The table alone: what is taken into it, and what is said of a file that is wrong, is what is at stake here.
  await client.query(
    `create schema ref; create table ref.code (list text, code text, label jsonb not null, position int not null default 0, parent text,
       external jsonb not null default '{}', valid_to date, primary key (list, code));
     insert into ref.code (list, code, label, parent) values ('place', 'KE', '{"en": "Kenya"}', null), ('place', 'KE01', '{"en": "Coast"}', 'KE')`,
  )
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const UGANDA = `code,parent,en,fr
UG,,Uganda,Ouganda
UG3,UG,Northern,"Nord, le"
UG302,UG3,Adjumani,
`

test('places are read with their level, and a name that is missing is the English one', () => {
  const { places, problems } = readPlaces(`\uFEFF${UGANDA}`, 'UG')
  expect(problems).toEqual([])
  expect(places).toEqual([
    { code: 'UG', label: { en: 'Uganda', fr: 'Ouganda', ar: 'Uganda', es: 'Uganda' }, external: { level: 0 } },
    {
      code: 'UG3',
      parent: 'UG',
      label: { en: 'Northern', fr: 'Nord, le', ar: 'Northern', es: 'Northern' },
      external: { level: 1 },
    },
    {
      code: 'UG302',
      parent: 'UG3',
      label: Object.fromEntries(LANGUAGES.map(language => [language, 'Adjumani'])),
      external: { level: 2 },
    },
  ])
})

test.each([
  ['', 'there is no place in it: a head and at least two lines'],
  ['code,en\nUG,Uganda', 'line 1: the head lacks parent'],
  ['code,parent,en\nUG1,UG,North', 'the country itself is missing: a line UG without a parent'],
  ['code,parent,en\nUG,,Uganda\nug1,UG,North', 'line 3: "ug1" is no P-code'],
  ['code,parent,en\n\nUG,,Uganda\n\nKE1,UG,Coast', 'line 5: KE1 is not of this country'],
  ['code,parent,en\nUG,,Uganda\nKE1,UG,Coast', 'line 3: KE1 is not of this country'],
  ['code,parent,en\nUG,,Uganda\nUG1,UG,North\nUG1,UG,South', 'line 4: UG1 stands in line 3 already'],
  ['code,parent,en\nUG,,Uganda\nUG1,UG,', 'line 3: UG1 has no name in English'],
  ['code,parent,en\nUG,,Uganda\nUG1,,North', 'line 3: UG1 does not say what is above it'],
  ['code,parent,en\nUG,,Uganda\nUG11,UG1,Adjumani', 'line 3: UG11 lies in UG1, which is not in the file'],
  ['code,parent,en\nUG,,Uganda\nUG1,UG2,One\nUG2,UG1,Two', 'line 3: UG1 lies in a circle'],
  ['code,parent,en\nUG,UG,Uganda', 'line 2: UG is the country: nothing is above it'],
])('of a wrong file %j nothing is taken, and the line is named', (text, said) => {
  const { places, problems } = readPlaces(text, 'UG')
  expect(places).toEqual([])
  expect(problems[0]).toContain(said)
})

test('whatever a file holds, it is read whole or refused with words, and never hangs', () => {
  const cell = fc.oneof(fc.constantFrom('UG', 'UG1', 'UG2', '', 'KE', '"', ','), fc.string({ maxLength: 6 }))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }), rows => {
      const { places, problems } = readPlaces(`code,parent,en\n${rows.map(row => row.join(',')).join('\n')}`, 'UG')
      expect(places.length === 0).toBe(problems.length > 0)
      const codes = places.map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
      for (const { code, parent } of places) expect(code === 'UG' || codes.includes(parent ?? '')).toBe(true)
    }),
  )
})

test('taken twice nothing changes; one that is no longer named is retired; another country stays', async () => {
  const { places } = readPlaces(UGANDA, 'UG')
  expect(await loadPlaces(client, 'UG', places)).toEqual({ added: 3, changed: 0, retired: 0 })
  expect(await loadPlaces(client, 'UG', places)).toEqual({ added: 0, changed: 0, retired: 0 })
  expect(await loadPlaces(client, 'UG', places.slice(0, 2))).toEqual({ added: 0, changed: 0, retired: 1 })
  const { rows } = await client.query('select code, valid_to is null as offered from ref.code order by code')
  expect(rows).toEqual([
    { code: 'KE', offered: true },
    { code: 'KE01', offered: true },
    { code: 'UG', offered: true },
    { code: 'UG3', offered: true },
    { code: 'UG302', offered: false },
  ])
  expect(await loadPlaces(client, 'UG', places)).toEqual({ added: 0, changed: 1, retired: 0 })
})
