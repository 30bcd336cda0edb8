import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  add,
  change,
  command,
  family,
  move,
  openCycle,
  openDistribution,
  query,
  RICE,
  world,
} from '../test/distribution.ts'
import type { Checked } from './check.ts'

beforeAll(openDistribution)
afterAll(() => world.office.end())

test('what came to a point is what was given, went back, was lost and is left', async () => {
  const group = await family('Warsan')
  const { point } = await openCycle([RICE])
  const stock = (act: string, quantity: number) =>
    add('stock', { parent_id: point, act, item: 'Rice', measure: 'kilogram', quantity }, world.clerk)
  await stock('received', 100)
  const { entry } = await world.clerk.asks<Checked>(query('check'), { pointId: point, text: group.number })
  await world.clerk.does(command('give'), { pointId: point, entry, takenBy: 'collector', verified: 'number' })
  await stock('lost', 5)
  await stock('counted', 69)
  const { shelves, served } = await world.clerk.asks<{ shelves: readonly object[]; served: number }>(
    query('progress'),
    { pointId: point },
  )
  expect(served).toBe(1)
  expect(shelves).toEqual([
    {
      item: 'Rice',
      measure: 'kilogram',
      received: 100,
      given: 25,
      returned: 0,
      lost: 5,
      expected: 70,
      counted: 69,
      difference: -1,
    },
  ])
})

