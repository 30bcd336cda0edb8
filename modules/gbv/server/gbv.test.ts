import { runClocks } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import {
  asSession,
  changeRecord,
  countRecords,
  createRecord,
  getHistory,
  getRecord,
  listRecords,
  moveRecord,
} from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gbv } from '../index.ts'
import { processing } from '../processing.ts'

let office: PracticeOffice
let halima: Colleague
let other: Colleague
const NOW = new Date('2026-11-20T09:00:00Z')
let now = NOW

beforeAll(async () => {
  office = await practiceOffice()
  halima = await office.colleague('gbv_caseworker', 'DAD')
  other = await office.colleague('gbv_caseworker', 'DAD')
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>(), now: () => now }, work)
const add = (record: string, values: object, who = halima) =>
  as(who, (tx, asking) => createRecord(tx, asking, gbv, record, values as never))
const hours = (many: number) => new Date(now.getTime() + many * 3_600_000).toISOString()
const told = (values: object = {}) =>
  add('incident', {
    reported_on: now.toISOString().slice(0, 10),
    reported_by: 'survivor',
    survivor_sex: 'female',
    survivor_age: '18-25',
    ...values,
  })
const RAPE = { acts: ['physical-force', 'penetration'], gender_based: true }
const seen = (id: string, who = halima) => as(who, (tx, asking) => getRecord(tx, asking, gbv, 'incident', id))
const change = (id: string, patch: object) =>
  as(halima, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, gbv, 'incident', id)
    return changeRecord(tx, asking, gbv, 'incident', id, version, patch as never)
  })
const move = (id: string, name: string, patch: object = {}) =>
  as(halima, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, gbv, 'incident', id)
    return moveRecord(tx, asking, gbv, id, name, version, patch as never)
  })
const rows = async (table: string, id: string) =>
  (await office.owner.query(`select * from gbv.${table} where root_id = $1 order by created_at, id`, [id])).rows
const clocks = async (id: string) =>
  Object.fromEntries(
    (await rows('clock', id))
      .filter(({ name }) => name !== 'follow-up' && name !== 'silence')
      .map(({ name, status }) => [name, status]),
  )
const agreed = (id: string, more: object = {}) =>
  add('consent', {
    parent_id: id,
    service: 'health',
    organisation: 'Red Lantern Clinic',
    agreed: true,
    given_by: 'survivor',
    asked_on: '2026-11-20',
    ...more,
  })
const served = (id: string, decision: string, more: object = {}) =>
  add('service', { parent_id: id, service: 'health', decision, decided_on: '2026-11-20', ...more })

const ACTS = [
  ['penetration', 'rape'],
  ['sexual-contact', 'sexual-assault'],
  ['physical-force', 'physical-assault'],
  ['forced-marriage', 'forced-marriage'],
  ['denial-of-resources', 'denial-of-resources'],
  ['psychological-abuse', 'psychological-abuse'],
] as const

