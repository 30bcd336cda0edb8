import { afterAll, expect, test } from 'vitest'
import { adminWorld } from '../test/adminWorld.ts'
import type { Check } from './readinessRules.ts'

const world = await adminWorld()
const { owner, colleague, ask } = world
afterAll(() => world.end())
const one = await colleague('system_administrator')

interface Readiness {
  readonly operations: readonly { readonly country: string; readonly checks: readonly Check[] }[]
  readonly installation: readonly Check[]
}
const look = () => ask<Readiness>(one, 'admin.readiness')
const of = async (country: string, name: string) =>
  (await look()).operations.find(each => each.country === country)?.checks.find(each => each.name === name)
const whole = async (name: string) => (await look()).installation.find(each => each.name === name)
const end = (id: string) => owner.query('update auth.assignment set ended_at = now() where staff_id = $1', [id])

test('an office without a head, at it or above it, is named', async () => {
  expect(await of('KEN', 'office-head')).toMatchObject({ state: 'lacking', about: ['DAD', 'NBO'] })
  const low = await colleague('head_of_office', 'DAD')
  expect(await of('KEN', 'office-head')).toMatchObject({ about: ['NBO'] })
  await colleague('head_of_office', 'NBO')
  await end(low.id)
  expect(await of('KEN', 'office-head')).toMatchObject({ state: 'good', about: [] })
  expect(await of('UGA', 'office-head')).toMatchObject({ state: 'lacking', about: ['KLA'] })
})

test('offices are named by what begins their numbers, and whose they are', async () => {
  expect(await of('KEN', 'offices')).toMatchObject({ state: 'good', about: ['KEN-DAD', 'KEN-NBO'] })
  expect(await of('KEN', 'organisations')).toMatchObject({ state: 'good', about: ['Agency'] })
  await owner.query(`insert into auth.country values ('TZA', '{"en": "Tanzania"}')`)
  expect(await of('TZA', 'offices')).toMatchObject({ state: 'lacking', about: [] })
  expect(await of('TZA', 'adjudicate')).toMatchObject({ state: 'lacking' })
})

test('who cannot sign in counts for nothing', async () => {
  const head = await colleague('head_of_office', 'KLA')
  expect((await of('UGA', 'office-head'))?.state).toBe('good')
  await owner.query(`update auth.staff set status = 'suspended' where id = $1`, [head.id])
  expect((await of('UGA', 'office-head'))?.state).toBe('lacking')
})

test('a role can be given where one asks and two others agree, also to an administrator', async () => {
  expect((await of('KEN', 'two-approvers'))?.state).toBe('lacking')
  await colleague('system_administrator')
  await colleague('system_administrator')
  // three administrators agree for anybody but one of themselves; with the head of Nairobi for everybody
  expect((await of('KEN', 'two-approvers'))?.state).toBe('good')
  expect(await of('UGA', 'two-approvers')).toMatchObject({ state: 'lacking', about: ['KLA'] })
  expect((await whole('administrators'))?.state).toBe('good')
  await colleague('head_of_office', 'KLA')
  expect((await of('UGA', 'two-approvers'))?.state).toBe('good')
})

test('two decide on likenesses, or nobody may', async () => {
  await colleague('adjudicator', 'KLA')
  expect(await of('KEN', 'adjudicate')).toMatchObject({ state: 'lacking' })
  await colleague('adjudicator', 'NBO')
  expect((await of('KEN', 'adjudicate'))?.state).toBe('good')
})

test('a needed role that nobody holds in the country or above it is named', async () => {
  const lacking = (await of('UGA', 'needed-roles'))?.about
  expect(lacking).toContain('registration_officer')
  expect(lacking).not.toContain('adjudicator')
  await colleague('registration_officer', 'KLA')
  expect((await of('UGA', 'needed-roles'))?.about).not.toContain('registration_officer')
  expect((await of('KEN', 'needed-roles'))?.about).toContain('registration_officer')
})

