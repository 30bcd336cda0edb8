import { newId } from '@nansen/kernel'
import { server as registration } from '@nansen/registration/server'
import { asSession, openStore, runCommand, runQuery, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { server } from './index.ts'

const command = (name: string) => [...server.commands, ...registration.commands].find(each => each.name === name)!
const codes = server.queries.find(({ name }) => name === 'admin.codes')!
const TODAY = new Date().toISOString().slice(0, 10)
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

let office: PracticeOffice
let [one, two]: Colleague[] = []
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  await office.owner.query(`insert into auth.country values ('UGA', '{"en": "Uganda"}')`)
  await office.owner.query(
    `insert into auth.office (id, code, name, country, organisation_id) select $1, 'KLA', 'KLA', 'UGA', id from auth.organisation`,
    [newId()],
  )
  one = await office.colleague('system_administrator', 'DAD')
  two = await office.colleague('system_administrator', 'DAD')
  officer = await office.colleague('registration_officer', 'DAD')
  const login = openStore({ urls: { nansen_login: office.database.urlOf('nansen_login') } })
  for (const each of [one, two]) await stepUp(login, each.token)
  await login.close()
})
afterAll(() => office.end())

const label = { en: 'Potter', fr: 'Potier', ar: 'فخاري', es: 'Alfarero' }
const because = 'many of Turkana are potters'
const potter = (more: object = {}) => ({
  country: 'KEN',
  list: 'occupation',
  code: 'KEN-POTTER',
  label,
  standsFor: '7',
  validFrom: TODAY,
  because,
  ...more,
})
const ask = (more: object = {}, who = one!) => who.does(command('admin.ask-code'), potter(more))
const waitingOf = async (code: string, who = two!) =>
  (await who.asks<{ waiting: readonly { id: string; code: string }[] }>(codes, { list: 'occupation' })).waiting.find(
    each => each.code === code,
  )!.id
const answer = async (who: Colleague, agree: boolean, code = 'KEN-POTTER') =>
  who.does(command('admin.answer-code'), {
    id: await waitingOf(code),
    agree,
    because: 'looked at with the data officer',
  })
const agreed = async (more: object) => {
  await ask(more)
  await answer(two!, true, (more as { code?: string }).code)
}
const registers = (occupation: string) =>
  officer.does<Registered>(
    command('registration.registerGroup'),
    office.registering([{ relationship: 'PA', person: person('male', 'Lokiru Ekai', { occupation } as never) }]),
  )
test('one asks and another agrees; until then the database refuses the code', async () => {
  await ask()
  await expect(registers('KEN-POTTER')).rejects.toMatchObject({ code: 'invalid' })
  await expect(answer(one!, true)).rejects.toMatchObject({ code: 'not-allowed' })
  await answer(two!, true)
  const { members } = await registers('KEN-POTTER')
  const { rows } = await office.owner.query('select occupation from registration.individual where id = $1', [
    members[0]!.id,
  ])
  expect(rows).toEqual([{ occupation: 'KEN-POTTER' }])
  const kept = await office.owner.query(
    `select c.country, c.stands_for, c.parent is not distinct from s.parent as placed, c.label ->> 'ar' as ar from ref.code c
     join ref.code s on s.list = c.list and s.code = c.stands_for where c.code = 'KEN-POTTER'`,
  )
  expect(kept.rows).toEqual([{ country: 'KEN', stands_for: '7', placed: true, ar: 'فخاري' }])
  const audit = await office.owner.query(
    `select action, count(*)::int as n from audit.entry where record = 'code_version' group by 1 order by 1`,
  )
  expect(audit.rows).toEqual([
    { action: 'change', n: 1 },
    { action: 'create', n: 1 },
  ])
})

test('a code of another operation, one of a day to come and one that is retired are refused; records keep what they said', async () => {
  await agreed({ country: 'UGA', code: 'UGA-WEAVER' })
  await expect(registers('UGA-WEAVER')).rejects.toMatchObject({ code: 'invalid' })
  await agreed({ code: 'KEN-SMITH', validFrom: later(3) })
  await expect(registers('KEN-SMITH')).rejects.toMatchObject({ code: 'invalid' })
  const { members } = await registers('KEN-POTTER')
  await agreed({ validTo: TODAY })
  await expect(registers('KEN-POTTER')).rejects.toMatchObject({ code: 'invalid' })
  const set = (columns: string) =>
    office.owner.query(`update registration.individual set ${columns} where id = $1`, [members[0]!.id])
  await set(`occupation = 'KEN-POTTER', marital_status = 'SN'`)
  await expect(set(`marital_status = 'nowhere'`)).rejects.toThrow('not in the list')
  await expect(
    office.owner.query(`update ref.code set stands_for = 'nowhere' where code = 'KEN-POTTER'`),
  ).rejects.toThrow()
})