test('the paper of a point has who is on its list, its checksum and parts that are there; who only collects elsewhere prints none', async () => {
  const { point } = await openCycle([RICE], { period: '2026-10-01' })
  const print = (name: string, input: object, who = world.clerk) =>
    who.does<{ sha256: string }>(command(name), { pointId: point, language: 'ar', ...input })
  const first = await print('distributionList', { part: 1 })
  expect(first.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect((await print('manifest', {})).sha256).not.toBe(first.sha256)
  await expect(print('distributionList', { part: 2 })).rejects.toMatchObject({ code: 'wrong-state' })
  await expect(print('distributionList', { part: 1 }, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
  await expect(print('manifest', {}, world.registrar)).rejects.toMatchObject({ code: 'not-allowed' })
}, 60_000)

describe('the signed list of a point that worked without the server', () => {
  const today = new Date().toISOString().slice(0, 10)
  const check = (pointId: string, text: string) => world.clerk.asks<Checked>(query('check'), { pointId, text })
  const give = (pointId: string, entry: string) =>
    world.clerk.does<{ collectionId: string }>(command('give'), {
      pointId,
      entry,
      takenBy: 'collector',
      verified: 'number',
    })
  const writeUp = (pointId: string, number: string, who = world.clerk, more: object = {}) =>
    who.does<{ said: string }>(command('writeUp'), { pointId, number, day: today, takenBy: 'collector', ...more })
  const owner = (text: string, values: unknown[] = []) => world.office.owner.query(text, values)
  const standing = (entry: string) =>
    owner(
      'select id, point, double_of, from_paper from assistance.collection where entry = $1 and annulled_by is null order by created_at',
      [entry],
    ).then(({ rows }) => rows)
  const deskOf = (entry: string) =>
    owner(`select id, reason, outcome from assistance.desk where entry = $1`, [entry]).then(({ rows }) => rows)
  const pointOf = (cycle: string, place: string, by = world.clerk) =>
    add('point', { cycle, place, on_day: today, lanes: 1, open: true }, by).then(({ id }) => id)
  const opened = async (name: string) => {
    const group = await family(name)
    const { point, cycle } = await openCycle([RICE])
    const { entry } = await check(point, group.number)
    return { group, point, cycle, entry: entry! }
  }

  test('is written up line by line, and the same line twice adds nothing', async () => {
    const { group, point, entry } = await opened('Fadumo')
    expect(await writeUp(point, group.number.toLowerCase())).toEqual({ said: 'written' })
    expect(await writeUp(point, group.number)).toEqual({ said: 'before' })
    expect(await standing(entry)).toMatchObject([{ point, double_of: null, from_paper: true }])
    expect(await deskOf(entry)).toEqual([])
    expect((await check(point, group.number)).outcome).toBe('collected')
    await expect(give(point, entry)).rejects.toMatchObject({ details: { reason: 'collected' } })
  })

  test('shows that two points gave to one family: both facts stand, and another than the writer decides at the desk', async () => {
    const { group, point, cycle, entry } = await opened('Hibaq')
    const first = await give(point, entry)
    const other = await pointOf(cycle, 'Gate 5')
    expect(await writeUp(other, group.number)).toEqual({ said: 'twice' })
    expect(await writeUp(other, group.number)).toEqual({ said: 'before' })
    expect(await standing(entry)).toMatchObject([
      { id: first.collectionId, point, double_of: null },
      { point: other, double_of: first.collectionId },
    ])
    // What left the second point left its stock, and the list and the history have one line all the same.
    expect(await world.clerk.asks(query('progress'), { pointId: other })).toMatchObject({
      served: 1,
      shelves: [{ item: 'Rice', given: 25 }],
    })
    const listed = await world.clerk.asks<{ rows: readonly { number: string }[] }>(query('list'), { cycleId: cycle })
    expect(listed.rows.filter(({ number }) => number === group.number)).toHaveLength(1)
    const { times } = await world.clerk.asks<{ times: readonly { entry: string }[] }>(query('ofPerson'), {
      individualId: group.members[0]!.id,
    })
    expect(times.filter(time => time.entry === entry)).toHaveLength(1)
    const [waiting, ...more] = await deskOf(entry)
    expect([waiting, more]).toMatchObject([{ reason: 'given-twice', outcome: null }, []])
    const { facts } = await world.second.asks<{ facts: readonly object[] }>(query('factsOf'), { deskId: waiting.id })
    expect(facts).toHaveLength(2)
    expect(facts).toContainEqual(expect.objectContaining({ place: 'Gate 5', fromPaper: true, double: true }))
    expect(await world.elsewhere.asks(query('factsOf'), { deskId: waiting.id })).toEqual({ facts: [] })
    await expect(change('desk', waiting.id, { outcome: 'both-true' }, world.clerk)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const decided = await change('desk', waiting.id, { outcome: 'both-true' }, world.second)
    expect(decided).toMatchObject({ decided_by: world.second.staffId })
    expect(await standing(entry)).toHaveLength(2)
  })

  test('keeps a fact when the other was an error: it becomes what the family collected', async () => {
    const { group, point, cycle, entry } = await opened('Ikran')
    const { collectionId } = await give(point, entry)
    const other = await pointOf(cycle, 'Gate 6')
    await writeUp(other, group.number)
    await world.head.does(command('annul'), { collectionId, because: 'the wrong family on the screen' })
    expect(await standing(entry)).toMatchObject([{ point: other, double_of: null }])
    expect((await check(point, group.number)).outcome).toBe('collected')
  })

  test('counts for a family that moved since, and is told beside what it got where it lives now', async () => {
    const { group, point, cycle, entry } = await opened('Khadra')
    await owner('update registration.registration_group set office_id = $2 where id = $1', [
      group.groupId,
      world.office.offices.KAK,
    ])
    const there = await pointOf(cycle, 'Other camp', world.elsewhere)
    await world.elsewhere.does(command('give'), { pointId: there, entry, takenBy: 'collector', verified: 'number' })
    expect(await writeUp(point, group.number)).toEqual({ said: 'twice' })
    expect(await standing(entry)).toMatchObject([{ point: there }, { point, from_paper: true }])
  })

  test('is refused for who is not on it, days to come, a stranger, and once the count is agreed', async () => {
    const { group, point, cycle } = await opened('Ladan')
    expect(await writeUp(point, 'DAD-00-0')).toEqual({ said: 'not-listed' })
    await expect(writeUp(point, group.number, world.clerk, { day: '2099-01-01' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(writeUp(point, group.number, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
    await expect(writeUp(point, group.number, world.registrar)).rejects.toMatchObject({ code: 'not-allowed' })
    await move(cycle, 'close', world.clerk)
    expect(await writeUp(point, group.number)).toEqual({ said: 'written' })
    await move(cycle, 'reconcile', world.head)
    expect(await writeUp(point, group.number)).toEqual({ said: 'agreed' })
  })
})