describe('the type of an incident', () => {
  test('is the first that applies, for every combination of what was done', async () => {
    const sets = Array.from({ length: 64 }, (_, bits) => ACTS.filter((_, at) => bits & (1 << at)))
    for (const gender of [true, false, null]) {
      const { rows: said } = await office.owner.query(
        'select gbv.type_of(array(select jsonb_array_elements_text(s)), $2) as type from jsonb_array_elements($1::jsonb) with ordinality e (s, n) order by n',
        [JSON.stringify(sets.map(set => set.map(([act]) => act).reverse())), gender],
      )
      const meant = sets.map(set => (set.length === 0 || gender === null ? null : gender ? set[0]![1] : 'not-gbv'))
      expect(said.map(({ type }) => type)).toEqual(meant)
    }
  })

  test('and its context follow from the answers, for every combination of them', async () => {
    const { rows: all } = await office.owner.query(
      `select t, a, e, b, p, r, gbv.context_of(t, a, e, b, p, r) as said
       from unnest(array['rape','sexual-assault','physical-assault','forced-marriage','denial-of-resources','psychological-abuse','not-gbv',null]) t,
         unnest(array['0-11','12-17','18-25','26-40','41-60','61-up','unknown']) a, unnest(array[true,false,null]) e,
         unnest(array['none','forced-conscription','trafficked','other',null]) b,
         unnest(array['none','genital-cutting','inheritance','honour','bride-price','other',null]) p,
         (values ('{}'::text[]), ('{neighbour}'), ('{neighbour,intimate-partner}'), ('{former-partner}')) v (r)`,
    )
    expect(all).toHaveLength(8 * 7 * 3 * 5 * 7 * 4)
    for (const { t, a, e, b, p, r, said } of all) {
      const sexual = t === 'rape' || t === 'sexual-assault'
      const child = a === '0-11' || a === '12-17'
      const meant = [
        [r.some((each: string) => each.endsWith('partner')), 'intimate-partner-violence'],
        [child && sexual, 'child-sexual-abuse'],
        [child && t === 'forced-marriage', 'early-marriage'],
        [e === true && sexual, 'possible-sexual-exploitation'],
        [b !== null && b !== 'none' && sexual, 'possible-sexual-slavery'],
        [p !== null && p !== 'none', 'harmful-traditional-practice'],
      ]
      const counts = t !== null && t !== 'not-gbv'
      expect(said).toEqual(counts ? meant.filter(([is]) => is).map(([, name]) => name) : [])
    }
  })

  test('is computed and never chosen, and follows who did it', async () => {
    const { id } = await told({ ...RAPE, survivor_age: '12-17' })
    expect(await seen(id)).toMatchObject({ type: 'rape', context: ['child-sexual-abuse'] })
    const partner = { relation: 'intimate-partner', sex: 'male', age: '26-40' }
    await add('perpetrator', { parent_id: id, ...partner })
    expect((await seen(id)).context).toEqual(['intimate-partner-violence', 'child-sexual-abuse'])
    await expect(told({ type: 'rape' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('an incident', () => {
  test('belongs to who was told, and for everybody else there is none by any way', async () => {
    const { id } = await told(RAPE)
    expect((await seen(id)).owner_id).toBe(halima.staffId)
    const roles: Role[] = ['protection_officer', 'head_of_office', 'registration_officer', 'data_analyst', 'auditor']
    const strangers = [other, ...(await Promise.all(roles.map(role => office.colleague(role, 'DAD'))))]
    for (const who of strangers) {
      await expect(seen(id, who)).rejects.toMatchObject({ code: 'not-found' })
      const found = await as(who, (tx, asking) => listRecords(tx, asking, gbv, 'incident', {}))
      expect(found.rows).toEqual([])
      expect((await as(who, (tx, asking) => countRecords(tx, asking, gbv, 'incident', ['type']))).total).toBe(0)
      await expect(as(who, (tx, asking) => getHistory(tx, asking, gbv, 'incident', id))).rejects.toMatchObject({
        code: 'not-found',
      })
    }
  })

  test('names nobody: no table lets a row of it lead to a registered person', async () => {
    const { rows: ways } = await office.owner.query(
      `select c.conrelid::regclass::text || '.' || a.attname as column, exists (select from pg_constraint k
         where k.conrelid = c.conrelid and k.contype = 'c' and k.conname = 'names_nobody_' || a.attname) as refused
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.connamespace = 'gbv'::regnamespace and c.confrelid = 'registration.individual'::regclass`,
    )
    expect(ways.length).toBeGreaterThan(0)
    expect(ways.filter(({ refused }) => !refused)).toEqual([])
    const { rows: known } = await office.owner.query(
      "select record from data_protection.subject_record where module = 'gbv'",
    )
    expect(known).toEqual([])
    expect(
      Object.values(processing.records).filter(({ about, extract }) => about !== null || extract === 'shown'),
    ).toEqual([])
  })

  test('is never left to nobody, nor copied to colleagues by a referral of the platform', async () => {
    const { id } = await told(RAPE)
    const owned = (to: string | null) =>
      office.owner.query('update gbv.incident set owner_id = $2 where id = $1', [id, to])
    await expect(owned(null)).rejects.toMatchObject({ code: '23502' })
    await owned(other.staffId)
    expect((await seen(id, other)).owner_id).toBe(other.staffId)
    await expect(seen(id)).rejects.toMatchObject({ code: 'not-found' })
    const asked = JSON.stringify({ to_staff: halima.staffId, service: 'help', reason: 'x', priority: 'soon' })
    await expect(
      as(other, tx => sql`select cases.refer('gbv', ${id}::uuid, ${newId()}::uuid, ${asked}::jsonb, '{}')`.execute(tx)),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await rows('referral', id)).toEqual([])
  })

  test('is exported by nobody but as sums', () => {
    const exports = Object.values(gbv.access).flatMap(grants => grants.filter(({ action }) => action === 'export'))
    expect(exports.map(({ level }) => level)).toEqual(['summary', 'summary', 'summary'])
    expect(gbv.documents).toEqual({})
  })
})

describe('the hours for health care', () => {
  test('count from what happened, whenever it was told, and stop when the survivor is referred', async () => {
    now = NOW
    const { id } = await told({ ...RAPE, happened_at: hours(-10) })
    const [hiv, pregnancy] = (await rows('clock', id)).toSorted((a, b) => a.due_at - b.due_at)
    expect([hiv.name, hiv.due_at.toISOString()]).toEqual(['hiv', hours(62)])
    expect([pregnancy.name, pregnancy.due_at.toISOString()]).toEqual(['pregnancy', hours(110)])
    await agreed(id)
    await served(id, 'referred', { organisation: 'red lantern clinic ' })
    expect(await clocks(id)).toEqual({ hiv: 'met', pregnancy: 'met' })
  })

  test('begin when the type becomes known, end when it is another, and when health care is declined', async () => {
    const { id } = await told({ happened_at: hours(-1) })
    expect(await clocks(id)).toEqual({})
    await change(id, { acts: ['sexual-contact'], gender_based: true })
    expect(await clocks(id)).toEqual({ hiv: 'running', pregnancy: 'running' })
    await change(id, { acts: ['physical-force'] })
    expect(await clocks(id)).toEqual({ hiv: 'ended', pregnancy: 'ended' })
    const second = await told({ ...RAPE, happened_at: hours(-1) })
    await served(second.id, 'unavailable')
    expect(await clocks(second.id)).toEqual({ hiv: 'running', pregnancy: 'running' })
    await served(second.id, 'declined')
    expect(await clocks(second.id)).toEqual({ hiv: 'ended', pregnancy: 'ended' })
  })

  test('that are over become a task each', async () => {
    const { id } = await told({ ...RAPE, happened_at: hours(-71) })
    await runClocks(office.store, new Date(hours(2)))
    expect((await rows('task', id)).map(({ kind }) => kind)).toEqual(['hiv-hours-over'])
    await runClocks(office.store, new Date(hours(50)))
    expect(await clocks(id)).toEqual({ hiv: 'expired', pregnancy: 'expired' })
    expect((await rows('task', id)).map(({ kind }) => kind).toSorted()).toEqual([
      'hiv-hours-over',
      'pregnancy-hours-over',
    ])
  })

  test('do not begin after the day it was told', async () => {
    await expect(told({ ...RAPE, happened_at: hours(72) })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a service', () => {
  test('is told nothing without a yes for it and for its organisation', async () => {
    const { id } = await told(RAPE)
    const refer = (organisation?: string, service = 'health') =>
      served(id, 'referred', { service, ...(organisation && { organisation }) })
    await expect(refer()).rejects.toMatchObject({ code: 'invalid' })
    await expect(refer('Red Lantern Clinic')).rejects.toMatchObject({ code: 'invalid' })
    await agreed(id, { agreed: false })
    await expect(refer('Red Lantern Clinic')).rejects.toMatchObject({ code: 'invalid' })
    await agreed(id)
    await expect(refer('Another Clinic')).rejects.toMatchObject({ code: 'invalid' })
    await expect(refer('Red Lantern Clinic', 'legal')).rejects.toMatchObject({ code: 'invalid' })
    await refer('Red Lantern Clinic')
  })

  test('is told when the yes is taken back', async () => {
    const { id } = await told(RAPE)
    const consent = await agreed(id)
    await served(id, 'referred', { organisation: 'Red Lantern Clinic' })
    await as(halima, (tx, asking) =>
      changeRecord(tx, asking, gbv, 'consent', consent.id, 1, { withdrawn_on: '2026-11-21' }),
    )
    expect((await rows('task', id)).map(({ kind }) => kind)).toEqual(['tell-consent-withdrawn'])
    await expect(served(id, 'referred', { organisation: 'Red Lantern Clinic' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

test('a case goes on when what it waits for is there', async () => {
  const { id } = await told()
  const refused = { details: { reason: 'not-ready' } }
  await expect(move(id, 'assess')).rejects.toMatchObject(refused)
  await change(id, { ...RAPE, limits_told_on: '2026-11-20' })
  await expect(move(id, 'assess')).rejects.toMatchObject(refused)
  await agreed(id, { agreed: false })
  expect((await move(id, 'assess')).state).toBe('assessed')
  await served(id, 'declined')
  // The safety plan is sealed: without one, care does not begin, and needs are not met.
  await expect(move(id, 'start')).rejects.toMatchObject(refused)
  await expect(move(id, 'close', { closed_because: 'needs-met' })).rejects.toMatchObject(refused)
  await expect(move(id, 'close')).rejects.toMatchObject({ code: 'invalid' })
  // Asked, and free to leave it unsaid.
  await expect(move(id, 'close', { closed_because: 'survivor-asked' })).rejects.toMatchObject(refused)
  await change(id, { feedback: 'declined' })
  expect(await move(id, 'close', { closed_because: 'survivor-asked' })).toMatchObject({
    state: 'closed',
    closed_by: halima.staffId,
  })
  expect((await move(id, 'reopen')).state).toBe('in-care')
})
