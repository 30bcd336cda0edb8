import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, createRecord, moveRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tracing } from '../index.ts'
import { queue } from './queue.ts'

const registerGroup = registrationServer.commands.find(command => command.name === 'registration.registerGroup')!
let office: PracticeOffice
let officer: Colleague
const made: string[] = []
const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)

beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('protection_officer', 'DAD')
  const clerk = await office.colleague('registration_officer', 'DAD')
  const family = await clerk.does<Registered>(registerGroup, office.registering())
  for (const sought_name of ['First', 'Second', 'Third']) {
    const values = {
      seeker: family.members[0]!.id,
      relation: 'sibling',
      sought_name,
      sought_sex: 'female',
      consents: ['search-here'],
    }
    made.push((await as(officer, (tx, asking) => createRecord(tx, asking, tracing, 'request', values))).id)
  }
  await as(officer, (tx, asking) => moveRecord(tx, asking, tracing, made[1]!, 'close', 1, { outcome: 'withdrawn' }))
})
afterAll(() => office.end())

interface Queue {
  readonly states: readonly { readonly state: string; readonly count: number }[]
  readonly open: readonly { readonly id: string; readonly sought_name: string }[]
}

test('open requests come oldest first, and all are counted by state', async () => {
  const { open, states } = await officer.asks<Queue>(queue, {})
  expect(open.map(({ sought_name }) => sought_name)).toEqual(['First', 'Third'])
  expect(states.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
    { state: 'closed', count: 1 },
    { state: 'open', count: 2 },
  ])
})

test('those that are listed are noted as read', async () => {
  const { rows } = await office.owner.query<{ ids: string[] }>(
    `select ids from audit.entry where staff_id = $1 and record = 'request' and action = 'read' and reason = 'list'`,
    [officer.staffId],
  )
  expect(rows.at(-1)?.ids.toSorted()).toEqual([made[0], made[2]].toSorted())
})

test('at another office there is nothing to do and nothing to count', async () => {
  const other = await office.colleague('child_protection_caseworker', 'KAK')
  expect(await other.asks<Queue>(queue, {})).toEqual({ states: [], open: [], visits: [] })
})
