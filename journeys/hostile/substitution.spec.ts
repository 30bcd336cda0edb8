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

/** A sitting, and what the matcher concludes when it finds these aliases alike. Returns the outcome and the sitting's own alias. */
async function sitting(individualId: string, alike: readonly string[]): Promise<{ outcome: string; alias: string }> {
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
  const found = alike.map(alias => ({ alias, evidence: 9, sites: {} }))
  const { rows } = await matcher.query(
    `select gallery.conclude($1, '{finger-2}', '{1}', array['\\x01'::bytea], 5, $2) as outcome`,
    [enrolmentId, JSON.stringify(found)],
  )
  await matcher.query('commit')
  const own = await world.owner.query('select gallery_alias as alias from identity.enrolment where id = $1', [
    enrolmentId,
  ])
  return { outcome: rows[0].outcome, alias: own.rows[0].alias }
}
const entered = async (alias: string) =>
  (await world.owner.query('select from gallery.template where alias = $1', [alias])).rowCount === 1

test('another’s fingers do not enter under the name of somebody who was captured before', async () => {
  const person = await world.newPerson('DAD')
  const first = await sitting(person, [])
  expect([first.outcome, await entered(first.alias)]).toEqual(['unique', true])
  const accomplice = await sitting(person, [])
  expect([accomplice.outcome, await entered(accomplice.alias)]).toEqual(['poor-quality', false])
  const again = await sitting(person, [first.alias])
  expect([again.outcome, await entered(again.alias)]).toEqual(['unique', true])
  const known = await sitting(await world.newPerson('DAD'), [])
  expect((await sitting(person, [known.alias])).outcome).toBe('poor-quality') // and the two records are reviewed all the same
  const { rows } = await world.owner.query('select from adjudication.review where $1 in (first, second)', [person])
  expect(rows).toHaveLength(1)
  const noted = await world.owner.query(
    `select count(*)::int as n from audit.entry where module = 'identity' and action = 'flag' and ids @> array[$1::uuid]`,
    [person],
  )
  expect(noted.rows[0].n).toBe(2)
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
