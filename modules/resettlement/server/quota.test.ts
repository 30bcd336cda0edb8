import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resettlementDesk, wayOf } from '../test/resettlementDesk.ts'
import { server } from './index.ts'

let desk: Awaited<ReturnType<typeof resettlementDesk>>
let way: ReturnType<typeof wayOf>
beforeAll(async () => {
  desk = await resettlementDesk()
  way = wayOf(desk)
}, 180_000)
afterAll(() => desk.office.end())

const asked = (name: string) => server.queries.find(each => each.name === `resettlement.${name}`)!
interface Pipeline {
  readonly stages: readonly { readonly state: string; readonly people: number }[]
  readonly asked: readonly { readonly country: string }[]
  readonly waiting: readonly { readonly people: number }[]
}
interface Suggested {
  readonly families: readonly { readonly individual: string }[]
}
const NOT_READY = { code: 'wrong-state', details: { reason: 'not-ready' } }
const travellerOf = async (id: string, individual: string) =>
  (await desk.rows('traveller', id)).find(each => each.individual === individual && each.withdrawn_at === null)
const blocking = async (id: string, move: string): Promise<readonly string[]> =>
  (
    await desk.owner.query(
      `select cases.blocks('resettlement', $2, to_jsonb(f)) as found from resettlement.file f where f.id = $1`,
      [id, move],
    )
  ).rows[0].found.map(({ rule }: { rule: string }) => rule)

describe('a quota', () => {
  test('is taken from in persons, given back by a refusal, and a third state is asked when a second colleague agrees', async () => {
    const people = await desk.family()
    const quota = await desk.quota()
    const id = await way.toSubmit(people)
    await desk.officer.move(id, 'submit', { quota })
    expect(await desk.officer.get(quota, 'quota')).toMatchObject({ taken: 3 })
    await expect(desk.officer.change(id, { quota: await desk.quota() })).rejects.toMatchObject({ code: 'not-allowed' })
    await desk.officer.move(id, 'refuse', { decided_on: desk.day(0), refused_because: ['criteria'] })
    expect(await desk.officer.get(quota, 'quota')).toMatchObject({ taken: 0 })
    const again = await desk.officer.move(id, 'resubmit')
    expect(again).toMatchObject({ quota: null, refused_because: null })
    expect(await travellerOf(id, people[0]!)).toMatchObject({
      proved_at_submission: null,
      proved_at_interview: 'verified',
    })
    await desk.officer.move(id, 'recommend')
    await desk.reviewer.move(id, 'endorse')
    expect(await blocking(id, 'submit')).toEqual(['quota-chosen', 'proved-at-submission', 'form-locked'])
    for (const one of people) await desk.verified(one, 'submission')
    await way.locked(id)
    await desk.officer.move(id, 'submit', { quota })
    await desk.officer.move(id, 'refuse', { decided_on: desk.day(0), refused_because: ['security'] })
    await expect(desk.officer.move(id, 'resubmit')).rejects.toMatchObject(NOT_READY)
    expect((await desk.rows('submission', id)).map(({ outcome }) => outcome)).toEqual(['refused', 'refused'])
  })

  test('is not overdrawn by two who submit at the same moment', async () => {
    const quota = await desk.quota({ persons: 4 })
    const files = [await way.toSubmit(await desk.family()), await way.toSubmit(await desk.family())]
    const tried = await Promise.allSettled(files.map(id => desk.officer.move(id, 'submit', { quota })))
    expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await desk.officer.get(quota, 'quota')).toMatchObject({ taken: 3 })
    await expect(
      desk.owner.query('update resettlement.quota set taken = 5 where id = $1', [quota]),
    ).rejects.toMatchObject({
      code: '23514',
    })
  })

  test('keeps its shares for whom they are, and what is over for all', async () => {
    const quota = await desk.quota({ persons: 6 })
    const share = (await desk.officer.add('share', { parent_id: quota, kind: 'medical', persons: 4 })).id
    await expect(desk.officer.add('share', { parent_id: quota, kind: 'emergency', persons: 3 })).rejects.toMatchObject({
      code: 'invalid',
    })
    const id = await way.toSubmit(await desk.family())
    await expect(desk.officer.move(id, 'submit', { quota })).rejects.toMatchObject({ code: 'invalid' })
    await expect(desk.officer.move(id, 'submit', { quota, share })).rejects.toMatchObject({ code: 'invalid' })
    const ill = await way.toSubmit(await desk.family(), { primary_category: 'MED' })
    await desk.officer.move(ill, 'submit', { quota, share })
    expect(await desk.officer.get(quota, 'quota')).toMatchObject({ taken: 3 })
    expect(await desk.officer.get(share, 'share')).toMatchObject({ taken: 3 })
    await desk.officer.move(ill, 'close', { closed_because: 'withdrew' })
    expect(await desk.officer.get(share, 'share')).toMatchObject({ taken: 0 })
  })

  test('is asked in its time, for its nationality, and for no larger family than the state takes', async () => {
    const id = await way.toSubmit(await desk.family())
    for (const more of [{ submit_by: desk.day(-3) }, { nationality: 'ETH' }, { largest_case: 2 }])
      await expect(desk.officer.move(id, 'submit', { quota: await desk.quota(more) })).rejects.toMatchObject({
        code: 'invalid',
      })
    await desk.officer.move(id, 'submit', { quota: await desk.quota({ nationality: 'SOM', largest_case: 3 }) })
  })
})

