import { newId } from '@nansen/kernel'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let amina: Attacker
let matcher: pg.Client
beforeAll(async () => {
  world = await hostileWorld()
  amina = await world.colleague('amina')
  matcher = new pg.Client({ connectionString: world.urlOf('nansen_matcher') })
  await matcher.connect()
})
afterAll(async () => {
  await matcher.end()
  await world.end()
})

/** What the matcher says of the parts of a sitting that is like this alias. */
interface Parts {
  readonly agree: readonly string[]
  readonly sure: readonly string[]
  readonly against: readonly string[]
}
const WHOLE: Parts = { agree: ['fingers'], sure: ['fingers'], against: [] }
const EYES_ONLY: Parts = { agree: ['eyes'], sure: ['eyes'], against: ['fingers'] }
const FINGERS_ONLY: Parts = { agree: ['fingers'], sure: ['fingers'], against: ['eyes'] }

/** A sitting, and what the matcher concludes when it finds these aliases alike. Returns the outcome and the sitting's own alias. */
async function sitting(
  individualId: string,
  alike: readonly string[],
  said: readonly Parts[] = [],
): Promise<{ outcome: string; alias: string; id: string }> {
  const enrolmentId = newId<string>()
  const capture = {
    site: 'finger-2',
    quality: 70,
    advice: ['good'],
    tries: 1,
    sealed: Buffer.alloc(80, 7).toString('base64'),
  }
  const answer = await amina.does('identity.enrol', { enrolmentId, individualId, captures: [capture], exceptions: [] })
  expect(answer.statusCode).toBe(200)
  await matcher.query('begin')
  await matcher.query('select pg_advisory_xact_lock(7237)')
  const found = alike.map((alias, at) => ({ alias, evidence: 9, sites: {}, ...(said[at] ?? WHOLE) }))
  const { rows } = await matcher.query(
    `select gallery.conclude($1, '{finger-2}', '{1}', array['\\x01'::bytea], 5, $2) as outcome`,
    [enrolmentId, JSON.stringify(found)],
  )
  await matcher.query('commit')
  const own = await world.owner.query('select gallery_alias as alias from identity.enrolment where id = $1', [
    enrolmentId,
  ])
  return { outcome: rows[0].outcome, alias: own.rows[0].alias, id: enrolmentId }
}
const entered = async (alias: string) =>
  (await world.owner.query('select from gallery.template where alias = $1', [alias])).rowCount === 1

test('another’s fingers do not enter under the name of somebody who was captured before', async () => {
  const person = await world.newPerson('DAD')
  const first = await sitting(person, [])
  expect([first.outcome, await entered(first.alias)]).toEqual(['unique', true])
  const accomplice = await sitting(person, [])
  expect([accomplice.outcome, await entered(accomplice.alias)]).toEqual(['unlike-record', false])
  const again = await sitting(person, [first.alias])
  expect([again.outcome, await entered(again.alias)]).toEqual(['unique', true])
  const known = await sitting(await world.newPerson('DAD'), [])
  expect((await sitting(person, [known.alias])).outcome).toBe('unlike-record') // and the two records are reviewed all the same
  const { rows } = await world.owner.query('select from adjudication.review where $1 in (first, second)', [person])
  expect(rows).toHaveLength(1)
  const noted = await world.owner.query(
    `select count(*)::int as n from audit.entry where module = 'identity' and action = 'flag' and ids @> array[$1::uuid]`,
    [person],
  )
  expect(noted.rows[0].n).toBe(2)
})

test('own fingers with another’s eyes make nothing unique, enter nothing, and are judged by people', async () => {
  const [one, other] = [await world.newPerson('DAD'), await world.newPerson('DAD')]
  const [known, lender] = [await sitting(one, []), await sitting(other, [])]
  const lentEyes = await sitting(one, [known.alias, lender.alias], [FINGERS_ONLY, EYES_ONLY])
  expect([lentEyes.outcome, await entered(lentEyes.alias)]).toEqual(['mixed', false])
  const newcomer = await sitting(await world.newPerson('DAD'), [lender.alias], [EYES_ONLY])
  expect([newcomer.outcome, await entered(newcomer.alias)]).toEqual(['mixed', false])
  const reviews = await world.owner.query('select from adjudication.review where $1 in (first, second)', [other])
  expect(reviews.rows).toHaveLength(2)
  const said = await world.owner.query(
    'select individual, agree, against from gallery.contradiction where enrolment = $1 order by agree',
    [lentEyes.id],
  )
  expect(said.rows).toEqual([
    { individual: other, agree: ['eyes'], against: ['fingers'] },
    { individual: one, agree: ['fingers'], against: ['eyes'] },
  ])
})

test('people who said “different” of two records do not open the door for a mixture of them', async () => {
  const [one, other] = [await world.newPerson('DAD'), await world.newPerson('DAD')]
  const lender = await sitting(other, [])
  await sitting(one, [lender.alias], [EYES_ONLY])
  await world.owner.query(
    `update adjudication.review set state = 'decided', outcome = 'different-people' where $1 in (first, second)`,
    [one],
  )
  const again = await sitting(one, [lender.alias], [EYES_ONLY])
  expect([again.outcome, await entered(again.alias)]).toEqual(['mixed', false])
})

test('what an older sitting of somebody contradicts and a newer one bears out is no mixture', async () => {
  const person = await world.newPerson('DAD')
  const [before, since] = [await sitting(person, []), await sitting(person, [])]
  expect(since.outcome).toBe('unlike-record')
  const both: Parts = { agree: ['eyes', 'fingers'], sure: ['eyes', 'fingers'], against: [] }
  expect((await sitting(person, [before.alias, before.alias], [FINGERS_ONLY, both])).outcome).toBe('unique')
})

test('a finger that is not the one on record does not enter beside those that are', async () => {
  const person = await world.newPerson('DAD')
  const first = await sitting(person, [])
  const oneUnlike = { ...WHOLE, sites: { 'finger-2': 0.2, 'finger-7': 9 } }
  const again = await sitting(person, [first.alias], [oneUnlike])
  expect([again.outcome, await entered(again.alias)]).toEqual(['unique', false])
})

test('the server cannot set a sitting aside, nor renew one by itself', async () => {
  const app = new pg.Client({ connectionString: world.urlOf('nansen_app') })
  await app.connect()
  try {
    for (const refused of [
      `select gallery.repeat('${newId()}', '{finger-1,finger-2}')`,
      `select gallery.set_aside('${newId()}', 'unique', 'x')`,
      `insert into identity.renewal (id, parent_id, step, why) values ('${newId()}', '${newId()}', 'agreed', 'x')`,
      `select from gallery.contradiction`,
    ])
      await expect(app.query(refused)).rejects.toThrow('permission denied')
    await expect(app.query(`select identity.renew('${newId()}', 'agreed', null, 'because')`)).rejects.toThrow()
  } finally {
    await app.end()
  }
})

test('somebody known by another name is still found when they sit again', async () => {
  const [one, other] = [await world.newPerson('DAD'), await world.newPerson('DAD')]
  const first = await sitting(one, [])
  expect((await sitting(other, [first.alias])).outcome).toBe('possible-duplicate')
})

test('only the matcher concludes, and only with the gallery’s lock', async () => {
  await expect(matcher.query(`select gallery.conclude($1, '{}', '{}', '{}', 0, '[]')`, [newId()])).rejects.toThrow(
    'lock',
  )
  for (const table of ['registration.individual', 'images.sealed', 'identity.enrolment', 'login.account'])
    await expect(matcher.query(`select from ${table}`)).rejects.toThrow('permission denied')
})
