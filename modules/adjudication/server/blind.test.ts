import { newId } from '@nansen/kernel'
import { server as registration } from '@nansen/registration/server'
import { asSession } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

const registerGroup = registration.commands.find(({ name }) => name === 'registration.registerGroup')!
let office: PracticeOffice
let clerk: Colleague
let one: Colleague
let two: Colleague
let beside: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  clerk = await office.colleague('registration_officer', 'DAD')
  ;[one, two] = [await office.colleague('adjudicator', 'KAK'), await office.colleague('adjudicator', 'KAK')]
  beside = await office.colleague('adjudicator', 'DAD')
}, 120_000)
afterAll(() => office.end())

const as = <T>(who: Colleague, work: (tx: Parameters<Parameters<typeof asSession>[3]>[0]) => Promise<T>) =>
  asSession(office.store, who.token, { commandId: newId<'command'>() }, work)
async function pair() {
  const { members } = await clerk.does<Registered>(registerGroup, office.registering())
  const [first, second] = [members[0]!.id, members[1]!.id]
  const { rows } = await office.owner.query(`select adjudication.open_review($1, $2, 'officer', $3) as id`, [
    first,
    second,
    office.offices.DAD,
  ])
  return { id: rows[0].id as string, first, second }
}
const says = (who: Colleague, id: string, verdict: string) =>
  as(who, async tx => {
    await sql`insert into adjudication.opinion (id, parent_id, verdict, seen, reasons, disclosed)
      values (${newId()}::uuid, ${id}::uuid, ${verdict}, '{fingers}', 'looked at it twice', false)`.execute(tx)
    const { rows } = await sql<{ state: string }>`select adjudication.weigh(${id}::uuid) as state`.execute(tx)
    return rows[0]!.state
  })
const opinionsOf = (who: Colleague, id: string) =>
  as(who, async tx => {
    const { rows } = await sql<{
      verdict: string
    }>`select verdict from adjudication.opinion where parent_id = ${id}::uuid`.execute(tx)
    return rows.map(({ verdict }) => verdict)
  })
const waits = (who: Colleague, id: string) =>
  as(who, async tx =>
    (await sql<{ id: string }>`select id from adjudication.waiting()`.execute(tx)).rows.some(each => each.id === id),
  )

test('two opinions that agree decide, and until then nobody sees what another thinks', async () => {
  const { id } = await pair()
  expect(await says(one, id, 'different-people')).toBe('one-opinion')
  expect(await opinionsOf(one, id)).toEqual(['different-people'])
  expect(await opinionsOf(two, id)).toEqual([])
  expect(await says(two, id, 'different-people')).toBe('decided')
  expect(await opinionsOf(two, id)).toEqual(['different-people', 'different-people'])
})

test('nobody speaks twice, nor gives an opinion that is told at once', async () => {
  const { id } = await pair()
  await says(one, id, 'same-person')
  await expect(says(one, id, 'same-person')).rejects.toMatchObject({ code: 'not-allowed' })
  const told = as(two, tx =>
    sql`insert into adjudication.opinion (id, parent_id, verdict, seen, reasons, disclosed)
      values (${newId()}::uuid, ${id}::uuid, 'same-person', '{fingers}', 'looked at it twice', true)`.execute(tx),
  )
  await expect(told).rejects.toMatchObject({ code: 'not-allowed' })
})

test('who works where the people were registered does not judge them, and has them in no queue', async () => {
  const { id } = await pair()
  expect(await waits(one, id)).toBe(true)
  expect(await waits(beside, id)).toBe(false)
  await expect(says(beside, id, 'same-person')).rejects.toMatchObject({ code: 'not-allowed' })
})

test('who works where the people were registered opens none of their images before it is decided; who judges and who only reads may', async () => {
  const { id } = await pair()
  const looks = (who: Colleague) =>
    as(
      who,
      async tx =>
        (await sql<{ may: boolean }>`select adjudication.may_look(${id}::uuid) as may`.execute(tx)).rows[0]!.may,
    )
  const reader = await office.colleague('auditor', 'KAK')
  expect([await looks(one), await looks(beside), await looks(reader)]).toEqual([true, false, true])
  await says(one, id, 'different-people')
  await says(two, id, 'different-people')
  expect(await looks(beside)).toBe(true)
})

test('people in hiding are in no queue and judged by nobody outside their circle', async () => {
  const { id, first } = await pair()
  await office.owner.query(
    `with g as (insert into auth.restriction_group (id, name) values (gen_random_uuid(), 'shelter') returning id)
     update registration.individual set restriction_group = g.id from g where individual.id = $1`,
    [first],
  )
  expect(await waits(one, id)).toBe(false)
  await expect(says(one, id, 'same-person')).rejects.toMatchObject({ code: 'not-allowed' })
})

test('records that were found to be of one person become one when a second colleague agrees, and not by who asked', async () => {
  const { id, first, second } = await pair()
  await says(one, id, 'same-person')
  await says(two, id, 'same-person')
  for (const individual of [first, second])
    await office.owner.query(
      `insert into registration.specific_need (id, parent_id, root_id, office_id, identified_on)
       select gen_random_uuid(), id, id, office_id, '2026-01-05' from registration.individual where id = $1`,
      [individual],
    )
  const told = await as(one, tx =>
    sql<{
      rel: string
    }>`select distinct p.rel from adjudication.link l, adjudication.merge_preview(l.survivor, l.other) p
      where l.survivor in (${first}, ${second})`.execute(tx),
  )
  // What comes over of an adjudicator's own work is told; that a need hangs on the person is not.
  expect(told.rows.map(({ rel }) => rel)).toContain('registration.membership')
  expect(told.rows.map(({ rel }) => rel)).not.toContain('registration.specific_need')
  const { rows } = await office.owner.query(
    'select id from adjudication.link where survivor = any ($1) and other = any ($1)',
    [[first, second]],
  )
  const ask = as(one, async tx => {
    const asked = await sql<{
      id: string
    }>`select adjudication.ask_merge(${rows[0].id}::uuid, 'the same fingers') as id`.execute(tx)
    return asked.rows[0]!.id
  })
  const merge = await ask
  const answer = (who: Colleague) =>
    as(who, tx => sql`select adjudication.answer_merge(${merge}::uuid, true, 'looked at both')`.execute(tx))
  await expect(answer(one)).rejects.toMatchObject({ code: 'not-allowed' })
  await answer(two)
  const step = await office.owner.query('select step from adjudication.record_merge where id = $1', [merge])
  expect(step.rows).toEqual([{ step: 'merged' }])
})