describe('where all stands', () => {
  test('is told in people: who waits, who was put forward under which quota, and what is left', async () => {
    const ask = () => desk.officer.colleague.asks<Pipeline>(asked('pipeline'), {})
    const before = await ask()
    const quota = await desk.quota({ persons: 9, country: 'CAN' })
    const id = await way.toSubmit(await desk.family())
    const waits = ({ waiting }: Pipeline) => waiting.reduce((sum, { people }) => sum + people, 0)
    expect(waits(await ask())).toBe(waits(before) + 3)
    await desk.officer.move(id, 'submit', { quota })
    const after = await ask()
    expect(waits(after)).toBe(waits(before))
    expect(after.asked.find(({ country }) => country === 'CAN')).toMatchObject({
      ...{ quota: 9, submitted: 3, accepted: 0, departed: 0, left: 6 },
    })
    expect(after.stages.find(({ state }) => state === 'submitted')?.people).toBeGreaterThanOrEqual(3)
    const elsewhere = await desk.joins('resettlement_officer', 'KAK')
    expect(await elsewhere.colleague.asks(asked('pipeline'), {})).toEqual({ stages: [], asked: [], waiting: [] })
  })

  test('suggests families by what is written of them, and none that is held, in a case, not recognised or of another office', async () => {
    const people = await desk.family()
    const [numbered] = (await desk.owner.query('select number from registration.individual where id = $1', [people[0]]))
      .rows
    const look = async (input: object, who = desk.officer) =>
      (await who.colleague.asks<Suggested>(asked('suggestions'), input)).families.filter(
        each => each.individual === people[0],
      )
    expect(await look({})).toEqual([])
    expect(await look({ numbers: [numbered.number] })).toMatchObject([{ members: expect.arrayContaining([...people]) }])
    const visited = (said: string) =>
      desk.owner.query(
        `insert into cases.marker (individual, name, value, case_id, since) values ($1, 'vulnerability.class', $2, gen_random_uuid(), now())`,
        [people[0], said],
      )
    await visited('moderate')
    expect(await look({})).toEqual([])
    await visited('severe')
    expect(await look({})).toMatchObject([
      { reasons: expect.arrayContaining([{ individual: people[0], why: 'class-severe', category: null }]) },
    ])
    expect(await look({ category: 'AWR' })).toEqual([])
    await desk.owner.query(`delete from cases.marker where individual = $1`, [people[0]])
    // past every check: a protected value is enciphered by the server, and nothing here reads the cipher
    await desk.owner.query(
      `set session_replication_role = 'replica';
       with one as (insert into registration.specific_need (id, parent_id, root_id, office_id, identified_on)
         select gen_random_uuid(), i.id, i.id, i.office_id, current_date from registration.individual i where i.id = '${people[1]}' returning id, office_id, root_id)
       insert into registration.specific_need_protected (id, root_id, office_id, need) select id, root_id, office_id, 'WR-WR' from one;
       set session_replication_role = 'origin'`,
    )
    const reasons = [{ individual: people[1], why: 'WR-WR', category: 'AWR' }]
    expect(await look({})).toMatchObject([{ reasons: expect.arrayContaining(reasons) }])
    expect(await look({ category: 'MED' })).toEqual([])
    expect(await look({}, await desk.joins('resettlement_officer', 'KAK'))).toEqual([])
    await desk.owner.query(
      `insert into cases.marker (individual, name, value, case_id, since) values ($1, 'fraud.hold', 'yes', gen_random_uuid(), now())`,
      [people[2]],
    )
    expect(await look({ numbers: [numbered.number] })).toEqual([])
    await desk.owner.query(`delete from cases.marker where individual = $1`, [people[2]])
    expect(await look({})).toHaveLength(1)
    const status = (said: string) =>
      desk.owner.query(
        `insert into registration.legal_status (id, parent_id, status, effective_on, office_id, root_id)
         select cases.new_id(), id, $2, current_date, office_id, id from registration.individual i where i.id = $1`,
        [people[1], said],
      )
    await status('asylum-seeker')
    expect(await look({})).toEqual([])
    await status('refugee')
    expect(await look({})).toHaveLength(1)
    await desk.open(people)
    expect(await look({})).toEqual([])
  })
})

describe('a deadline', () => {
  test('follows from the priority, and from what a country set', async () => {
    const days = async (more: object) => {
      const id = await way.received(await desk.family(), more)
      const [clock] = (await desk.rows('clock', id)).filter(({ name }) => name === 'preparation')
      return Math.floor((Number(clock.due_at) - Number(clock.started_at)) / 86_400_000)
    }
    expect(await days({ processing_priority: 'emergency' })).toBe(5)
    await desk.owner.query(`insert into resettlement.span values ('KEN', 'preparation', 'emergency', 2)`)
    expect(await days({ processing_priority: 'emergency' })).toBe(2)
    expect(await days({ processing_priority: 'urgent' })).toBe(30)
  })
})
