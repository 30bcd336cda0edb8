import { newId } from '@nansen/kernel'
import { asSession } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
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

const NOT_READY = { code: 'wrong-state', details: { reason: 'not-ready' } }
const exceptCheck = server.commands.find(({ name }) => name === 'resettlement.exceptCheck')!
const travellerOf = async (id: string, individual: string) =>
  (await desk.rows('traveller', id)).find(each => each.individual === individual && each.withdrawn_at === null)
const blocking = async (id: string, move: string): Promise<readonly string[]> =>
  (
    await desk.owner.query(
      `select cases.blocks('resettlement', $2, to_jsonb(f)) as found from resettlement.file f where f.id = $1`,
      [id, move],
    )
  ).rows[0].found.map(({ rule }: { rule: string }) => rule)

/** A statement as the server's own login sends it in an officer's session: `done`, or what the database says. */
const plainly = (statement: RawBuilder<unknown>): Promise<unknown> =>
  asSession(
    desk.office.store,
    desk.officer.colleague.token,
    { commandId: newId<'command'>(), now: () => desk.clock.now },
    async tx => {
      await statement.execute(tx)
      return 'done'
    },
  ).catch(error => error)

describe('who is in the room', () => {
  test('is proved at the interview, before submission and at departure, by the same person only, and where the case stands', async () => {
    const people = await desk.family()
    const id = await way.interviewing(people)
    for (const one of people.slice(0, 2)) await desk.interviewed(id, one)
    expect(await blocking(id, 'hear')).toEqual(['proved-at-interview'])
    await desk.verified(people[0]!, 'interview', 'not-the-same')
    await desk.verified(people[0]!, 'desk')
    await desk.verified(people[0]!, 'departure')
    expect(await travellerOf(id, people[0]!)).toMatchObject({ proved_at_interview: null, proved_at_departure: null })
    for (const one of people) await desk.verified(one, 'interview')
    expect(await blocking(id, 'hear')).toEqual([])
    expect(await desk.rows('identity_check', id)).toHaveLength(3)
  })

  test('is excepted by a supervisor who does not work on the case, with a reason that is true', async () => {
    const people = await desk.family()
    const id = await way.interviewing(people)
    const input = {
      fileId: id,
      people: [people[2]],
      occasion: 'interview',
      because: 'refuses',
      remarks: 'The child cries.',
    }
    await expect(desk.officer.colleague.does(exceptCheck, input)).rejects.toMatchObject({ code: 'not-allowed' })
    const tooYoung = { ...input, because: 'too-young' }
    await expect(desk.reviewer.colleague.does(exceptCheck, tooYoung)).rejects.toMatchObject({ code: 'invalid' })
    await expect(desk.reviewer.colleague.does(exceptCheck, { ...input, occasion: 'departure' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(await desk.reviewer.colleague.does(exceptCheck, input)).toEqual({ excepted: 1 })
    expect(await travellerOf(id, people[2]!)).toMatchObject({ proved_at_interview: 'excepted' })
    expect(await desk.rows('identity_check', id)).toMatchObject([
      { because: 'refuses', checked_by: desk.reviewer.staffId },
    ])
    await desk.owner.query('update resettlement.file set owner_id = $2 where id = $1', [id, desk.reviewer.staffId])
    await expect(desk.reviewer.colleague.does(exceptCheck, input)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('blocks each of the three steps in the database itself, for a plain statement of the server too', async () => {
    const quota = await desk.quota()
    const people = await desk.family()
    const id = await way.interviewing(people)
    const [he, she, child] = people as [string, string, string]
    for (const one of [he, she]) await desk.interviewed(id, one)
    const by = (to: string) => plainly(sql`update resettlement.file set state = ${to} where id = ${id}::uuid`)
    const excepted = (occasion: string) =>
      desk.reviewer.colleague.does(exceptCheck, {
        ...{ fileId: id, people: [child], occasion, because: 'refuses' },
        remarks: 'The child cries.',
      })

    for (const one of [he, she]) await desk.verified(one, 'interview')
    expect(await by('drafting')).toMatchObject(NOT_READY)
    // nor does the server write the proof itself: the database keeps what it was
    await plainly(sql`update resettlement.traveller set proved_at_interview = 'verified' where parent_id = ${id}::uuid`)
    expect(await by('drafting')).toMatchObject(NOT_READY)
    expect(
      await plainly(sql`select resettlement.prove(${id}, ${child}, 'interview', 'verified', null, null)`),
    ).toMatchObject({
      code: 'not-allowed',
    })
    await excepted('interview')
    expect(await by('drafting')).toBe('done')

    await way.recommended(id, people)
    await way.locked(id)
    for (const one of [he, she]) await desk.verified(one, 'submission')
    const submit = () =>
      plainly(sql`update resettlement.file set state = 'submitted', quota = ${quota}::uuid where id = ${id}::uuid`)
    expect(await blocking(id, 'submit')).toEqual(['quota-chosen', 'proved-at-submission'])
    expect(await submit()).toMatchObject(NOT_READY)
    await excepted('submission')
    expect(await submit()).toBe('done')

    await desk.officer.move(id, 'acknowledge', { acknowledged_on: desk.day(0) })
    await desk.officer.move(id, 'accept', { decided_on: desk.day(0) })
    await desk.officer.move(id, 'prepare')
    const going = { goes: 'yes', health_check: 'fit', exit_permit: 'given', travel_document: 'TD 1' }
    for (const each of await desk.rows('traveller', id)) await desk.officer.changeChild('traveller', each.id, going)
    for (const one of [he, she]) await desk.verified(one, 'departure')
    const depart = () =>
      plainly(
        sql`update resettlement.file set state = 'departed', departed_on = ${desk.day(0)}::date where id = ${id}::uuid`,
      )
    expect(await blocking(id, 'depart')).toEqual(['proved-at-departure'])
    expect(await depart()).toMatchObject(NOT_READY)
    await excepted('departure')
    expect(await blocking(id, 'depart')).toEqual([])
    // the flight is put off: who stands at the next one is proved anew
    await desk.officer.move(id, 'postpone')
    await desk.officer.move(id, 'prepare')
    expect(await blocking(id, 'depart')).toEqual(['proved-at-departure'])
    for (const one of [he, she]) await desk.verified(one, 'departure')
    await excepted('departure')
    expect(await depart()).toBe('done')
  })

  test('is proved anew when a case is opened again', async () => {
    const people = await desk.family()
    const id = await way.drafting(people)
    await desk.officer.move(id, 'close', { closed_because: 'withdrew' })
    await desk.reviewer.move(id, 'reopen')
    expect((await desk.rows('traveller', id)).map(each => each.proved_at_interview)).toEqual([null, null, null])
  })

  test('is not excepted by the supervisor who opened the case', async () => {
    const people = await desk.family()
    const { id } = await desk.open(people, {}, desk.reviewer)
    await desk.owner.query(`update resettlement.file set owner_id = null, state = 'checking' where id = $1`, [id])
    const input = { fileId: id, people: [people[2]], occasion: 'interview', because: 'refuses', remarks: 'Cries.' }
    await expect(desk.reviewer.colleague.does(exceptCheck, input)).rejects.toMatchObject({ code: 'not-allowed' })
    const another = await desk.joins('resettlement_reviewer')
    expect(await another.colleague.does(exceptCheck, input)).toEqual({ excepted: 1 })
  })

  test('cannot be written by hand', async () => {
    const people = await desk.family()
    const id = await way.interviewing(people)
    const one = await travellerOf(id, people[0]!)
    await expect(
      desk.officer.changeChild('traveller', one.id, { proved_at_interview: 'verified' }),
    ).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(
      desk.officer.add('identity_check', {
        parent_id: id,
        individual: people[0],
        occasion: 'interview',
        outcome: 'verified',
      }),
    ).rejects.toThrow()
  })
})
