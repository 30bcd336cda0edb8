import { runClocks } from '@nansen/cases/server'
import { getRecord } from '@nansen/store'
import type { Colleague } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bestInterests } from '../index.ts'
import {
  acts,
  add,
  as,
  assessed,
  assesses,
  beforePanel,
  change,
  consented,
  desk,
  identified,
  later,
  markers,
  move,
  openDesk,
  openTasks,
  reported,
  rows,
  today,
} from '../test/childDesk.ts'

const NOT_READY = { details: { reason: 'not-ready' } }
beforeAll(openDesk)
afterAll(() => desk.office.end())

describe('an assessment', () => {
  test('is complete when it says what its kind must, and the child was heard; until then the file waits', async () => {
    const { zeinab } = desk
    const { id } = await identified()
    await consented(id)
    await assesses(id, { heard: ['carer'] })
    const whole = await assesses(id, { kind: 'comprehensive' })
    expect(whole.complete).toBe(false)
    await expect(move(id, 'assess')).rejects.toMatchObject(NOT_READY)
    const more = { history: 'h', health: 'h', education: 'e', wellbeing: 'w', tracing: 't', views_carer: 'c' }
    expect((await change('assessment', whole.id, more)).complete).toBe(false)
    expect((await change('assessment', whole.id, { views_close: 'v' })).complete).toBe(true)
    expect(await move(id, 'assess')).toMatchObject({ bia: 'done', bid: null, assessed_by: zeinab.staffId })
  })

  test('is due by risk, and its plan is agreed to by another than who assessed', async () => {
    const { chair } = desk
    const { id, child } = await identified({ risk: 'high' })
    const [clock] = await rows('clock', id)
    expect(clock.due_at - clock.started_at).toBe(24 * 3_600_000)
    await consented(id)
    await assesses(id)
    await move(id, 'assess')
    await expect(move(id, 'agree-plan', {}, chair)).rejects.toMatchObject(NOT_READY)
    await acts(id, 'plan')
    await expect(move(id, 'agree-plan')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await move(id, 'agree-plan', {}, chair)).toMatchObject({ bia: 'agreed', last_seen_on: today() })
    expect(await markers(child)).toEqual({ 'best_interests.bia': 'agreed' })
  })

  test('a visit counts the next one from its day by risk, and a child who is not safe is a task at once', async () => {
    const { chair } = desk
    const { id } = await assessed({ risk: 'high' })
    await acts(id, 'plan')
    await move(id, 'agree-plan', {}, chair)
    await later(6)
    await add('visit', { parent_id: id, kind: 'in-care', seen_on: today(), safe: true, seen_alone: true })
    await later(6)
    expect(await openTasks(id)).toEqual([])
    await later(2)
    expect(await openTasks(id)).toEqual(['visit'])
    await add('visit', { parent_id: id, kind: 'in-care', seen_on: today(), safe: false, seen_alone: true })
    expect(await openTasks(id)).toContain('not-safe')
    await expect(
      add('visit', { parent_id: id, kind: 'in-care', seen_on: '2027-12-31', safe: true, seen_alone: true }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('resettlement with one parent', () => {
  test('asks for an assessment of its own unless custody, death or consent is proved', async () => {
    const { id, child } = await identified({ care_status: 'one-parent', travels_with: 'one-parent' })
    expect((await change('file', id, { other_parent: 'not-reached' })).one_parent).toBe('required')
    for (const proof of ['sole-custody-proved', 'death-proved', 'consented'])
      expect((await change('file', id, { other_parent: proof })).one_parent).toBe('not-required')
    await change('file', id, { other_parent: 'refuses' })
    expect(await markers(child)).toMatchObject({
      'best_interests.one_parent': 'required',
      'best_interests.bid': 'needed',
    })
    await assesses(id, { purpose: 'one-parent' })
    expect(await markers(child)).toMatchObject({ 'best_interests.one_parent': 'done' })
  })

  test('of a married child with parents and spouse asks for one too', async () => {
    const { id } = await identified({ care_status: 'married', travels_with: 'parents-and-spouse' })
    expect((await rows('stage', id)).length).toBe(1)
    await assesses(id, { purpose: 'one-parent' })
    expect((await change('file', id, { care_type: 'parents' })).one_parent).toBe('required')
    await assesses(id, { purpose: 'married-child' })
    expect((await change('file', id, { care_type: 'kinship' })).one_parent).toBe('done')
  })
})

test('what happens to the child and to who cares for her comes to the caseworker', async () => {
  const { clerk } = desk
  const { id, child, aunt } = await assessed()
  await add('member', { parent_id: id, individual: aunt, role: 'caregiver' })
  const tell = (what: string, whom: string) =>
    as(clerk, tx => sql`select cases.tell(${what}, ${[whom]}::uuid[], ${today()})`.execute(tx))
  await tell('registration.death', aunt)
  await tell('registration.age-18', child)
  expect((await openTasks(id)).toSorted()).toEqual(['care-changed', 'closing-plan'])
})

test('a visit that nobody made is told once to the child’s caseworker and to nobody else, and so is the next one', async () => {
  const { zeinab, other, chair, clerk, resettlement } = desk
  const { id } = await assessed({ risk: 'high' })
  const missed = async (who: Colleague) =>
    (
      await as(who, tx =>
        sql`select kind, words from cases.alerts_for_me() where module = 'best_interests' and record_id = ${id}::uuid`.execute(
          tx,
        ),
      )
    ).rows
  const day = async (days: number) => {
    await later(days)
    await runClocks(desk.office.store, desk.now)
  }
  const visited = () => add('visit', { parent_id: id, kind: 'in-care', seen_on: today(), safe: true, seen_alone: true })
  const ONE = { kind: 'follow-up-missed', words: null }
  await visited()
  await day(6)
  expect(await missed(zeinab)).toEqual([])
  await day(2)
  await day(1)
  expect(await missed(zeinab)).toEqual([ONE])
  await visited()
  await day(9)
  expect(await missed(zeinab)).toEqual([ONE, ONE])
  for (const who of [other, chair, clerk, resettlement]) expect(await missed(who)).toEqual([])
  const { rows: told } = await desk.office.owner.query(
    'select distinct f.staff_id from cases.alert_for f join cases.alert a on a.id = f.alert_id where a.record_id = $1',
    [id],
  )
  expect(told).toEqual([{ staff_id: zeinab.staffId }])
})

test('an urgent determination is told to the panel at once, when it is reported and when it is before it; another is not', async () => {
  const { zeinab, chair, other, clerk, resettlement } = desk
  const urgent = await reported({ bid_urgent: true })
  const ordinary = await reported()
  await runClocks(desk.office.store, desk.now)
  const told = async (who: Colleague, id: string) =>
    (
      await as(who, tx =>
        sql<{
          kind: string
        }>`select kind from cases.alerts_for_me() where module = 'best_interests' and record_id = ${id}::uuid`.execute(
          tx,
        ),
      )
    ).rows
  const ONE = { kind: 'panel-urgent' }
  for (const who of [zeinab, chair]) expect(await told(who, urgent.id)).toEqual([ONE])
  for (const who of [other, clerk, resettlement]) expect(await told(who, urgent.id)).toEqual([])
  expect(await told(chair, ordinary.id)).toEqual([])
  const before = await beforePanel({ bid_urgent: true })
  await runClocks(desk.office.store, desk.now)
  expect(await told(chair, urgent.id)).toEqual([ONE])
  expect(await told(chair, before.id)).toEqual([ONE])
})

test('a file that nobody works on for a day is told to those who can see to it, once', async () => {
  const { id } = await assessed()
  const kinds = async (who: Colleague) =>
    (
      await as(who, tx =>
        sql<{
          kind: string
        }>`select kind from cases.alerts_for_me() where module = 'best_interests' and record_id = ${id}::uuid and kind = 'nobody-works-on-it'`.execute(
          tx,
        ),
      )
    ).rows.length
  const turn = async (days: number) => {
    await later(days)
    await runClocks(desk.office.store, desk.now)
  }
  await turn(2)
  expect(await kinds(desk.chair)).toBe(0)
  await desk.office.owner.query('update best_interests.file set owner_id = null where id = $1', [id])
  await turn(0)
  await turn(1)
  expect(await kinds(desk.chair)).toBe(1)
  await turn(1)
  expect(await kinds(desk.chair)).toBe(1)
  for (const who of [desk.other, desk.clerk, desk.resettlement]) expect(await kinds(who)).toBe(0)
})

test('others learn that there is a file, or its stage, and nothing of the child’s words', async () => {
  const { other, clerk, resettlement } = desk
  const { id, child } = await assessed()
  for (const who of [resettlement, other, clerk])
    await expect(as(who, (tx, asking) => getRecord(tx, asking, bestInterests, 'file', id))).rejects.toMatchObject({
      code: 'not-found',
    })
  const cards = (who: Colleague) =>
    as(
      who,
      async tx =>
        (await sql<{ state: string | null }>`select state from cases.cards(array[${child}]::uuid[])`.execute(tx)).rows,
    )
  expect(await cards(resettlement)).toEqual([{ state: 'assessed' }])
  expect(await cards(clerk)).toEqual([])
})
