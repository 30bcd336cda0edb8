import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  add,
  as,
  change,
  command,
  family,
  move,
  openCycle,
  openDistribution,
  query,
  RICE,
  SOAP,
  world,
} from '../test/distribution.ts'
import type { Checked } from './check.ts'

beforeAll(openDistribution)
afterAll(() => world.office.end())

const check = (pointId: string, text: string, who = world.clerk) => who.asks<Checked>(query('check'), { pointId, text })
const give = (pointId: string, entry: string, who = world.clerk, more: object = {}) =>
  who.does<{ collectionId: string }>(command('give'), {
    pointId,
    entry,
    takenBy: 'collector',
    verified: 'number',
    ...more,
  })
const owner = (text: string, values: unknown[] = []) => world.office.owner.query(text, values)

/** As an event that ends somebody's presence leaves it, without the rest of that event. */
const past = (text: string) =>
  owner(`set session_replication_role = 'replica'; ${text}; set session_replication_role = 'origin'`)

describe('the list of a cycle', () => {
  test('holds each family with what is due to its people, who collects, and who instead', async () => {
    const group = await family('Amina', 2)
    const { frozen, point, cycle } = await openCycle([
      RICE,
      SOAP,
      { item: 'Porridge', measure: 'kilogram', quantity: 3, per: 'person', age_to: 4 },
      { item: 'Pads', measure: 'piece', quantity: 1, per: 'person', sex: 'female', age_from: 12, age_to: 49 },
      { item: 'Large pot', measure: 'piece', quantity: 1, per: 'family', size_from: 6 },
      { item: 'Wood', measure: 'kilogram', quantity: 20, per: 'person', most: 30 },
    ])
    expect(frozen.families).toBeGreaterThan(0)
    const found = await check(point, group.number)
    expect(found).toMatchObject({ outcome: 'give', size: 3, number: group.number, known: 'number' })
    expect(found.items?.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['Pads', 1],
      ['Porridge', 6],
      ['Rice', 37.5],
      ['Soap', 2],
      ['Wood', 30],
    ])
    expect(found.collector).toMatchObject({ number: group.members[0]!.number, here: true })
    expect(found.alternate).toBeNull()
    const { rows } = await owner('select sha256, families, state from assistance.cycle where id = $1', [cycle])
    expect(rows[0]).toMatchObject({ sha256: frozen.sha256, families: frozen.families, state: 'distributing' })
  })

  test('is frozen once, and opened by another than whoever froze it', async () => {
    const programme = (await add('programme', { name: 'Soap', kind: 'hygiene', running: true }, world.head)).id
    await add('entitlement', { parent_id: programme, ...SOAP }, world.head)
    const today = new Date().toISOString().slice(0, 10)
    const cycle = (await add('cycle', { programme, period: '2026-11-01', cut_off: today }, world.head)).id
    await world.head.does(command('freeze'), { cycleId: cycle })
    await expect(world.head.does(command('freeze'), { cycleId: cycle })).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(move(cycle, 'open', world.head)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(move(cycle, 'open', world.clerk)).rejects.toMatchObject({ code: 'not-allowed' })
    const later = (await add('cycle', { programme, period: '2026-12-01', cut_off: '2999-01-01' }, world.clerk)).id
    await expect(world.clerk.does(command('freeze'), { cycleId: later })).rejects.toMatchObject({ code: 'wrong-state' })
  })

  test('counts nobody who came after the cut-off, and a family once for a programme and period', async () => {
    await family('Early')
    const { programme, point, frozen } = await openCycle([RICE])
    const late = await family('Late')
    expect((await check(point, late.number)).outcome).toBe('not-listed')
    const again = await openCycle([], { programmeId: programme })
    expect([again.frozen.families, again.frozen.people]).toEqual([1, 2])
    expect(frozen.families).toBeGreaterThan(1)
    // The next month holds them all.
    const next = await openCycle([], { programmeId: programme, period: '2026-12-01' })
    expect(next.frozen.families).toBe(frozen.families + 1)
  })
})

