import { caseServer, runClocks } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import {
  asSession,
  changeRecord,
  createRecord,
  getHistory,
  getRecord,
  listRecords,
  moveRecord,
  tellOf,
} from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { incidents } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!

let office: PracticeOffice
let clerk: Colleague
let protection: Colleague
let now = new Date('2026-11-20T09:00:00Z')
beforeAll(async () => {
  office = await practiceOffice()
  tellOf(office.store, [caseServer(modules)])
  clerk = await office.colleague('registration_officer', 'DAD')
  protection = await office.colleague('protection_officer', 'DAD')
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>(), now: () => now }, work)
const add = (record: string, values: object, who = protection) =>
  as(who, (tx, asking) => createRecord(tx, asking, incidents, record, values as never))
const hours = (many: number) => new Date(now.getTime() + many * 3_600_000).toISOString()
const somebody = async (name = 'Amina Yusuf') => {
  const members = [{ relationship: 'PA', person: person('female', name) }]
  return (await clerk.does<Registered>(registerGroup, office.registering(members))).members[0]!.id
}
const reported = (values: object = {}) =>
  add('incident', { reported_on: '2026-11-20', reported_how: 'in-person', kind: 'detention', ...values })
const rows = async (table: string, id: string) =>
  (await office.owner.query(`select * from incidents.${table} where root_id = $1 order by created_at, id`, [id])).rows
const clocks = async (id: string) =>
  Object.fromEntries((await rows('clock', id)).map(({ name, status }) => [name, status]))
const move = (id: string, name: string, patch: object = {}) =>
  as(protection, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, incidents, 'incident', id)
    return moveRecord(tx, asking, incidents, id, name, version, patch as never)
  })
const change = (id: string, patch: object) =>
  as(protection, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, incidents, 'incident', id)
    return changeRecord(tx, asking, incidents, 'incident', id, version, patch as never)
  })
const intervenes = (id: string, kind: string, status: string) =>
  add('intervention', { parent_id: id, kind, status, started_on: '2026-11-20' })
const NOT_READY = { details: { reason: 'not-ready' } }

describe('an incident', () => {
  test('is assessed by risk, acted upon, monitored and closed when its interventions are over', async () => {
    const { id } = await reported({ subject: await somebody() })
    expect((await rows('member', id)).map(({ role }) => role)).toEqual(['victim'])
    await expect(move(id, 'assess')).rejects.toMatchObject({ code: 'invalid' })
    expect(await move(id, 'assess', { risk: 'immediate' })).toMatchObject({ handled_by: protection.staffId })
    const action = (await rows('clock', id)).find(({ name }) => name === 'action')
    expect(action.due_at - action.started_at).toBe(2 * 3_600_000)
    await expect(move(id, 'act')).rejects.toMatchObject(NOT_READY)
    await change(id, { account: 'Taken at the market.' })
    expect((await move(id, 'act')).state).toBe('in-work')
    expect(await clocks(id)).toMatchObject({ assessment: 'met', action: 'met' })
    await expect(move(id, 'monitor')).rejects.toMatchObject(NOT_READY)
    const aid = await intervenes(id, 'legal-aid', 'under-way')
    expect((await move(id, 'monitor')).state).toBe('monitored')
    await expect(move(id, 'close', { outcome: 'released' })).rejects.toMatchObject(NOT_READY)
    await as(protection, (tx, asking) =>
      changeRecord(tx, asking, incidents, 'intervention', aid.id, 1, { status: 'not-possible' }),
    )
    await expect(move(id, 'close', { outcome: 'released' })).rejects.toMatchObject(NOT_READY)
    await intervenes(id, 'intervention-with-authorities', 'done')
    expect(await move(id, 'close', { outcome: 'released' })).toMatchObject({ closed_by: protection.staffId })
    expect((await move(id, 'reopen')).state).toBe('in-work')
  })

  test('is nothing to colleagues of another office or of other work: neither its page nor a line of a list', async () => {
    const { id } = await reported()
    const strangers = [
      clerk,
      await office.colleague('protection_officer', 'KAK'),
      await office.colleague('rsd_officer', 'DAD'),
      await office.colleague('resettlement_officer', 'DAD'),
    ]
    for (const who of strangers) {
      await expect(as(who, (tx, asking) => getRecord(tx, asking, incidents, 'incident', id))).rejects.toMatchObject({
        code: 'not-found',
      })
      expect((await as(who, (tx, asking) => listRecords(tx, asking, incidents, 'incident', {}))).rows).toEqual([])
    }
  })

  test('needs nobody to be named', async () => {
    const { id } = await reported({ kind: 'push-back' })
    expect(await rows('member', id)).toEqual([])
  })

  test('asks its worker to look again when somebody of it dies', async () => {
    const subject = await somebody()
    const { id } = await reported({ subject })
    await as(clerk, tx => sql`select cases.tell('registration.death', ${[subject]}::uuid[], '2026-11-20')`.execute(tx))
    expect((await rows('task', id)).map(({ kind }) => kind)).toEqual(['look-again'])
  })
})

describe('detention', () => {
  test('of 48 hours without a visit is a task for who works on it', async () => {
    const { id } = await reported({ detained_at: hours(-40) })
    await runClocks(office.store, new Date(hours(7)))
    expect((await rows('task', id)).map(({ kind }) => kind)).toEqual([])
    await runClocks(office.store, new Date(hours(9)))
    expect((await rows('task', id)).map(({ kind }) => kind)).toEqual(['visit-detention'])
  })

  test('is watched until a visit was made, not while it is planned', async () => {
    now = new Date('2026-11-21T09:00:00Z')
    const { id } = await reported({ detained_at: hours(-1) })
    await intervenes(id, 'detention-visit', 'planned')
    expect((await clocks(id)).detention).toBe('running')
    await intervenes(id, 'detention-visit', 'done')
    expect((await clocks(id)).detention).toBe('met')
  })
})

