import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeId } from '../apps/cli/src/demo/staff.ts'
import { type AdjudicationDesk, adjudicationDesk } from './adjudicationDesk.ts'
import type { Attacker } from './hostile/hostileWorld.ts'

let desk: AdjudicationDesk
let ines: Attacker
let samuel: Attacker
let mary: Attacker
let ruth: Attacker
beforeAll(async () => {
  desk = await adjudicationDesk()
  ;[ines, samuel, mary, ruth] = desk.judges
})
afterAll(() => desk.world.end())

const rows: AdjudicationDesk['rows'] = (text, values) => desk.rows(text, values)
const pair: AdjudicationDesk['pair'] = (...of) => desk.pair(...of)
const gives: AdjudicationDesk['gives'] = (...said) => desk.gives(...said)
const stateOf = async (id: string) => {
  const [row] = await rows('select state, outcome from adjudication.review where id = $1', [id])
  return row
}

test('two who disagree are followed by a third who gave neither, and by nobody of the two', async () => {
  const { id } = await pair()
  expect((await gives(ines, id, 'same-person')).json()).toEqual({ state: 'one-opinion' })
  expect((await gives(samuel, id, 'different-people')).json()).toEqual({ state: 'disagreed' })
  expect((await gives(ines, id, 'different-people')).statusCode).toBe(409)
  expect((await samuel.does('adjudication.takePlace', { reviewId: id })).json()).toEqual({ place: 'spoken' })
  expect((await mary.asks('adjudication.sideBySide', { reviewId: id })).json()).toMatchObject({
    opinions: [],
    mayJudge: true,
  })
  expect((await gives(mary, id, 'same-person')).json()).toEqual({ state: 'decided' })
  expect(await stateOf(id)).toEqual({ state: 'decided', outcome: 'same-person' })
})

test('no more look at a pair than it waits for, and a place is free again when it is left or has run out', async () => {
  const { id } = await pair()
  const take = async (who: Attacker) => (await who.does('adjudication.takePlace', { reviewId: id })).json().place
  expect([await take(ines), await take(samuel), await take(mary), await take(ines)]).toEqual([
    'yours',
    'yours',
    'taken',
    'yours',
  ])
  expect((await gives(mary, id, 'same-person')).statusCode).toBe(409)
  await samuel.does('adjudication.leavePlace', { reviewId: id })
  expect(await take(mary)).toBe('yours')
  await rows(`update adjudication.place set until = now() - interval '1 minute' where review = $1 and staff = $2`, [
    id,
    ines.staffId,
  ])
  expect(await take(samuel)).toBe('yours')
})

test('a third opinion that nobody shares calls for a fourth, who gave none of the three', async () => {
  const { id } = await pair()
  await gives(ines, id, 'same-person')
  await gives(samuel, id, 'different-people')
  const third = await gives(mary, id, 'poor-quality')
  expect(third.json()).toEqual({ state: 'disagreed' })
  expect((await gives(ruth, id, 'different-people')).json()).toEqual({ state: 'decided' })
  expect(await stateOf(id)).toEqual({ state: 'decided', outcome: 'different-people' })
})

test('the queue says what is due when, by the hours that the operation set, and shows the overdue first', async () => {
  const young = await pair('DAD', 'IFO', '2 hours')
  const old = await pair('DAD', 'IFO', '80 hours')
  const queue = async () =>
    (await ruth.asks('adjudication.queue', {})).json().reviews as {
      id: string
      overdue: boolean
      office: string
      first: unknown
    }[]
  const places = (await queue()).map(({ id }) => id)
  expect(places.indexOf(old.id)).toBeLessThan(places.indexOf(young.id))
  expect((await queue()).find(({ id }) => id === old.id)).toMatchObject({
    overdue: true,
    office: expect.stringMatching(/./),
  })
  await rows(`update adjudication.setting set value = 100 where name = 'due-hours:fingers-and-eyes'`)
  expect((await queue()).find(({ id }) => id === old.id)).toMatchObject({ overdue: false })
  await rows(`update adjudication.setting set value = 72 where name = 'due-hours:fingers-and-eyes'`)
  expect((await ines.asks('adjudication.progress', {})).json()).toMatchObject({ overdue: expect.any(Number) })
})

test('a pair is taken off the desk by who runs it and by nobody who judges it, and can be opened anew', async () => {
  const one = await pair()
  const because = 'one of the records was made by mistake'
  expect((await ines.does('adjudication.withdraw', { reviewId: one.id, because })).statusCode).toBe(403)
  const head = await desk.runsTheDesk('DAD')
  expect((await head.does('adjudication.withdraw', { reviewId: one.id, because })).statusCode).toBe(200)
  expect(await stateOf(one.id)).toEqual({ state: 'decided', outcome: 'withdrawn' })
  const again = await desk.opened(one)
  expect(again).toEqual(expect.any(String))
  expect(again).not.toBe(one.id)
})

test('two who were told apart stay apart until there is a sitting since, and the old word is shown then', async () => {
  const one = await pair()
  await gives(ines, one.id, 'different-people')
  await gives(samuel, one.id, 'different-people', 'another whorl in the right thumb')
  const clerk = await desk.world.colleague('amina')
  const apart = () =>
    clerk.injects(tx =>
      sql<{ id: string }>`select told_apart as id from registration.told_apart(${one.first}::uuid)`.execute(tx),
    )
  expect((await apart()).rows).toEqual([{ id: one.second }])
  expect(await desk.opened(one)).toBeNull()
  await rows(
    `insert into identity.enrolment (id, office_id, state, individual, gallery_alias, captured_at, sites_captured, sites_excepted, created_at)
     values (gen_random_uuid(), $1, 'captured', $2, gen_random_uuid()::text, now(), 4, 0, now())`,
    [officeId('DAD'), one.first],
  )
  const again = await desk.opened(one)
  expect(again).toEqual(expect.any(String))
  expect((await apart()).rows).toEqual([])
  const side = (await mary.asks('adjudication.sideBySide', { reviewId: again })).json()
  expect(side.earlier).toMatchObject([{ id: one.id, outcome: 'different-people' }])
  expect(JSON.stringify(side.earlier)).toContain('another whorl in the right thumb')
})

