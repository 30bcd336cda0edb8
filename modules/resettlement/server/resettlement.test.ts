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

describe('a case', () => {
  test('goes from the first word to the flight, by two people, and only who left is no longer counted', async () => {
    const people = await desk.family()
    const quota = await desk.quota()
    const id = await way.accepted(people, quota)
    const [he, she, child] = people as [string, string, string]
    await desk.officer.move(id, 'postpone')
    await desk.officer.move(id, 'prepare')
    const going = { goes: 'yes', health_check: 'fit', exit_permit: 'given', travel_document: 'TD 1' }
    for (const one of [he, she]) await desk.officer.changeChild('traveller', (await travellerOf(id, one)).id, going)
    expect(await blocking(id, 'depart')).toEqual(['goes-or-stays', 'proved-at-departure'])
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, { goes: 'stays' })
    const depart = () => desk.officer.move(id, 'depart', { departed_on: desk.day(0) })
    await expect(depart()).rejects.toMatchObject(NOT_READY)
    for (const one of [he, she]) await desk.verified(one, 'departure')
    // the child who stays needs somebody who leads the group
    await expect(depart()).rejects.toMatchObject({ code: 'invalid' })
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, going)
    await desk.verified(child, 'departure')
    await desk.officer.changeChild('traveller', (await travellerOf(id, he)).id, { goes: 'stays' })
    expect(await depart()).toMatchObject({ state: 'departed', confirmed_by: desk.officer.staffId })
    const { rows } = await desk.owner.query(
      'select process_status from registration.individual where id = any ($1) order by array_position($1, id)',
      [people],
    )
    expect(rows.map(row => row.process_status)).toEqual(['active', 'inactive', 'inactive'])
    expect(await desk.officer.get(quota, 'quota')).toMatchObject({ taken: 2, accepted: 3, departed: 2 })
  })

  test('is recommended by one and reviewed by another, assessed by one and cleared by another', async () => {
    const people = await desk.family()
    const id = await way.received(people)
    await desk.officer.move(id, 'assess')
    await expect(desk.officer.move(id, 'clear')).rejects.toMatchObject({ code: 'not-allowed' })
    const other = await way.drafting(await desk.family(), { need: 'Danger.' })
    for (const each of await desk.rows('traveller', other))
      await desk.officer.changeChild('traveller', each.id, { declared_on: desk.day(0) })
    const person = (await desk.rows('traveller', other))[0].individual
    await desk.officer.add('statement', {
      parent_id: other,
      individual: person,
      section: 'claim',
      confidential: false,
      words: 'Fled.',
    })
    // a supervisor may recommend, and then not review
    await desk.reviewer.move(other, 'recommend')
    await expect(desk.reviewer.move(other, 'endorse')).rejects.toMatchObject({ code: 'not-allowed' })
    const raw = desk.owner.query(`update resettlement.file set reviewed_by = recommended_by where id = $1`, [other])
    await expect(raw).rejects.toMatchObject({ code: '23514' })
  })

  test('has two categories, and they are not the same', async () => {
    const people = await desk.family()
    const id = await way.received(people, { secondary_category: undefined })
    await expect(desk.officer.move(id, 'assess')).rejects.toMatchObject(NOT_READY)
    await expect(desk.officer.change(id, { secondary_category: 'LPN' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is the only one that is open of anybody in it, also when two colleagues open one at the same moment', async () => {
    const [he, she, child] = (await desk.family()) as [string, string, string]
    const tried = await Promise.allSettled([desk.open([he, she]), desk.open([she, child])])
    expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = tried.find(each => each.status === 'rejected')!
    expect(refused.reason).toMatchObject({ code: 'invalid', details: { problems: [{ problem: 'problem.in-a-case' }] } })
    const { id } = tried.find(each => each.status === 'fulfilled')!.value
    await desk.officer.move(id, 'close', { closed_because: 'withdrew' })
    const next = await desk.open([she])
    await expect(desk.reviewer.move(id, 'reopen')).rejects.toMatchObject({ code: 'invalid' })
    await desk.officer.move(next.id, 'close', { closed_because: 'withdrew' })
    expect(await desk.reviewer.move(id, 'reopen')).toMatchObject({ state: 'assessment' })
  })

  test('waits while it is on hold, while a record is, and while somebody is no refugee', async () => {
    const people = await desk.family()
    const id = await way.drafting(people, { need: 'Danger.' })
    await desk.officer.change(id, { hold_because: 'security' })
    expect(await blocking(id, 'recommend')).toContain('not-held')
    const marker = async () =>
      (
        await desk.owner.query(`select name from cases.marker where individual = $1 and name like 'resettlement.%'`, [
          people[0],
        ])
      ).rows
    expect(await marker()).toEqual([{ name: 'resettlement.hold' }])
    await desk.officer.change(id, { hold_because: null })
    expect(await marker()).toEqual([])
    expect(await blocking(id, 'recommend')).not.toContain('not-held')
    await desk.owner.query(`update registration.individual set process_status = 'hold' where id = $1`, [people[1]])
    expect(await blocking(id, 'recommend')).toContain('records-good')
    await desk.owner.query(`update registration.individual set process_status = 'active' where id = $1`, [people[1]])
    expect(await blocking(id, 'recommend')).not.toContain('records-good')
    await desk.owner.query(
      `insert into registration.legal_status (id, parent_id, status, effective_on, office_id, root_id)
       select gen_random_uuid(), id, 'not-of-concern', current_date, office_id, id from registration.individual where id = $1`,
      [people[1]],
    )
    expect(await blocking(id, 'recommend')).toContain('all-recognised')
    await desk.officer.changeChild('traveller', (await travellerOf(id, people[1]!)).id, { depends_on_refugee: 'yes' })
    expect(await blocking(id, 'recommend')).not.toContain('all-recognised')
  })

  test('says when the family changed after the form was locked, and waits for a new one', async () => {
    const people = await desk.family()
    const id = await way.toSubmit(people.slice(0, 2))
    await desk.officer.add('member', { parent_id: id, individual: people[2], role: 'member' })
    expect(await desk.officer.get(id)).toMatchObject({ form_outdated: 'yes' })
    const lifted = await desk.officer.change(id, { hold_because: null }).then(() => desk.officer.get(id))
    expect(lifted).toMatchObject({ form_outdated: 'yes' })
    expect(await blocking(id, 'submit')).toEqual([
      'quota-chosen',
      'proved-at-submission',
      'form-locked',
      'form-current',
    ])
    expect((await travellerOf(id, people[2]!))?.relationship).toBe('DAU')
  })
})

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

describe('others', () => {
  test('at the registration desk and at another office know of no case', async () => {
    const people = await desk.family()
    const { id } = await desk.open(people)
    const elsewhere = await desk.joins('resettlement_officer', 'KAK')
    for (const who of [
      desk.clerk,
      elsewhere,
      await desk.joins('protection_officer'),
      await desk.joins('partner_caseworker'),
    ])
      await expect(who.get(id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await elsewhere.list('file')).toEqual([])
  })

  test('may know of a case without reading what is said in it', async () => {
    const people = await desk.family()
    const id = await way.received(people)
    const statement = await desk.officer.add('statement', {
      parent_id: id,
      individual: people[1],
      section: 'claim',
      confidential: true,
      words: 'He beats me.',
    })
    const head = await desk.joins('head_of_office')
    await expect(head.get(statement.id, 'statement')).rejects.toMatchObject({ code: 'not-found' })
    await expect(head.get(id)).rejects.toMatchObject({ code: 'not-found' })
  })
})
