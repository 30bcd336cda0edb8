import { asSession, openStore, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { server } from './index.ts'
import { judgeAccess } from './unusual.ts'

interface Rule {
  readonly rule: string
  readonly threshold: number
  readonly minutes: number
  readonly active: boolean
  readonly mayAsk: boolean
  readonly mayAnswer: boolean
  readonly said: readonly { readonly id: string; readonly state: string; readonly mine: boolean }[]
}
const BECAUSE = 'Two hundred people a day are registered here.'
const command = (name: string) => server.commands.find(each => each.name === name)!
const query = (name: string) => server.queries.find(each => each.name === name)!

let office: PracticeOffice
let [officer, other, head, auditor, admin, clerk]: Colleague[] = []
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('data_protection_officer', 'DAD')
  other = await office.colleague('data_protection_officer', 'KAK')
  head = await office.colleague('head_of_office', 'DAD')
  auditor = await office.colleague('auditor', 'DAD')
  admin = await office.colleague('system_administrator', 'DAD')
  clerk = await office.colleague('registration_officer', 'DAD')
  const login = openStore({ urls: { nansen_login: office.database.urlOf('nansen_login') } })
  for (const each of [officer, other, head, auditor, admin]) await stepUp(login, each!.token)
  await login.close()
})
afterAll(() => office.end())

const asks = (who: Colleague, rule: string, change: object = {}) =>
  who.does(command('oversight.askRule'), {
    rule,
    threshold: 300,
    minutes: 60,
    active: true,
    because: BECAUSE,
    ...change,
  })
const ruleOf = async (who: Colleague, rule: string, door = 'oversight') =>
  (await who.asks<{ rows: readonly Rule[] }>(query(`${door}.unusualRules`), {})).rows.find(each => each.rule === rule)!
const answers = async (who: Colleague, rule: string, agree: boolean, door = 'oversight') => {
  const { said } = await ruleOf(officer!, rule)
  const { id } = said.find(({ state }) => state === 'asked')!
  return who.does(command(`${door}.answerRule`), { id, agree, because: 'seen' })
}

test('what is unusual is asked by a data protection officer and agreed by another, or by a head of office', async () => {
  await asks(officer!, 'many-opened')
  expect(await ruleOf(officer!, 'many-opened')).toMatchObject({ threshold: 60, said: [{ state: 'asked', mine: true }] })
  await expect(answers(officer!, 'many-opened', true)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(answers(auditor!, 'many-opened', true)).rejects.toMatchObject({ code: 'not-found' })
  await expect(answers(admin!, 'many-opened', true, 'admin')).rejects.toMatchObject({ code: 'not-found' })
  await answers(head!, 'many-opened', true, 'admin')
  expect(await ruleOf(officer!, 'many-opened')).toMatchObject({ threshold: 300, minutes: 60, active: true })
  await asks(officer!, 'many-opened', { threshold: 100 })
  await answers(other!, 'many-opened', false)
  expect(await ruleOf(head!, 'many-opened', 'admin')).toMatchObject({
    threshold: 300,
    mayAsk: false,
    mayAnswer: true,
    said: [{ state: 'refused' }, { state: 'agreed' }],
  })
})

test('nobody else asks, one thing waits at a time, and what would change nothing is not asked', async () => {
  for (const who of [auditor!, clerk!, head!])
    await expect(asks(who, 'often-refused')).rejects.toMatchObject({ code: 'not-allowed' })
  const told = await asSession(office.store, clerk!.token, {}, tx =>
    sql`select rule from oversight.rules_list()`.execute(tx),
  )
  expect(told.rows).toEqual([])
  await asks(officer!, 'often-refused')
  await expect(asks(other!, 'often-refused', { threshold: 5 })).rejects.toMatchObject({ code: expect.any(String) })
  await answers(officer!, 'often-refused', false)
  expect((await ruleOf(auditor!, 'often-refused')).said).toMatchObject([{ state: 'withdrawn' }])
  await expect(asks(officer!, 'often-refused', { threshold: 20 })).rejects.toMatchObject({ code: expect.any(String) })
})

test('a finding keeps the numbers by which it was found, every version is in the audit, and what is off is not looked for', async () => {
  const duty = openStore({ urls: { nansen_sync: office.database.urlOf('nansen_sync') } })
  const refused = () =>
    office.owner.query(
      `insert into audit.entry (staff_id, module, action, record, ids, outcome) values ($1, 'registration', 'read', 'individual', '{}', 'deny')`,
      [clerk!.staffId],
    )
  for (let times = 0; times < 20; times++) await refused()
  const judge = () => judgeAccess(duty, new Date(Date.now() + 1_000))
  expect(await judge()).toBe(1)
  await asks(officer!, 'often-refused', { threshold: 2, minutes: 1_440, active: false })
  await answers(other!, 'often-refused', true)
  expect((await officer!.asks<{ rows: readonly object[] }>(query('oversight.unusual'), {})).rows).toMatchObject([
    { rule: 'often-refused', threshold: 20, minutes: 60 },
  ])
  await office.owner.query(
    `update oversight.unusual set until = until - interval '3 days', since = since - interval '3 days'`,
  )
  expect(await judge()).toBe(0)
  await duty.close()
  const { rows } = await office.owner.query(
    `select count(*)::int as many from audit.entry where module = 'oversight' and record = 'rule_version' and action in ('create', 'change')`,
  )
  // asked and answered four times
  expect(rows[0].many).toBe(8)
})