describe('an alert', () => {
  const alerts = async (who: Colleague, id: string) =>
    (
      await as(who, tx =>
        sql<{ kind: string; words: string | null }>`select kind, words from cases.alerts_for_me()
          where module = 'incidents' and record_id = ${id}::uuid`.execute(tx),
      )
    ).rows
  /** Who may not open the incident, though the first holds the role that is told. */
  const strangers = async () => [
    await office.colleague('protection_officer', 'KAK'),
    await office.colleague('head_of_office', 'DAD'),
    await office.colleague('rsd_officer', 'DAD'),
  ]

  test('of detention goes once to protection officers of the office, with no word of it, and to none who may not open it', async () => {
    const colleague = await office.colleague('protection_officer', 'DAD')
    const others = await strangers()
    const { id } = await reported({ detained_at: hours(-40) })
    const visited = await reported({ detained_at: hours(-40) })
    await intervenes(visited.id, 'detention-visit', 'done')
    await runClocks(office.store, new Date(hours(7)))
    expect(await alerts(colleague, id)).toEqual([])
    for (const after of [9, 10]) await runClocks(office.store, new Date(hours(after)))
    for (const who of [protection, colleague])
      expect(await alerts(who, id)).toEqual([{ kind: 'detained-long', words: null }])
    for (const who of [clerk, ...others]) expect(await alerts(who, id)).toEqual([])
    expect(await alerts(colleague, visited.id)).toEqual([])
    const { rows } = await office.owner.query(
      'select f.staff_id from cases.alert_for f join cases.alert a on a.id = f.alert_id where a.record_id = $1',
      [id],
    )
    expect(rows.map(row => row.staff_id).toSorted()).toEqual([protection.staffId, colleague.staffId].toSorted())
  })

  test('of somebody who may be sent back goes at once and once to protection officers of the office, for such a kind alone', async () => {
    const colleague = await office.colleague('protection_officer', 'DAD')
    const others = await strangers()
    const [{ id }, theft] = [await reported({ kind: 'push-back' }), await reported({ kind: 'theft' })]
    await runClocks(office.store, now)
    now = new Date(hours(1))
    await move(id, 'assess', { risk: 'immediate' })
    await runClocks(office.store, new Date(hours(1)))
    for (const who of [protection, colleague])
      expect(await alerts(who, id)).toEqual([{ kind: 'refoulement-risk', words: null }])
    for (const who of [clerk, ...others]) expect(await alerts(who, id)).toEqual([])
    expect(await alerts(colleague, theft.id)).toEqual([])
  })

  test('of a visit that was missed is told once, also while nobody has the incident', async () => {
    const colleague = await office.colleague('protection_officer', 'DAD')
    const { id } = await reported({ account: 'Taken at the market.' })
    await move(id, 'assess', { risk: 'high' })
    await move(id, 'act')
    await intervenes(id, 'legal-aid', 'under-way')
    await move(id, 'monitor')
    await runClocks(office.store, new Date(hours(13 * 24)))
    expect(await alerts(protection, id)).toEqual([])
    for (const after of [14 * 24 + 1, 15 * 24]) await runClocks(office.store, new Date(hours(after)))
    for (const who of [protection, colleague])
      expect(await alerts(who, id)).toEqual([{ kind: 'visit-missed', words: null }])
    for (const who of [clerk, ...(await strangers())]) expect(await alerts(who, id)).toEqual([])
  })
})

test('who is accused is known to who reads what is protected here, and to nobody else in any way', async () => {
  const accused = await somebody('Hassan Omar')
  const { id } = await reported({ subject: await somebody() })
  const row = await add('accused', {
    parent_id: id,
    category: 'refugee',
    individual: accused,
    described: 'a neighbour',
  })
  const read = (who: Colleague) =>
    as(who, (tx, asking) =>
      listRecords(tx, asking, incidents, 'accused', { where: { parent_id: id }, whole: true } as never),
    )
  expect((await read(protection)).rows[0]).toMatchObject({ id: row.id, individual: accused })
  // An officer of status determination reads the incidents reported to them, and of no accused.
  const rsd = await office.colleague('rsd_officer', 'DAD')
  await office.owner.query('update incidents.incident set owner_id = $2 where id = $1', [id, rsd.staffId])
  expect((await as(rsd, (tx, asking) => getRecord(tx, asking, incidents, 'incident', id))).kind).toBe('detention')
  expect((await read(rsd)).rows).toEqual([])
  const { entries } = await as(rsd, (tx, asking) => getHistory(tx, asking, incidents, 'incident', id))
  expect(entries.filter(({ record }) => record === 'accused')).toEqual([])
  const told = await as(rsd, tx =>
    sql<{ record_name: string }>`select record_name from change.history('incidents', 'incident', ${id}::uuid)`.execute(
      tx,
    ),
  )
  expect(told.rows.filter(each => each.record_name === 'accused')).toEqual([])
  // No case of the accused: nothing says so on their page, to the investigators neither.
  const { rows: known } = await office.owner.query('select * from cases.person_in where individual = $1', [accused])
  expect(known).toEqual([])
  const cards = await as(protection, tx => sql`select * from cases.cards(array[${accused}]::uuid[])`.execute(tx))
  expect(cards.rows).toEqual([])
})
