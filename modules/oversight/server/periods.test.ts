import { openStore, stepUp } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { server } from './index.ts'

const command = (name: string) => server.commands.find(each => each.name === name)!
const query = (name: string) => server.queries.find(each => each.name === name)!

let office: PracticeOffice
let [one, two]: Colleague[] = []
let officer: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  one = await office.colleague('system_administrator', 'DAD')
  two = await office.colleague('system_administrator', 'DAD')
  officer = await office.colleague('registration_officer', 'DAD')
  const login = openStore({ urls: { nansen_login: office.database.urlOf('nansen_login') } })
  for (const each of [one, two]) await stepUp(login, each.token)
  await login.close()
})
afterAll(() => office.end())

interface Period {
  readonly module: string
  readonly clock: string
  readonly own: { readonly by?: string; readonly of?: Readonly<Record<string, object>> }
  readonly spans: object | null
}
const periodsOf = async (who: Colleague) =>
  (await who.asks<{ periods: readonly Period[] }>(query('admin.periods'), { country: 'KEN' })).periods
const appeal = async (who: Colleague) =>
  (await periodsOf(who)).find(({ module, clock }) => module === 'rsd' && clock === 'appeal')!
const waiting = async () => {
  const { rows } = await office.owner.query(`select id from cases.calendar_version where state = 'asked'`)
  return rows[0].id as string
}
const ask = (who: Colleague, spans: object | null, clock = 'appeal') =>
  who.does(command('admin.ask-period'), {
    country: 'KEN',
    module: 'rsd',
    clock,
    spans,
    because: 'as the law of the country has it',
  })
const answer = (who: Colleague, id: string) =>
  who.does(command('admin.answer-calendar'), { id, agree: true, because: 'read in the law' })

test('a country’s own period is asked for by one, agreed to by another, and taken back in the same way', async () => {
  const { own, spans } = await appeal(one!)
  expect(spans).toBeNull()
  const fortnight = {
    by: own.by,
    of: Object.fromEntries(Object.keys(own.of!).map(key => [key, { amount: 14, unit: 'days' }])),
  }
  await expect(ask(officer, fortnight)).rejects.toMatchObject({ code: 'not-allowed' })
  await ask(one!, fortnight)
  await expect(answer(one!, await waiting())).rejects.toMatchObject({ code: 'not-allowed' })
  await answer(two!, await waiting())
  expect((await appeal(one!)).spans).toEqual(fortnight)
  await ask(two!, null)
  await answer(one!, await waiting())
  expect((await appeal(one!)).spans).toBeNull()
})

test('a period is one number and one unit for each answer that the module tells apart, and of a clock that there is', async () => {
  await expect(ask(one!, { amount: 14, unit: 'days' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(ask(one!, { by: 'outcome', of: { rejected: { amount: 14, unit: 'days' } } })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(ask(one!, { amount: 14, unit: 'days' }, 'no-such-clock')).rejects.toMatchObject({ code: 'not-found' })
  await ask(one!, { amount: 2, unit: 'working-days' }, 'escalation')
  await office.owner.query(`delete from cases.calendar_version where state = 'asked'`)
})

test('who may not administer sees no periods', async () => {
  expect(await periodsOf(officer)).toEqual([])
})
