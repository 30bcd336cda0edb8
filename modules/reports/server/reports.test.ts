import { server as registrationServer } from '@nansen/registration/server'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Figures } from '../figures.ts'
import { server } from './index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
const queryOf = (name: string) => server.queries.find(each => each.name === `reports.${name}`)!

let office: PracticeOffice
let supervisor: Colleague
/** The quarter before today's, and a day in it and before it. */
const today = new Date()
const thisOne = new Date(Date.UTC(today.getUTCFullYear(), Math.floor(today.getUTCMonth() / 3) * 3, 1))
const within = new Date(thisOne.getTime() - 30 * 86_400_000)
const before = new Date(thisOne.getTime() - 200 * 86_400_000)
const last = { year: within.getUTCFullYear(), quarter: Math.floor(within.getUTCMonth() / 3) + 1 }

beforeAll(async () => {
  office = await practiceOffice()
  supervisor = await office.colleague('registration_supervisor', 'DAD')
  const clerk = await office.colleague('registration_officer', 'DAD')
  for (let n = 0; n < 14; n++) {
    const flag = { specific_need: [{ need: 'CR-NE', identified_on: '2026-01-01' }] }
    const members = [
      { relationship: 'PA', person: person('female', `Amina ${String.fromCharCode(65 + n)}li`, flag as never) },
    ]
    await clerk.does<Registered>(registerGroup, office.registering(members))
  }
  await past()
})
afterAll(() => office.end())

/** Fourteen needs: six wait since long, two were confirmed, six resolved in the last quarter, of which two otherwise than the rest. */
async function past(): Promise<void> {
  const { owner } = office
  await owner.query(`set session_replication_role = 'replica'`)
  await owner.query('update needs.stage set entered_at = $1', [before])
  const { rows } = await owner.query('select id, office_id from needs.need order by id')
  for (const [at, { id, office_id }] of rows.entries()) {
    const state = at < 6 ? 'flagged' : at < 8 ? 'confirmed' : 'resolved'
    const outcome = state === 'resolved' ? (at < 10 ? 'no-longer-there' : 'addressed') : null
    await owner.query('update needs.need set state = $2, outcome = $3 where id = $1', [id, state, outcome])
    // half of those that wait say so themselves, as every row does that moved by itself; of the others the history is read
    if (at < 3) await owner.query('update needs.need set state_since = $2 where id = $1', [id, before])
    if (state === 'flagged') continue
    const stage = `insert into needs.stage (id, parent_id, root_id, office_id, from_state, to_state, entered_at, by_system) values (cases.new_id(), $1, $1, $2, 'flagged', $3, $4, false)`
    await owner.query(stage, [id, office_id, state, within])
  }
  await owner.query(`set session_replication_role = 'origin'`)
}

const figuresFor = async (who: Colleague, asked: object = last) =>
  (await who.asks<{ modules: readonly Figures[] }>(queryOf('cases'), asked)).modules
const needsFor = async (who: Colleague, asked: object = last) =>
  (await figuresFor(who, asked)).find(({ module }) => module === 'needs')

test('a quarter says what stood open, waited, came and went, and hides what is small and what would tell it', async () => {
  expect(await needsFor(supervisor)).toMatchObject({
    open: 8,
    waiting: 6,
    opened: 0,
    closed: 6,
    states: [
      { value: 'confirmed', count: null },
      { value: 'flagged', count: null },
    ],
    told_by: 'outcome',
    outcomes: [
      { value: 'addressed', count: null },
      { value: 'no-longer-there', count: null },
    ],
    times: [{ state: 'flagged', stays: 8, half: 170, slowest: 170 }],
  })
})

test('of a quarter that goes on nothing is told, nor of violence, of complaints and of what one knows nothing of', async () => {
  const now = { year: today.getUTCFullYear(), quarter: Math.floor(today.getUTCMonth() / 3) + 1 }
  expect(await figuresFor(supervisor, now)).toEqual([])
  const analyst = await office.colleague('data_analyst', 'KAK')
  const all = (await figuresFor(analyst)).map(({ module }) => module)
  expect(all).toEqual(expect.arrayContaining(['needs', 'rsd', 'incidents']))
  expect(all.filter(name => ['gbv', 'complaints'].includes(name))).toEqual([])
  expect((await figuresFor(supervisor)).map(({ module }) => module)).not.toContain('resettlement')
})

test('another office counts nothing of it, somebody without reports is told nothing, and a restriction takes a case out', async () => {
  expect(await needsFor(await office.colleague('registration_supervisor', 'KAK'))).toMatchObject({ open: 0, closed: 0 })
  expect(await figuresFor(await office.colleague('system_administrator', 'DAD'))).toEqual([])
  const officer = await office.colleague('rsd_officer', 'DAD')
  expect(await needsFor(officer)).toMatchObject({ open: 0 })
  const { owner } = office
  const group = `insert into auth.restriction_group (id, name) values (cases.new_id(), 'in hiding') returning id`
  const { rows: groups } = await owner.query(group)
  // one that stands where it stood before the quarter, then one whose history is read
  for (const [order, left] of [
    ['asc', 7],
    ['desc', 6],
  ] as const) {
    await owner.query(`set session_replication_role = 'replica'`)
    await owner.query(
      `update needs.need set owner_id = $1 where id = (
         select id from needs.need where state = 'flagged' and owner_id is null order by state_since ${order} limit 1)`,
      [officer.staffId],
    )
    expect(await needsFor(officer)).toMatchObject({ open: 1, states: [{ value: 'flagged', count: 1 }] })
    await owner.query('update needs.need set restriction_group = $2 where owner_id = $1', [
      officer.staffId,
      groups[0].id,
    ])
    await owner.query(`set session_replication_role = 'origin'`)
    expect(await needsFor(officer)).toMatchObject({ open: 0 })
    expect(await needsFor(supervisor)).toMatchObject({ open: left })
  }
})

test('a table holds the same numbers, for whose reports may leave the system, and is in the audit', async () => {
  const { csv } = await supervisor.asks<{ csv: string }>(queryOf('table'), last)
  expect(csv.split('\r\n')).toEqual(
    expect.arrayContaining(['needs,closed,,6', 'needs,state,confirmed,', 'needs,days-half,flagged,170']),
  )
  const officer = await office.colleague('rsd_officer', 'DAD')
  await expect(officer.asks(queryOf('table'), last)).rejects.toMatchObject({ code: 'not-allowed' })
})
