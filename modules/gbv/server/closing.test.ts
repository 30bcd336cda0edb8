import { runClocks } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { asSession, createRecord, getRecord, listRecords, moveRecord } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { gbv } from '../index.ts'

let office: PracticeOffice
let halima: Colleague
let other: Colleague
let now: Date
let id: string
beforeAll(async () => {
  office = await practiceOffice()
  halima = await office.colleague('gbv_caseworker', 'DAD')
  other = await office.colleague('gbv_caseworker', 'DAD')
})
afterAll(() => office.end())
beforeEach(async () => {
  now = new Date('2026-09-01T09:00:00Z')
  const told = { reported_on: '2026-09-01', reported_by: 'survivor', survivor_sex: 'female', survivor_age: '18-25' }
  id = (await as(halima, (tx, asking) => createRecord(tx, asking, gbv, 'incident', told as never))).id
})

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>(), now: () => now }, work)
const tried = (tried_on: string, reached = false) =>
  as(halima, (tx, asking) => createRecord(tx, asking, gbv, 'attempt', { parent_id: id, tried_on, reached } as never))
const incident = () => as(halima, (tx, asking) => getRecord(tx, asking, gbv, 'incident', id))
/** The day comes, and with it what was to be over by then. */
const becomes = async (day: string) => {
  now = new Date(`${day}T09:00:00Z`)
  await runClocks(office.store, now)
}
const moved = (name: string, patch: object = {}) =>
  as(halima, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, gbv, 'incident', id)
    return moveRecord(tx, asking, gbv, id, name, version, patch as never)
  })
const givesUp = () => moved('close', { closed_because: 'no-contact' })
const refused = { details: { reason: 'not-ready' } }

test('nobody is given up before 30 days without contact', async () => {
  await becomes('2026-09-28')
  await tried('2026-09-10', true)
  await tried('2026-09-20')
  await tried('2026-09-25')
  expect(await incident()).toMatchObject({ last_contact_on: '2026-09-10', tried_twice_on: '2026-09-25' })
  await becomes('2026-10-05')
  await expect(givesUp()).rejects.toMatchObject(refused)
  await becomes('2026-10-12')
  expect((await givesUp()).state).toBe('closed')
  await becomes('2026-10-20')
  await moved('reopen')
  await expect(givesUp()).rejects.toMatchObject(refused)
})

test('nobody is given up without tries on two days since the last contact, and being reached begins the days anew', async () => {
  await becomes('2026-10-15')
  await expect(givesUp()).rejects.toMatchObject(refused)
  await tried('2026-10-10')
  await tried('2026-10-10')
  await expect(givesUp()).rejects.toMatchObject(refused)
  await tried('2026-10-12', true)
  await tried('2026-10-13')
  await tried('2026-10-14')
  await expect(givesUp()).rejects.toMatchObject(refused)
  await becomes('2026-11-20')
  expect((await givesUp()).state).toBe('closed')
  await expect(tried('2027-01-01')).rejects.toMatchObject({ code: 'invalid' })
})

test('a case that is handed on takes its services that still wait along', async () => {
  const waits = {
    parent_id: id,
    service: 'health',
    decision: 'given-by-us',
    decided_on: '2026-09-01',
    outcome: 'waiting',
  }
  await as(halima, (tx, asking) => createRecord(tx, asking, gbv, 'service', waits as never))
  const seen = async (who: Colleague) =>
    (await as(who, (tx, asking) => listRecords(tx, asking, gbv, 'service', { where: { parent_id: id } }))).rows.length
  expect([await seen(halima), await seen(other)]).toEqual([1, 0])
  await office.owner.query('update gbv.incident set owner_id = $2 where id = $1', [id, other.staffId])
  expect([await seen(halima), await seen(other)]).toEqual([0, 1])
})

test('a follow-up that is missed is told once, to its worker alone, without a word of the case', async () => {
  await becomes('2026-10-02')
  await tried('2026-09-10')
  await tried('2026-09-25')
  await givesUp()
  await moved('reopen')
  const others: Colleague[] = [other]
  for (const role of ['protection_officer', 'head_of_office', 'child_protection_caseworker'] as const)
    others.push(await office.colleague(role, 'DAD'))
  const alerts = async (who: Colleague) =>
    (
      await as(who, tx =>
        sql`select module, record_id, kind, words from cases.alerts_for_me() where record_id = ${id}::uuid`.execute(tx),
      )
    ).rows
  await becomes('2026-10-15')
  expect(await alerts(halima)).toEqual([])
  for (const day of ['2026-10-17', '2026-10-18']) await becomes(day)
  expect(await alerts(halima)).toEqual([{ module: 'gbv', record_id: id, kind: 'follow-up-missed', words: null }])
  for (const who of others) expect(await alerts(who)).toEqual([])
  const { rows } = await office.owner.query('select distinct staff_id from cases.alert_for')
  expect(rows).toEqual([{ staff_id: halima.staffId }])
})