describe('at a point', () => {
  test('a family collects once, whole or in part, and never more than is due', async () => {
    const group = await family('Fatuma')
    const { point, cycle } = await openCycle([RICE, SOAP])
    const { entry } = await check(point, group.members[0]!.number)
    await expect(give(point, entry!, world.clerk, { amounts: [26, 2] })).rejects.toMatchObject({ code: 'invalid' })
    await expect(give(point, entry!, world.clerk, { amounts: [20] })).rejects.toMatchObject({ code: 'invalid' })
    const { collectionId } = await give(point, entry!, world.clerk, { amounts: [20, 2] })
    const { rows } = await owner(
      'select k.partial, g.item, g.quantity::float8 from assistance.given g join assistance.collection k on k.id = g.parent_id where k.id = $1 order by 2',
      [collectionId],
    )
    expect(rows).toEqual([
      { partial: true, item: 'Rice', quantity: 20 },
      { partial: true, item: 'Soap', quantity: 2 },
    ])
    const other = (
      await add('point', { cycle, place: 'Gate 3', on_day: '2026-11-20', lanes: 1, open: true }, world.clerk)
    ).id
    expect(await check(other, group.number)).toMatchObject({
      outcome: 'collected',
      collectedAtPlace: 'Gate 2',
      collectionId,
    })
    await expect(give(other, entry!, world.second)).rejects.toMatchObject({
      code: 'wrong-state',
      details: { reason: 'collected' },
    })
  })

  test('twenty lanes at two points that give to one family at once: one does', async () => {
    const group = await family('Hodan')
    const { point, cycle } = await openCycle([RICE])
    const other = (
      await add('point', { cycle, place: 'Gate 9', on_day: '2026-11-20', lanes: 9, open: true }, world.clerk)
    ).id
    const { entry } = await check(point, group.number)
    const lanes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => give(n % 2 ? point : other, entry!, n % 3 ? world.clerk : world.second)),
    )
    expect(lanes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = lanes.flatMap(lane => (lane.status === 'rejected' ? [lane.reason.code] : []))
    expect(new Set(refused)).toEqual(new Set(['wrong-state']))
    const { rows } = await owner('select count(*)::int as n from assistance.collection where entry = $1', [entry])
    expect(rows[0]).toEqual({ n: 1 })
  }, 60_000)

  test('the database itself keeps a second collection out', async () => {
    const group = await family('Sahra')
    const { point } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    const { collectionId } = await give(point, entry!)
    await expect(
      owner(
        `insert into assistance.collection (id, office_id, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at)
         select gen_random_uuid(), office_id, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at
         from assistance.collection where id = $1`,
        [collectionId],
      ),
    ).rejects.toMatchObject({ code: '23505' })
    const writes = as(world.clerk, tx =>
      sql`update assistance.collection set annulled_by = ${world.clerk.staffId}`.execute(tx),
    )
    await expect(writes).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('what was written down in error is annulled by who approves, and the family collects', async () => {
    const group = await family('Ayan')
    const { point } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    const { collectionId } = await give(point, entry!)
    const annul = (who = world.head) =>
      who.does(command('annul'), { collectionId, because: 'wrong family on the screen' })
    await expect(annul(world.second)).rejects.toMatchObject({ code: 'not-allowed' })
    await annul()
    await expect(annul()).rejects.toMatchObject({ code: 'wrong-state' })
    expect((await check(point, group.number)).outcome).toBe('give')
    await give(point, entry!)
    const own = await family('Bilan')
    const { point: next } = await openCycle([SOAP])
    const mine = await give(next, (await check(next, own.number, world.head)).entry!, world.head)
    await expect(
      world.head.does(command('annul'), { collectionId: mine.collectionId, because: 'my own error' }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('a child of the family, a dead collector and a forged card go to the desk, which serves by the word of another', async () => {
    const group = await family('Deqa')
    const { point } = await openCycle([RICE])
    const child = await check(point, group.members[1]!.number)
    expect(child.outcome).toBe('not-collector')
    expect((await check(point, 'X'.repeat(80))).outcome).toBe('wrong-card')
    await past(`update registration.individual set process_status = 'inactive' where id = '${group.members[0]!.id}'`)
    expect((await check(point, group.number)).outcome).toBe('collector-gone')
    await expect(give(point, child.entry!)).rejects.toMatchObject({ details: { reason: 'ask-desk' } })
    const other = { takenBy: 'other' }
    await expect(give(point, child.entry!, world.clerk, other)).rejects.toMatchObject({
      details: { reason: 'ask-desk' },
    })
    const { deskId } = await world.clerk.does<{ deskId: string }>(command('toDesk'), {
      pointId: point,
      reason: 'collector-gone',
      said: group.number,
      entry: child.entry,
    })
    await expect(change('desk', deskId, { outcome: 'serve-now' }, world.clerk)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const decided = await change('desk', deskId, { outcome: 'serve-now' }, world.second)
    expect(decided).toMatchObject({ decided_by: world.second.staffId })
    await give(point, child.entry!, world.clerk, other)
    expect((await check(point, group.number)).outcome).toBe('collected')
  })

  test('a closed point and a closed cycle give nothing; who closes does not agree to the count', async () => {
    const group = await family('Ebla')
    const { point, cycle } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    await change('point', point, { open: false }, world.clerk)
    expect((await check(point, group.number)).outcome).toBe('closed')
    await expect(give(point, entry!)).rejects.toMatchObject({ details: { reason: 'closed' } })
    await change('point', point, { open: true }, world.clerk)
    await move(cycle, 'close', world.head)
    await expect(give(point, entry!)).rejects.toMatchObject({ details: { reason: 'closed' } })
    await expect(move(cycle, 'reconcile', world.head)).rejects.toMatchObject({ code: 'not-allowed' })
    await move(cycle, 'reopen', world.head)
    await move(cycle, 'close', world.clerk)
    expect((await move(cycle, 'reconcile', world.head)).state).toBe('reconciled')
  })
})

describe('who is not of the point', () => {
  test('neither checks, gives, lists nor reads there', async () => {
    const group = await family('Ifrah')
    const { point, cycle } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    await expect(check(point, group.number, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
    await expect(give(point, entry!, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
    expect(await world.elsewhere.asks(query('list'), { cycleId: cycle })).toMatchObject({ families: 0, rows: [] })
    expect(await world.elsewhere.asks(query('progress'), { pointId: point })).toBeNull()
    await expect(check(point, group.number, world.registrar)).rejects.toMatchObject({ code: 'not-found' })
    const seen = await as(world.elsewhere, tx => sql`select id from assistance.list_entry`.execute(tx))
    expect(seen.rows).toEqual([])
  })

  test('meets a restricted family nowhere', async () => {
    const group = await family('Maryan')
    const { point, cycle } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    const { rows } = await owner(
      `insert into auth.restriction_group (id, name, office_id) select gen_random_uuid(), 'kept', $1 returning id`,
      [world.office.offices.DAD],
    )
    await owner('update registration.registration_group set restriction_group = $2 where id = $1', [
      group.groupId,
      rows[0].id,
    ])
    expect(await check(point, group.number)).toEqual({ outcome: 'not-listed', known: 'number' })
    await expect(give(point, entry!)).rejects.toMatchObject({ code: 'not-found' })
    const listed = await world.clerk.asks<{ rows: readonly { number: string }[] }>(query('list'), { cycleId: cycle })
    expect(listed.rows.map(({ number }) => number)).not.toContain(group.number)
  })

  test('a family that moved is served where it lives now, with its history, and no longer where it was', async () => {
    const group = await family('Nasra')
    const { point, cycle } = await openCycle([RICE])
    const before = await check(point, group.number)
    const there = (
      await add('point', { cycle, place: 'Other camp', on_day: '2026-11-20', lanes: 1, open: true }, world.elsewhere)
    ).id
    expect((await check(there, group.number, world.elsewhere)).outcome).toBe('not-listed')
    await owner('update registration.registration_group set office_id = $2 where id = $1', [
      group.groupId,
      world.office.offices.KAK,
    ])
    expect((await check(point, group.number)).outcome).toBe('not-listed')
    expect(await check(there, group.number, world.elsewhere)).toMatchObject({ outcome: 'give', entry: before.entry })
    await give(there, before.entry!, world.elsewhere)
    const times = (who = world.elsewhere) =>
      who.asks<{ times: readonly object[] }>(query('ofPerson'), { individualId: group.members[1]!.id })
    const own = (await times()).times.find(each => 'entry' in each && each.entry === before.entry)
    expect(own).toMatchObject({
      programme: 'General food',
      state: 'collected',
      place: 'Other camp',
      items: [{ quantity: 25 }],
    })
    // The clerk where they were reads nothing of it any more.
    expect((await times(world.clerk)).times.some(each => 'items' in each && each.items !== null)).toBe(false)
  })
})
