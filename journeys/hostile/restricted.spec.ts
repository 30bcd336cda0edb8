import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeId } from '../../apps/cli/src/demo/staff.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let amina: Attacker // registers at Dadaab
let james: Attacker // protection at Kakuma
let shelter: string
beforeAll(async () => {
  world = await hostileWorld()
  amina = await world.colleague('amina')
  james = await world.colleague('james')
  const made = await world.owner.query(
    `insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'shelter') returning id`,
  )
  shelter = made.rows[0].id
})
afterAll(() => world.end())

const restrict = (person: string, group: string | null) =>
  world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [person, group])
const admit = (who: Attacker) =>
  world.owner.query('insert into auth.restriction_group_member (group_id, staff_id) values ($1, $2)', [
    shelter,
    who.staffId,
  ])

/** A family of Dadaab with somebody in it of whom this holds. */
async function familyWith(focal: boolean): Promise<{ readonly person: string; readonly group: string }> {
  const { rows } = await world.owner.query(
    `select m.individual as person, m.parent_id as group from registration.membership m
     join registration.registration_group g on g.id = m.parent_id
     where m.office_id = $1 and m.focal_point = $2 and m.member_to is null and g.size > 2 and g.restriction_group is null
       and not exists (select from registration.individual i join registration.membership o on o.individual = i.id
         where o.parent_id = g.id and i.restriction_group is not null)
     order by g.number limit 1`,
    [officeId('DAD'), focal],
  )
  return rows[0]
}

/** Everywhere a family is told of to a colleague. */
async function everythingAbout(who: Attacker, group: string): Promise<string> {
  const answers = await Promise.all([
    who.get(`/api/registration/registration_group/${group}`),
    who.get(`/api/registration/registration_group/${group}/history`),
    who.get(`/api/registration/registration_group?limit=200`),
    who.get(`/api/registration/membership?parent_id=${group}`),
    who.asks('registration.group', { id: group }),
  ])
  for (const answer of answers) expect(answer.statusCode).toBe(200)
  return answers.map(({ body }) => body).join('\n')
}

test.each([
  ['a member', false],
  ['the focal point', true],
])('%s under a restriction is named by nothing of the family, and their place is kept', async (_, focal) => {
  const { person, group } = await familyWith(focal)
  await world.owner.query(`begin; update registration.registration_group set focal_point = null where id = '${group}';
    update registration.registration_group g set focal_point = m.individual from registration.membership m
    where g.id = '${group}' and m.parent_id = g.id and m.focal_point and m.member_to is null; commit`)
  const before = (await amina.asks('registration.group', { id: group })).json().members
  expect(await everythingAbout(amina, group)).toContain(person)
  await restrict(person, shelter)
  const told = await everythingAbout(amina, group)
  expect(told).not.toContain(person)
  const places = (await amina.asks('registration.group', { id: group })).json().members
  expect(places.map((each: { sequence: number }) => each.sequence)).toEqual(
    before.map((each: { sequence: number }) => each.sequence),
  )
  expect(places.filter((each: { card: unknown }) => each.card === null)).toHaveLength(1)
  await restrict(person, null)
  expect(await everythingAbout(amina, group)).toContain(person)
})