test('twins are told as a reason, are silent afterwards, and are never linked', async () => {
  const one = await pair()
  await rows(
    `update registration.individual set born = '2010-05-03', mother_name = 'Halima Nur', born_estimated = false where id = any ($1)`,
    [[one.first, one.second]],
  )
  expect((await ines.asks('adjudication.sideBySide', { reviewId: one.id })).json().likeTwins).toBe(true)
  const other = await pair()
  expect((await ines.asks('adjudication.sideBySide', { reviewId: other.id })).json().likeTwins).toBe(false)
  await gives(ines, one.id, 'twins-or-relatives')
  await gives(samuel, one.id, 'twins-or-relatives')
  expect(await rows('select from adjudication.link where review = $1', [one.id])).toEqual([])
  expect(await rows('select because from registration.other_than where parent_id = $1', [one.first])).toEqual([
    { because: 'family' },
  ])
  expect(await desk.opened(one)).toBeNull()
})

test('a suspicion goes to who looks into fraud there, and not a word of it to anybody else', async () => {
  const one = await pair()
  const reason = 'the same forged stamp as in March'
  expect((await ines.does('adjudication.refer', { reviewId: one.id, kind: 'forged-papers', reason })).statusCode).toBe(
    200,
  )
  const fraud = (
    await rows<{ email: string }>(
      `select s.email from auth.staff s join auth.assignment a on a.staff_id = s.id join auth.office o on o.id = a.office_id
     where a.role = 'fraud_focal_point' and o.country = 'KEN' limit 1`,
    )
  )[0]!
  const focal = await desk.world.colleague(fraud.email.split('@')[0]!)
  const read = (await focal.asks('adjudication.referrals', {})).json().referrals
  const mine = read.find((each: { reason: string }) => each.reason === reason)
  expect(mine).toMatchObject({ kind: 'forged-papers', step: 'referred' })
  const because = 'asked the office that issued it'
  expect(
    (await ines.does('adjudication.followReferral', { referralId: mine.id, step: 'taken-up', because })).statusCode,
  ).toBe(404)
  expect(
    (await focal.does('adjudication.followReferral', { referralId: mine.id, step: 'taken-up', because })).statusCode,
  ).toBe(200)
  const others = [
    await desk.world.colleague('amina'),
    await desk.world.colleague('rania'),
    await desk.runsTheDesk('IFO'),
  ]
  for (const other of others) {
    const seen = [
      (await other.asks('adjudication.referrals', {})).body,
      (await other.get('/api/adjudication/referral')).body,
      (await other.get(`/api/adjudication/review/${one.id}/history`)).body,
      (await other.asks('registration.person', { id: one.first })).body,
      JSON.stringify((await other.injects(tx => sql`select * from adjudication.referral`.execute(tx))).rows),
    ]
    expect(seen.filter(text => text.includes('forged'))).toEqual([])
  }
})

test('who handed a suspicion on withdraws it with a reason, until somebody takes it up; another does not', async () => {
  const one = await pair()
  const of = async () =>
    (
      await rows<{ id: string; step: string; closed_because: string | null }>(
        'select id, step, closed_because from adjudication.referral where review = $1',
        [one.id],
      )
    )[0]!
  await ines.does('adjudication.refer', { reviewId: one.id, kind: 'other', reason: 'the photo looks borrowed' })
  const because = 'it was the brother’s photo, mixed up at the desk'
  const withdraws = async (who: typeof ines) =>
    (await who.does('adjudication.withdrawReferral', { referralId: (await of()).id, because })).statusCode
  expect(await withdraws(samuel)).toBe(404)
  expect(await withdraws(ines)).toBe(200)
  expect(await of()).toMatchObject({ step: 'withdrawn', closed_because: because })
  expect(await withdraws(ines)).toBe(403)
})

test('two who say fraud hand it on with their reasons', async () => {
  const one = await pair()
  await gives(ines, one.id, 'fraud', 'two ration cards in one hand')
  await gives(samuel, one.id, 'fraud')
  expect(await rows('select kind, reason, step from adjudication.referral where review = $1', [one.id])).toEqual([
    { kind: 'two-identities', reason: 'two ration cards in one hand', step: 'referred' },
  ])
})

test('of the other side an adjudicator without reach there reads the summary, and no birth, parent or way', async () => {
  const one = await pair('DAD', 'AMM')
  for (const [id, word] of [
    [one.first, 'Kismaayo'],
    [one.second, 'Homs'],
  ])
    await rows(
      `update registration.individual set mother_name = $2 || ' mother', birth_town = $2, fled_on = '2014' where id = $1`,
      [id, word],
    )
  const body = (await ines.asks('adjudication.sideBySide', { reviewId: one.id })).json()
  const [near, far] = [body.first, body.second].map(side => JSON.stringify(side))
  const reads = [near!.includes('Kismaayo'), far!.includes('Homs')]
  const [home] = await rows<{ country: string }>(
    `select o.country from auth.assignment a join auth.office o on o.id = a.office_id where a.staff_id = $1`,
    [ines.staffId],
  )
  expect(reads).toEqual([home!.country === 'KEN', home!.country === 'JOR'])
  expect(reads).not.toEqual([true, true])
  expect(body.second.card.display_name).toBe('Somebody Invented')
})
