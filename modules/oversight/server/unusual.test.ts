import { newId } from '@nansen/kernel'
import { server as registration } from '@nansen/registration/server'
import { openStore } from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { server } from './index.ts'
import { judgeAccess } from './unusual.ts'

interface Finding {
  readonly id: string
  readonly rule: string
  readonly staffId: string
  readonly many: number
  readonly state: string
  readonly mayAnswer: boolean
}
const ask = (name: string) => [...server.queries, ...registration.queries].find(each => each.name === name)!
const command = (name: string) => [...server.commands, ...registration.commands].find(each => each.name === name)!

let office: PracticeOffice
let duty: ReturnType<typeof openStore>
let [clerk, supervisor, elsewhere, officer, auditor]: Colleague[] = []
let people: readonly string[] = []
beforeAll(async () => {
  office = await practiceOffice()
  clerk = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  elsewhere = await office.colleague('registration_supervisor', 'KAK')
  officer = await office.colleague('data_protection_officer', 'DAD')
  auditor = await office.colleague('auditor', 'DAD')
  duty = openStore({ urls: { nansen_sync: office.database.urlOf('nansen_sync') } })
  const members = ['Abdi Warsame', 'Ayan Abdi', 'Bilan Abdi'].map((name, at) => ({
    relationship: at === 0 ? 'PA' : 'DAU',
    person: person(at === 0 ? 'male' : 'female', name),
  }))
  people = (
    await clerk.does<Registered>(command('registration.registerGroup'), office.registering(members))
  ).members.map(({ id }) => id)
  await office.owner.query(
    `update oversight.unusual_rule set threshold = 3 where name in ('many-opened', 'often-refused')`,
  )
})
afterAll(async () => {
  await duty.close()
  await office.end()
})

const opens = async (who: Colleague, ...ids: readonly string[]) => {
  for (const id of ids) await who.asks(ask('registration.person'), { id }).catch(() => undefined)
}
const judge = () => judgeAccess(duty, new Date(Date.now() + 1000))
const listOf = async (who: Colleague, name = 'oversight.unusual') =>
  (await who.asks<{ rows: readonly Finding[] }>(ask(name), {})).rows
const here = (who: Colleague) => listOf(who, 'registration.unusual')

test('who opens many people is found once, while it goes on; fewer are nothing', async () => {
  await opens(clerk!, people[0]!, people[1]!, people[1]!, people[1]!)
  expect(await judge()).toBe(0)
  await opens(clerk!, people[2]!)
  expect(await judge()).toBe(1)
  expect(await judge()).toBe(0)
  expect(await listOf(officer!)).toMatchObject([
    { rule: 'many-opened', staffId: clerk!.staffId, many: 3, mayAnswer: true },
  ])
})

test('it is shown to the data protection officer, to an auditor, and to who supervises there; with nobody who was looked at', async () => {
  const shown = await here(supervisor!)
  expect(shown).toHaveLength(1)
  for (const id of people) expect(JSON.stringify(shown)).not.toContain(id)
  expect(await here(elsewhere!)).toEqual([])
  expect(await listOf(auditor!)).toMatchObject([{ mayAnswer: false }])
  expect(await here(clerk!)).toEqual([])
  const { rows } = await office.owner.query(
    `select distinct staff_id from audit.entry where record = 'unusual' and action = 'read'`,
  )
  expect(rows.map(({ staff_id }) => staff_id).toSorted()).toEqual(
    [officer, supervisor, auditor].map(each => each!.staffId).toSorted(),
  )
})

test('it is answered with a reason, by nobody about themselves, and the same looks are not found again', async () => {
  const [{ id }] = (await listOf(officer!)) as [Finding]
  const answer = (who: Colleague, name: string, because = 'asked by the field office to check') =>
    who.does(command(name), { id, state: 'explained', because })
  await expect(answer(officer!, 'oversight.answerUnusual', 'short')).rejects.toMatchObject({ code: 'invalid' })
  await expect(answer(auditor!, 'oversight.answerUnusual')).rejects.toMatchObject({ code: 'not-found' })
  await expect(answer(elsewhere!, 'registration.answerUnusual')).rejects.toMatchObject({ code: 'not-found' })
  await answer(supervisor!, 'registration.answerUnusual')
  expect(await judge()).toBe(0)
  expect(await listOf(officer!)).toMatchObject([{ id, state: 'explained' }])
  await opens(supervisor!, ...people)
  expect(await judge()).toBe(1)
  expect((await here(supervisor!)).map(({ staffId }) => staffId)).toEqual([clerk!.staffId])
  expect((await listOf(officer!)).map(({ staffId }) => staffId)).toContain(supervisor!.staffId)
})

test('nobody is shown what was found about themselves, whatever they read', async () => {
  await office.owner.query(
    `insert into oversight.unusual (rule, threshold, staff_id, office_id, many, since, until) values ('many-opened', 3, $1, $2, 7, now(), now())`,
    [auditor!.staffId, office.offices.DAD],
  )
  const about = async (who: Colleague) =>
    (await listOf(who)).filter(({ staffId }) => staffId === auditor!.staffId).length
  expect([await about(officer!), await about(auditor!)]).toEqual([1, 0])
  await office.owner.query('delete from oversight.unusual where staff_id = $1', [auditor!.staffId])
})

test('a restricted person without a case of theirs, somebody with a colleague’s name, and many refusals are found', async () => {
  const group = newId<string>()
  await office.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'shelter')`, [group])
  await office.owner.query(
    `insert into audit.entry (staff_id, module, action, record, ids, outcome) select $1, 'registration', 'read', 'individual', array[$2::uuid], 'allow'`,
    [elsewhere!.staffId, people[1]],
  )
  await office.owner.query('update registration.individual set restriction_group = $1 where id = $2', [
    group,
    people[1],
  ])
  await office.owner.query(
    `update auth.staff set display_name = (select lower(display_name) from registration.individual where id = $1) where id = $2`,
    [people[1], auditor!.staffId],
  )
  for (let times = 0; times < 3; times++)
    await office.owner.query(
      `insert into audit.entry (staff_id, module, action, record, ids, outcome) values ($1, 'registration', 'read', 'individual', '{}', 'deny')`,
      [elsewhere!.staffId],
    )
  await judge()
  const rulesOf = async ({ staffId }: Colleague) =>
    (await listOf(officer!)).filter(each => each.staffId === staffId).map(({ rule }) => rule)
  expect((await rulesOf(elsewhere!)).toSorted()).toEqual(['colleague-opened', 'often-refused', 'restricted-opened'])
  await office.owner.query(`update oversight.unusual_rule set active = false`)
  await opens(officer!, ...people)
  expect(await judge()).toBe(0)
})