test('with SQL of one’s own a restricted person is in no row, no reference and no history', async () => {
  const { person, group } = await familyWith(true)
  await restrict(person, shelter)
  const found = await amina.injects(async tx => {
    const looks = [
      sql`select to_jsonb(x) as row from registration.membership x where x.parent_id = ${group}`,
      sql`select to_jsonb(x) as row from registration.registration_group x where x.id = ${group}`,
      sql`select to_jsonb(x) as row from change.history('registration', 'registration_group', ${group}) x`,
      sql`select to_jsonb(x) as row from registration.places_out_of_sight(${group}) x`,
      sql`select to_jsonb(auth.out_of_sight()) as row`,
    ]
    return (await Promise.all(looks.map(async look => (await look.execute(tx)).rows))).flat()
  })
  expect(found.length).toBeGreaterThan(1)
  expect(JSON.stringify(found)).not.toContain(person)
  await expect(amina.injects(tx => sql`select auth.hidden()`.execute(tx))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await restrict(person, null)
})

const asking = (seeker: string) => ({
  seeker,
  relation: 'child',
  sought_name: 'Missing Invented',
  sought_sex: 'male',
  consents: ['search-here'],
  circumstances: 'CANARY of the protected part',
})

test('a search that a restricted person asks for is hidden whole, and comes back with them', async () => {
  const seeker = await world.newPerson('KAK')
  const { id } = (
    await james.send('POST', '/api/tracing/request', { commandId: newId(), values: asking(seeker) })
  ).json()
  const name = { name: { part: 'given', text: 'Nickname Invented', script: 'Latn' }, sequence: 1, kind: 'nickname' }
  const child = { commandId: newId(), values: { parent_id: id, ...name } }
  expect((await james.send('POST', '/api/tracing/other_name', child)).statusCode).toBe(200)
  const seen = async () => {
    const answers = await Promise.all([
      james.get(`/api/tracing/request/${id}`),
      james.get('/api/tracing/request?limit=200'),
      james.get(`/api/tracing/other_name?parent_id=${id}`),
      james.get(`/api/tracing/request/${id}/history`),
      james.get('/api/queries/tracing.queue'),
    ])
    return answers.map(({ body }) => body).join('\n')
  }
  expect(await seen()).toContain(seeker)
  await restrict(seeker, shelter)
  expect(await seen()).not.toMatch(new RegExp(`${seeker}|${id}|CANARY|Invented`))
  expect(
    await james.injects(
      async tx => (await sql`select from tracing.request_protected where id = ${id}`.execute(tx)).rows.length,
    ),
  ).toBe(0)
  await restrict(seeker, null)
  expect(await seen()).toContain(seeker)
})

test('whom a search found is hidden from who may not see them, in the search and among its candidates', async () => {
  const seeker = await world.newPerson('KAK')
  const found = await world.newPerson('KAK')
  const { id } = (
    await james.send('POST', '/api/tracing/request', { commandId: newId(), values: asking(seeker) })
  ).json()
  const candidate = { parent_id: id, individual: found, judgement: 'possible' }
  await james.send('POST', '/api/tracing/match_candidate', { commandId: newId(), values: candidate })
  await world.owner.query(
    `update tracing.request set proposed_match = $2, proposed_by = $3, state = 'proposed' where id = $1`,
    [id, found, james.staffId],
  )
  const seen = async () => {
    const [one, candidates, history] = await Promise.all([
      james.get(`/api/tracing/request/${id}`),
      james.get(`/api/tracing/match_candidate?parent_id=${id}`),
      james.get(`/api/tracing/request/${id}/history`),
    ])
    return `${one.body}${candidates.body}${history.body}`
  }
  expect(await seen()).toContain(found)
  await restrict(found, shelter)
  expect(await seen()).not.toContain(found)
  await admit(james)
  expect(await seen()).toContain(found)
  await world.owner.query('delete from auth.restriction_group_member')
})

test('two records of one person are hidden together, whichever is hidden first', async () => {
  const [one, other, third] = [await world.newPerson('DAD'), await world.newPerson('DAD'), await world.newPerson('DAD')]
  await world.owner.query('update registration.individual set same_person_as = $2 where id = $1', [other, one])
  await restrict(one, shelter)
  await world.owner.query('update registration.individual set same_person_as = $2 where id = $1', [third, one])
  for (const id of [one, other, third])
    expect((await amina.get(`/api/registration/individual/${id}`)).statusCode).toBe(404)
  await restrict(other, null)
  for (const id of [one, other]) expect((await amina.get(`/api/registration/individual/${id}`)).statusCode).toBe(200)
})

test('a pair with a restricted person is neither shown to nor judged by an adjudicator outside the group', async () => {
  const [first, second, review] = [await world.newPerson('DAD'), await world.newPerson('DAD'), newId<string>()]
  await world.owner.query(
    `insert into adjudication.review (id, office_id, first, second, found_by, opened_at, state) values ($1, $2, $3, $4, 'fingers-and-eyes', now(), 'open')`,
    [review, officeId('DAD'), first, second],
  )
  const ines = await world.colleague('ines')
  const seen = async () => (await ines.get(`/api/adjudication/review/${review}`)).statusCode
  const judges = () =>
    ines.injects(
      async tx =>
        (await sql<{ may: boolean }>`select adjudication.may_judge(${review}) as may`.execute(tx)).rows[0]?.may,
    )
  expect([await seen(), await judges()]).toEqual([200, true])
  await restrict(second, shelter)
  expect([await seen(), await judges()]).toEqual([404, false])
  await admit(ines)
  expect([await seen(), await judges()]).toEqual([200, true])
})

test('that somebody is not a restricted person is told to nobody outside the group', async () => {
  const [one, other] = [await world.newPerson('DAD'), await world.newPerson('DAD')]
  await world.owner.query(
    `insert into registration.other_than (id, parent_id, other, because) values (gen_random_uuid(), $1, $2, 'face')`,
    [one, other],
  )
  const seen = async () =>
    (await amina.get(`/api/registration/other_than?parent_id=${one}`)).body +
    (await amina.get(`/api/registration/individual/${one}`)).body
  expect(await seen()).toContain(other)
  await restrict(other, shelter)
  expect(await seen()).not.toContain(other)
})