test('names in every language, lists and places are looked for', async () => {
  expect(await of('UGA', 'country-named')).toMatchObject({ state: 'lacking', about: ['fr', 'ar', 'es'] })
  await owner.query(
    `update auth.country set name = '{"en": "Uganda", "fr": "Ouganda", "ar": "أوغندا", "es": "Uganda"}' where code = 'UGA'`,
  )
  expect((await of('UGA', 'country-named'))?.state).toBe('good')
  expect((await of('UGA', 'lists'))?.about).toContain('country')
  await owner.query(`insert into ref.code (list, code, label, parent, external) values
    ('country', 'UGA', '{"en": "Uganda"}', null, '{"iso2": "UG"}'),
    ('place', 'UG', '{"en": "Uganda"}', null, '{}'), ('place', 'UG01', '{"en": "Adjumani"}', 'UG', '{}')`)
  expect((await of('UGA', 'lists'))?.about).not.toContain('country')
  expect(await of('UGA', 'places')).toMatchObject({ state: 'good', many: 1 })
  expect((await of('KEN', 'places'))?.state).toBe('lacking')
  expect((await of('KEN', 'levels'))?.state).toBe('chosen')
})

test('an operation that is added has the names of the list of countries where nobody said others', async () => {
  await owner.query(`insert into ref.code (list, code, label) values
    ('country', 'TCD', '{"en": "Chad", "fr": "Tchad", "ar": "تشاد", "es": "Chad"}')`)
  await world.act(one, 'add-country', { code: 'TCD', name: { en: 'Chad, east' } })
  expect((await of('TCD', 'country-named'))?.state).toBe('good')
  const { rows } = await owner.query(`select name from auth.country where code = 'TCD'`)
  expect(rows[0].name).toMatchObject({ en: 'Chad, east', fr: 'Tchad' })
})

test('a country of which nobody said when it works is told so; without holidays it works as it comes', async () => {
  expect(await of('UGA', 'calendar')).toMatchObject({ state: 'lacking', many: 0 })
  await owner.query(`insert into cases.calendar (country, weekend, zone) values ('UGA', '{6,7}', 'Africa/Kampala')`)
  await owner.query(`insert into cases.holiday values ('UGA', current_date - 1, '{"en": "Yesterday"}')`)
  expect(await of('UGA', 'calendar')).toMatchObject({ state: 'chosen', many: 0 })
  await owner.query(`insert into cases.holiday values ('UGA', current_date + 3, '{"en": "A feast"}')`)
  expect(await of('UGA', 'calendar')).toMatchObject({ state: 'good', many: 1 })
})

test('a backup or a checkpoint that was never made, or long ago, is missing', async () => {
  for (const [check, act, record] of [
    ['backup', 'backup', 'backup'],
    ['checkpoint', 'take-out', 'checkpoint'],
  ] as const) {
    expect(await whole(check)).toMatchObject({ state: 'lacking', many: -1 })
    const add = (days: number) =>
      owner.query(
        `insert into audit.entry (at, module, action, record, ids, outcome)
         values (now() - make_interval(days => $1), 'admin', $2, $3, '{}', 'allow')`,
        [days, act, record],
      )
    await add(9)
    expect(await whole(check)).toMatchObject({ state: 'lacking', many: 9 })
    await add(2)
    expect(await whole(check)).toMatchObject({ state: 'good', many: 2 })
  }
})

test('who reads no staff is not told what is lacking', async () => {
  const clerk = await colleague('registration_officer', 'NBO')
  await expect(ask(clerk, 'admin.readiness')).rejects.toMatchObject({ code: 'not-allowed' })
})

test("an operation's own questions are told to who administers it, and to nobody else", async () => {
  const label = '{"en": "National number", "fr": "Numéro", "ar": "رقم", "es": "Número"}'
  for (const country of ['KEN', 'UGA'])
    await owner.query(
      `insert into ref.own_field (country, module, name, kind, label, needed_for, position, valid_from) values ($1, 'rsd', $2, 'integer', $3, '{schedule}', 1, '2026-01-01')`,
      [country, `${country.toLowerCase()}_number`, label],
    )
  const told = async (who: typeof one) =>
    (await ask<{ rows: readonly { name: string }[] }>(who, 'admin.own-fields')).rows.map(({ name }) => name)
  expect(await told(one)).toEqual(expect.arrayContaining(['ken_number']))
  expect(await told(await colleague('head_of_office', 'KLA'))).toEqual(['uga_number'])
  const { rows } = await ask<{ rows: readonly object[] }>(one, 'admin.own-fields')
  expect(rows[0]).toMatchObject({ countryName: { en: 'Kenya' }, kind: 'integer', waited: true, validTo: null })
  const clerk = await colleague('registration_officer', 'NBO')
  expect(await told(clerk)).toEqual([])
})
