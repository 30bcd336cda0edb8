import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeId } from '../../apps/cli/src/demo/staff.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let ines: Attacker
let samuel: Attacker
let noura: Attacker
beforeAll(async () => {
  world = await hostileWorld()
  ines = await world.colleague('ines')
  samuel = await world.colleague('samuel')
  noura = await world.colleague('noura') // an adjudicator who works at Amman
})
afterAll(() => world.end())

/** A review of two people registered at these offices; each time of other people. */
async function review(first = 'DAD', second = 'IFO'): Promise<{ id: string; first: string; second: string }> {
  const id = newId<string>()
  const [one, other] = [await world.newPerson(first), await world.newPerson(second)]
  await world.owner.query(
    `insert into adjudication.review (id, office_id, first, second, found_by, opened_at) values ($1, $2, $3, $4, 'officer', now())`,
    [id, officeId(first), one, other],
  )
  return { id, first: one, second: other }
}
const opinion = (reviewId: string, verdict = 'different-people') => ({
  reviewId,
  verdict,
  seen: ['fingers'],
  reasons: 'nothing about them is alike',
})
const stateOf = async (id: string) =>
  (await world.owner.query('select state, outcome, version from adjudication.review where id = $1', [id])).rows[0]

test('a review is not moved by one adjudicator’s hand, only by what two of them think', async () => {
  const { id } = await review()
  expect((await ines.does('adjudication.giveOpinion', opinion(id))).statusCode).toBe(200)
  const { version } = await stateOf(id)
  for (const move of ['agree', 'disagree', 'give-opinion']) {
    const sent = { commandId: newId(), baseVersion: version, patch: {} }
    const answer = await samuel.send('POST', `/api/adjudication/review/${id}/moves/${move}`, sent)
    expect([403, 404]).toContain(answer.statusCode)
  }
  expect(await stateOf(id)).toMatchObject({ state: 'one-opinion', outcome: null })
})

test('an opinion is given only by who may judge the pair, whichever way it comes', async () => {
  const { id } = await review('AMM', 'DAD')
  const values = { parent_id: id, verdict: 'same-person', seen: ['fingers'], reasons: 'the very same ridges' }
  expect((await noura.does('adjudication.giveOpinion', opinion(id))).statusCode).toBe(404)
  const derived = await noura.send('POST', '/api/adjudication/opinion', { commandId: newId(), values })
  expect(derived.statusCode).toBeGreaterThanOrEqual(400)
  const forged = (who: Attacker, disclosed: boolean) =>
    who.injects(tx =>
      sql`insert into adjudication.opinion (id, parent_id, verdict, seen, reasons, disclosed)
        values (${newId()}, ${id}, 'same-person', '{fingers}', 'the very same ridges', ${disclosed})`.execute(tx),
    )
  await expect(forged(noura, false)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(forged(samuel, true)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a link and an outcome are written by nobody but the weighing of opinions', async () => {
  const { id, first, second } = await review()
  const attempts = [
    sql`update adjudication.review set outcome = 'different-people', decided_at = now() where id = ${id}`,
    sql`update adjudication.review set first_adjudicator = ${ines.staffId} where id = ${id}`,
    sql`insert into adjudication.review (id, office_id, first, second, found_by, opened_at) values (${newId()}, ${officeId('NBO')}, ${first}, ${second}, 'officer', now())`,
    sql`insert into adjudication.link (id, office_id, survivor, other, linked_at) values (${newId()}, ${officeId('NBO')}, ${first}, ${second}, now())`,
  ]
  for (const attempt of attempts)
    await expect(samuel.injects(tx => attempt.execute(tx))).rejects.toMatchObject({ code: 'not-allowed' })
})

test('what the other adjudicator thinks is in no list, no history and no audit before one’s own opinion', async () => {
  const { id } = await review()
  await ines.does('adjudication.giveOpinion', opinion(id, 'fraud'))
  const seen = [
    (await samuel.asks('adjudication.sideBySide', { reviewId: id })).body,
    (await samuel.asks('adjudication.queue', {})).body,
    (await samuel.get(`/api/adjudication/review/${id}`)).body,
    (await samuel.get(`/api/adjudication/review/${id}/history`)).body,
    (await samuel.get(`/api/adjudication/opinion?parent_id=${id}`)).body,
    JSON.stringify(await samuel.injects(tx => sql`select * from adjudication.opinion`.execute(tx))),
    JSON.stringify(
      await samuel.injects(tx => sql`select * from change.history('adjudication', 'review', ${id})`.execute(tx)),
    ),
  ]
  expect(seen.filter(text => text.includes('fraud') || text.includes('nothing about them'))).toEqual([])
})

test('likenesses and families are told only to who may judge', async () => {
  const { first } = await review('DAD', 'AMM')
  const family = (who: Attacker) => who.injects(tx => sql`select * from adjudication.family_of(${first})`.execute(tx))
  expect((await family(noura)).rows).toEqual([])
  const rania = await world.colleague('rania')
  const other = await rania.injects(tx => sql`select * from adjudication.alike_with(${first})`.execute(tx))
  expect(other.rows.length).toBe(1)
  await world.owner.query(
    `with g as (insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'shelter') returning id)
     update registration.individual set restriction_group = g.id from g where individual.id = $1`,
    [first],
  )
  const hidden = await rania.injects(tx => sql`select * from adjudication.alike_with(${first})`.execute(tx))
  expect(hidden.rows).toEqual([])
})