test('a code is in force from its first day to its last by the clock of the server, and offered as long', async () => {
  await agreed({ code: 'KEN-TAILOR', validFrom: later(10), validTo: later(20) })
  const on = (days: number) => ({ now: () => new Date(`${later(days)}T09:00:00Z`) })
  const registersOn = (days: number) =>
    runCommand(office.store, officer.token, command('registration.registerGroup'), {
      commandId: newId<'command'>(),
      input: office.registering([
        { relationship: 'PA', person: person('male', 'Ekal Lomuria', { occupation: 'KEN-TAILOR' } as never) },
      ]),
      ...on(days),
    })
  const inForce = async (days: number) =>
    (
      await runQuery<unknown, { own: readonly { code: string; inForce: boolean }[] }>(office.store, one!.token, codes, {
        input: { list: 'occupation' },
        ...on(days),
      })
    ).own.find(({ code }) => code === 'KEN-TAILOR')!.inForce
  for (const [days, holds] of [
    [9, false],
    [10, true],
    [19, true],
    [20, false],
  ] as const) {
    expect([days, await inForce(days)]).toEqual([days, holds])
    if (holds) await registersOn(days)
    else await expect(registersOn(days)).rejects.toMatchObject({ code: 'invalid' })
  }
  const asksOn = (days: number) =>
    runCommand(office.store, one!.token, command('admin.ask-code'), {
      commandId: newId<'command'>(),
      input: potter({ code: 'KEN-BAKER', validTo: later(5) }),
      ...on(days),
    })
  await expect(asksOn(6)).rejects.toMatchObject({ code: 'invalid' })
  await asksOn(5)
})

test('nothing is added to lists of a standard, without a shared code it stands for, in one language, or by who keeps no lists', async () => {
  await expect(ask({ list: 'country', standsFor: 'KEN' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(ask({ standsFor: 'nowhere' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(ask({ label: { en: 'Potter' } })).rejects.toMatchObject({ code: 'invalid' })
  await expect(ask({ code: 'UGA-POTTER' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(ask({ code: 'KEN-NEW' }, officer)).rejects.toMatchObject({ code: 'not-allowed' })
  const past = asSession(office.store, officer.token, {}, tx =>
    sql`select ref.ask_code('KEN', 'occupation', 'KEN-NEW', ${JSON.stringify(label)}::jsonb, '7', ${TODAY}::date, null, ${because})`.execute(
      tx,
    ),
  )
  await expect(past).rejects.toMatchObject({ code: 'not-allowed' })
})

test('who asked may only withdraw, and a code that was refused is not there', async () => {
  await ask({ code: 'KEN-DYER' })
  await expect(ask({ code: 'KEN-DYER' })).rejects.toBeTruthy()
  await answer(one!, false, 'KEN-DYER')
  await ask({ code: 'KEN-DYER' })
  await answer(two!, false, 'KEN-DYER')
  const { rows } = await office.owner.query(
    `select state from ref.code_version where code = 'KEN-DYER' order by asked_at`,
  )
  expect(rows).toEqual([{ state: 'withdrawn' }, { state: 'refused' }])
  await expect(registers('KEN-DYER')).rejects.toMatchObject({ code: 'invalid' })
})

test('days off are asked for and agreed to in the same way, and are then those of the country', async () => {
  const calendars = server.queries.find(({ name }) => name === 'admin.calendars')!
  const of = async (who: Colleague) =>
    (
      await who.asks<{
        countries: readonly {
          country: string
          mine: boolean
          holidays: readonly object[]
          versions: { id: string }[]
        }[]
      }>(calendars, {})
    ).countries.find(({ country }) => country === 'KEN')!
  const mourning = { day: TODAY, label: { en: 'Mourning', fr: 'Deuil', ar: 'حداد', es: 'Luto' } }
  const asked = { country: 'KEN', kind: 'holidays', days: [mourning], because: 'announced by the government' }
  await expect(officer.does(command('admin.ask-calendar'), asked)).rejects.toMatchObject({ code: 'not-allowed' })
  await one!.does(command('admin.ask-calendar'), asked)
  const { versions, mine, holidays } = await of(two!)
  expect([mine, holidays, versions.length]).toEqual([true, [], 1])
  const yes = { id: versions[0]!.id, agree: true, because: 'read in the gazette' }
  await expect(one!.does(command('admin.answer-calendar'), yes)).rejects.toMatchObject({ code: 'not-allowed' })
  await two!.does(command('admin.answer-calendar'), yes)
  expect(await of(one!)).toMatchObject({ holidays: [mourning], versions: [{ state: 'agreed', clocks: 0, mine: true }] })
})
