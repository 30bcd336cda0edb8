import { signCard } from '@nansen/documents'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  add,
  change,
  command,
  dayIn,
  draft,
  family,
  move,
  openExercise,
  owner,
  query,
  running,
  world,
} from '../test/exercise.ts'
import type { Found } from './stations.ts'

beforeAll(openExercise)
afterAll(() => world.office.end())

const at = (campaignId: string, text: string, who = world.clerk) => who.asks<Found>(query('at'), { campaignId, text })
const arrive = (campaignId: string, familyNumber: string) =>
  world.clerk.does<{ token: string }>(command('arrive'), { campaignId, familyNumber })
const mark = (campaignId: string, input: object, who = world.clerk) =>
  who.does(command('mark'), { campaignId, ...input })

describe('the list of an exercise', () => {
  test('holds the families of the population as they were on the day of counting, and newcomers stand apart', async () => {
    const large = await family('Amina', 3)
    const small = await family('Hodan', 1)
    const id = await draft({ size_from: 3 })
    const frozen = await world.clerk.does<{ families: number; people: number }>(command('freeze'), { campaignId: id })
    const { rows } = await owner('select distinct number from verification.expected where campaign = $1', [id])
    expect(rows.map(({ number }) => number)).toEqual([large.number])
    expect(frozen).toMatchObject({ families: 1, people: 4 })
    expect(rows.map(({ number }) => number)).not.toContain(small.number)
    // of those registered since, whoever fits and nobody else
    const late = [await family('Sagal', 3), await family('Ayaan', 1)].flatMap(({ members }) =>
      members.map(each => each.id),
    )
    await owner(`update registration.individual set registered_on = $2 where id = any ($1)`, [late, dayIn(1)])
    expect(await world.clerk.asks(query('progress'), { campaignId: id })).toMatchObject({ newcomers: 4 })
  })

  test('is frozen once, its criteria stay, and another than who froze it lets the exercise begin', async () => {
    await family('Asha')
    const id = await draft()
    await expect(move(id, 'freeze', world.clerk)).rejects.toThrow()
    const frozenBySecond = await draft()
    await world.second.does(command('freeze'), { campaignId: frozenBySecond })
    await expect(move(frozenBySecond, 'start', world.second)).rejects.toMatchObject({ code: 'not-allowed' })
    await world.clerk.does(command('freeze'), { campaignId: id })
    await expect(world.clerk.does(command('freeze'), { campaignId: id })).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(change('campaign', id, { size_to: 9 }, world.clerk)).rejects.toMatchObject({ code: 'invalid' })
    await expect(move(id, 'start', world.clerk)).rejects.toMatchObject({ code: 'not-allowed' })
    await move(id, 'start', world.head)
    const later = await draft({ counted_on: dayIn(2), starts_on: dayIn(3), ends_on: dayIn(4), grace_until: dayIn(5) })
    await expect(world.clerk.does(command('freeze'), { campaignId: later })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })

  test('gives each family one day, and no day more families than it holds', async () => {
    for (const name of ['Zahra', 'Ifrah', 'Maryan']) await family(name)
    const id = await draft()
    for (const n of [1, 2]) await add('day', { parent_id: id, on_day: dayIn(n), capacity: 2 }, world.clerk)
    await world.clerk.does(command('freeze'), { campaignId: id })
    const { rows } = await owner(
      `select on_day::text, count(distinct family)::int as n from verification.expected where campaign = $1 and on_day is not null
       group by on_day order by 1`,
      [id],
    )
    expect(rows).toEqual([
      { on_day: dayIn(1), n: 2 },
      { on_day: dayIn(2), n: 2 },
    ])
    const before = await world.clerk.does<{ without: number }>(command('schedule'), { campaignId: id })
    expect(before.without).toBeGreaterThan(0)
    await add('day', { parent_id: id, on_day: dayIn(3), capacity: 500 }, world.clerk)
    expect(await world.clerk.does(command('schedule'), { campaignId: id })).toEqual({ without: 0 })
    const two = await owner(
      'select family from verification.expected where campaign = $1 group by family having count(distinct on_day) <> 1',
      [id],
    )
    expect(two.rows).toEqual([])
  })
})

describe('at the stations', () => {
  test('a family is given one token, by which every station knows it', async () => {
    const group = await family('Fatuma', 2)
    const id = await running()
    expect(await at(id, group.members[1]!.number)).toMatchObject({ outcome: 'expected', number: group.number })
    const { token } = await arrive(id, group.number)
    expect(await arrive(id, group.number)).toEqual({ token })
    const found = await at(id, token)
    expect(found).toMatchObject({ outcome: 'arrived', number: group.number, token })
    expect(found.members?.map(({ id: person, standing }) => [person, standing])).toEqual(
      group.members.map(member => [member.id, 'waiting']),
    )
    const late = await family('Late')
    expect((await at(id, late.number)).outcome).toBe('not-listed')
    // no token is given twice, and nobody is taken in after the last day of grace
    const [next] = (
      await owner('select distinct number from verification.expected where campaign = $1 and number <> $2 limit 1', [
        id,
        group.number,
      ])
    ).rows
    await owner(`update verification.arrival set token = 'V00007' where campaign = $1`, [id])
    expect(await arrive(id, next.number)).toEqual({ token: 'V00008' })
    await owner(
      `begin; set local session_replication_role = 'replica';
       update verification.campaign set counted_on = d, starts_on = d, ends_on = d, grace_until = d from (select current_date - 2 as d) x where id = '${id}'; commit`,
    )
    expect((await at(id, group.number)).outcome).toBe('closed')
  })

  test('a card tells whose it is, and a code that nobody signed tells nothing', async () => {
    const group = await family('Ladan')
    const id = await running()
    const code = signCard(world.office.store.keys!.papers, {
      document: `${group.members[0]!.number}/C1`,
      person: group.members[0]!.number,
      name: 'Ladan Yusuf Ali',
      sex: 'female',
      yearOfBirth: 1990,
      people: 1,
      issuedOn: dayIn(-1),
      expiresOn: dayIn(300),
    })
    expect(await at(id, code)).toMatchObject({ outcome: 'expected', number: group.number })
    expect(await at(id, `${code}x`)).toEqual({ outcome: 'wrong-card' })
  })

  test('a finding is of a family that came, an absence has a reason, and each of the family counts apart', async () => {
    const group = await family('Halima', 2)
    const [mother, son, younger] = group.members.map(member => member.id)
    const id = await running()
    const verified = { station: 'biometric-verification', people: [mother, son], outcome: 'verified' }
    await expect(mark(id, verified)).rejects.toMatchObject({ details: { reason: 'not-arrived' } })
    await arrive(id, group.number)
    await mark(id, verified)
    await expect(mark(id, { station: 'reception', people: [younger], outcome: 'absent' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(mark(id, { station: 'photo', people: [mother], outcome: 'done' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await mark(id, { station: 'home-visit', people: [younger], outcome: 'absent', reason: 'boarding-school' })
    const found = await at(id, group.number)
    expect(found.members?.map(({ standing }) => standing)).toEqual(['seen', 'seen', 'absent'])
    const rows = await world.clerk.asks<{ rows: { individual: string; reason: string | null }[] }>(query('list'), {
      campaignId: id,
      shown: 'absent',
    })
    expect(rows.rows).toMatchObject([{ individual: younger, reason: 'boarding-school' }])
    expect(await world.clerk.asks(query('progress'), { campaignId: id })).toMatchObject({ seen: 2, absent: 1 })
    const known = await owner('select distinct known_by from verification.mark where campaign = $1 and outcome = $2', [
      id,
      'verified',
    ])
    expect(known.rows).toEqual([{ known_by: 'number' }])
  })

  test('who was unlike their record is verified by the litigation desk alone', async () => {
    const group = await family('Sahra', 0)
    const id = await running()
    await arrive(id, group.number)
    await owner(
      `insert into identity.verification (id, office_id, individual, outcome, sites, evidence, occasion, verified_at)
       select gen_random_uuid(), $2, $1, 'not-the-same', '{finger-2}', 0, 'desk', now()`,
      [group.members[0]!.id, world.office.offices.DAD],
    )
    const people = [group.members[0]!.id]
    expect((await at(id, group.number)).members?.[0]?.proof).toBe('not-the-same')
    await expect(mark(id, { station: 'biometric-verification', people, outcome: 'verified' })).rejects.toMatchObject({
      details: { reason: 'unlike' },
    })
    await mark(id, { station: 'biometric-verification', people, outcome: 'litigation' })
    await mark(id, { station: 'litigation-desk', people, outcome: 'verified' })
    // an hour does not make them alike
    await owner(
      `begin; set local session_replication_role = 'replica';
       update verification.arrival set arrived_at = now() - interval '3 hours' where campaign = '${id}';
       update identity.verification set created_at = now() - interval '2 hours' where individual = '${people[0]}'; commit`,
    )
    expect((await at(id, group.number)).members?.[0]?.proof).toBe('not-the-same')
  })

  test('another office finds no family of this one, and nobody writes rows past the stations', async () => {
    const group = await family('Idil')
    const id = await running()
    await expect(at(id, group.number, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      mark(id, { station: 'home-visit', people: [group.members[0]!.id], outcome: 'done' }, world.elsewhere),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      world.elsewhere.does(command('arrive'), { campaignId: id, familyNumber: group.number }),
    ).rejects.toThrow()
    await expect(
      add('mark', { campaign: id, individual: group.members[0]!.id, station: 'exit', outcome: 'done' }, world.clerk),
    ).rejects.toThrow()
  })

  test('a family under a restriction is met at no station, and is in no count, of whoever is not of its group', async () => {
    const group = await family('Ubah')
    const id = await running()
    const before = await world.clerk.asks<{ expected: number }>(query('progress'), { campaignId: id })
    const { rows } = await owner('select id from auth.restriction_group limit 1')
    const restriction =
      rows[0]?.id ??
      (await owner(`insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'hidden') returning id`))
        .rows[0].id
    await owner('update registration.registration_group set restriction_group = $2 where id = $1', [
      group.groupId,
      restriction,
    ])
    expect((await at(id, group.number)).outcome).toBe('not-listed')
    const after = await world.clerk.asks<{ expected: number }>(query('progress'), { campaignId: id })
    expect(after.expected).toBe(before.expected - 2)
    await owner('update registration.registration_group set restriction_group = null where id = $1', [group.groupId])
    expect((await at(id, group.number)).outcome).toBe('expected')
    await owner('update registration.individual set restriction_group = $2 where id = $1', [
      group.members[0]!.id,
      restriction,
    ])
    expect((await at(id, group.number)).members).toHaveLength(1)
    await owner('update registration.individual set restriction_group = null where id = $1', [group.members[0]!.id])
    expect((await at(id, group.number)).members).toHaveLength(2)
  })
})
