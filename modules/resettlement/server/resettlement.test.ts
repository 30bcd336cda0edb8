import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resettlementDesk, wayOf } from '../test/resettlementDesk.ts'

let desk: Awaited<ReturnType<typeof resettlementDesk>>
let way: ReturnType<typeof wayOf>
beforeAll(async () => {
  desk = await resettlementDesk()
  way = wayOf(desk)
}, 180_000)
afterAll(() => desk.office.end())

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
    // the father who stays says that his child may leave
    expect(await blocking(id, 'depart')).toEqual(['children-settled'])
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, { custody_shown: 'consented' })
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

  test('is not submitted with a child who leaves without both parents until it is settled what is best for the child', async () => {
    const [he, she, child] = (await desk.family()) as [string, string, string]
    const { id } = await desk.open([she, child])
    const settled = async () => (await travellerOf(id, child)).best_interests
    const says = async (name: string, value: string | null) => {
      await desk.owner.query(`delete from cases.marker where individual = $1 and name = $2`, [
        child,
        `best_interests.${name}`,
      ])
      if (value !== null)
        await desk.owner.query(
          `insert into cases.marker (individual, name, value, case_id, since) values ($1, $2, $3, gen_random_uuid(), now())`,
          [child, `best_interests.${name}`, value],
        )
    }
    // nobody who is here is said to be a parent
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, { relationship: 'NCE' })
    expect(await settled()).toBe('needed')
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, { custody_shown: 'death-proved' })
    expect(await settled()).toBe('needed')
    await says('bia', 'agreed')
    expect(await settled()).toBe('settled')
    await says('bid', 'needed')
    expect(await settled()).toBe('needed')
    await says('bid', 'approved')
    await says('bia', null)
    expect(await settled()).toBe('settled')
    await says('bid', null)
    // with her mother alone
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, {
      relationship: 'DAU',
      custody_shown: null,
    })
    expect(await settled()).toBe('needed')
    for (const move of ['clear', 'recommend', 'endorse', 'submit', 'depart'])
      expect(await blocking(id, move)).toContain(move === 'depart' ? 'somebody-goes' : 'children-settled')
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, { custody_shown: 'consented' })
    expect(await settled()).toBe('not-needed')
    await says('one_parent', 'required')
    expect(await settled()).toBe('needed')
    await says('one_parent', 'done')
    expect(await settled()).toBe('settled')
    await says('one_parent', null)
    await desk.officer.changeChild('traveller', (await travellerOf(id, child)).id, { custody_shown: null })
    expect(await settled()).toBe('needed')
    // and with both
    await desk.officer.add('member', { parent_id: id, individual: he, role: 'member' })
    expect((await travellerOf(id, he)).relationship).toBe('UKM')
    expect(await settled()).toBe('needed')
    await desk.officer.changeChild('traveller', (await travellerOf(id, he)).id, { relationship: 'HUS' })
    expect(await settled()).toBe('not-needed')
    expect((await travellerOf(id, she)).best_interests).toBeNull()
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
