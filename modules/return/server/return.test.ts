import { FAMILY, person } from '@nansen/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BEFORE } from '../lifecycle.ts'
import {
  add,
  as,
  asked,
  atRegistration,
  change,
  cleared,
  convoy,
  counselled,
  day,
  each,
  get,
  idsOf,
  move,
  NOT_READY,
  openReturns,
  registered,
  rows,
  scheduled,
  signed,
  world,
} from '../test/returns.ts'

beforeAll(() => openReturns())
afterAll(() => world.office.end())

const open = async (table: string, id: string) => (await rows(table, id)).filter(row => row.void_on === null)
const roles = async (id: string) => (await rows('member', id)).filter(row => row.until === null).map(row => row.role)
const tasks = async (id: string) =>
  (await rows('task', id)).filter(({ status }) => status === 'open').map(({ kind }) => kind)

describe('a voluntary return', () => {
  test('is counselled with each adult, found free, signed by each, and verified by another', async () => {
    const people = idsOf(await registered())
    const adults = people.slice(0, 2)
    const id = await asked(people)
    await expect(move(id, 'counsel')).rejects.toMatchObject(NOT_READY)
    await counselled(id, adults)
    await expect(move(id, 'sign')).rejects.toMatchObject(NOT_READY)
    await signed(id, adults)
    expect(await get(id)).toMatchObject({ state: 'signed', signed_by: world.officer.staffId })
    await each(id, people, 'fitness', { seen_on: day(), result: 'fit' })
    await change('file', id, { exit_debts: 'open' })
    await expect(move(id, 'verify', {}, world.officer)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(move(id, 'verify', {}, world.head)).rejects.toMatchObject(NOT_READY)
    await change('file', id, { exit_debts: 'settled' })
    expect((await move(id, 'verify', {}, world.head)).state).toBe('verified')
    await expect(move(id, 'clear')).rejects.toMatchObject(NOT_READY)
    await each(id, people.slice(1), 'clearance', { asked_on: day(), answer: 'accepted', answered_on: day() })
    await add('clearance', {
      parent_id: id,
      individual: people[0],
      asked_on: day(),
      answer: 'rejected',
      answered_on: day(),
    })
    await expect(move(id, 'clear')).rejects.toMatchObject(NOT_READY)
    await each(id, people.slice(0, 1), 'clearance', { asked_on: day(), answer: 'accepted', answered_on: day() })
    expect((await move(id, 'clear')).state).toBe('cleared')
  })

  test('is not signed for who is not free, and what somebody says later counts', async () => {
    const people = idsOf(await registered())
    const id = await asked(people)
    await counselled(id, people.slice(0, 2))
    await expect(
      add('interview', { parent_id: id, individual: people[0], held_on: day(), alone: false, finding: 'voluntary' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await signed(id, people.slice(0, 2))
    await each(id, people, 'fitness', { seen_on: day(), result: 'fit' })
    await cleared(id, people)
    await each(id, people.slice(1, 2), 'interview', { held_on: day(), alone: true, finding: 'unsure' })
    await expect(move(id, 'schedule', { convoy: await convoy() })).rejects.toMatchObject(NOT_READY)
    await each(id, people.slice(1, 2), 'interview', { held_on: day(), alone: true, finding: 'voluntary' })
    expect((await move(id, 'schedule', { convoy: await convoy() })).state).toBe('scheduled')
  })

  test('ends without a reason when they change their mind, from wherever it stands, and begins again', async () => {
    const { id } = await scheduled()
    expect((await move(id, 'withdraw')).state).toBe('withdrawn')
    expect(await open('form', id)).toEqual([])
    expect(await get(id)).toMatchObject({ convoy: null, reconfirmed_on: null })
    expect((await move(id, 'ask-again')).state).toBe('interested')
    await expect(move(id, 'refuse', { refused_because: 'not-safe' })).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await move(id, 'refuse', { refused_because: 'not-safe' }, world.head)).state).toBe('refused')
  })

  test('is held, refused by another or given up from each step before departure, and not after it', async () => {
    const { id } = await scheduled()
    const standsAt = (state: string) =>
      world.office.owner.query(
        `set session_replication_role = 'replica';
         update return.file set state = '${state}', held_from = null, hold_because = null, refused_because = null where id = '${id}';
         set session_replication_role = 'origin'`,
      )
    const stop = [
      () => move(id, 'hold', { hold_because: 'documents' }),
      () => move(id, 'refuse', { refused_because: 'not-safe' }, world.head),
      () => move(id, 'withdraw'),
    ]
    for (const state of BEFORE)
      for (const [at, end] of ['on-hold', 'refused', 'withdrawn'].entries()) {
        await standsAt(state)
        expect((await stop[at]!()).state, `${state} to ${end}`).toBe(end)
      }
    for (const state of ['departed', 'arrived', 'monitored'])
      for (const each of stop) {
        await standsAt(state)
        await expect(each(), state).rejects.toMatchObject({ code: 'wrong-state' })
      }
  })

  test('goes on where it was held', async () => {
    const people = idsOf(await registered())
    const id = await asked(people)
    await counselled(id, people.slice(0, 2))
    await signed(id, people.slice(0, 2))
    await expect(move(id, 'hold')).rejects.toMatchObject({ code: 'invalid' })
    expect(await move(id, 'hold', { hold_because: 'documents' })).toMatchObject({ held_from: 'signed' })
    expect(await move(id, 'resume')).toMatchObject({ state: 'signed', held_from: null, hold_because: null })
    expect(await get(id)).toMatchObject({ signed_by: world.officer.staffId })
  })
})

describe('the form', () => {
  test('is void with its signatures as soon as other people go, and a new edition is signed anew', async () => {
    const people = idsOf(await registered())
    const id = await asked(people.slice(0, 3))
    await counselled(id, people.slice(0, 2))
    await expect(
      add('signature', { parent_id: id, individual: people[0], signed_on: day(), how: 'signature', read_out: true }),
    ).rejects.toMatchObject(NOT_READY)
    await signed(id, people.slice(0, 2))
    await add('member', { parent_id: id, individual: people[3], role: 'child' })
    expect(await get(id)).toMatchObject({ state: 'counselled', signed_by: null })
    expect(await rows('form', id)).toMatchObject([{ edition: 1, people: 3, void_because: 'other-people' }])
    expect(await open('signature', id)).toEqual([])
    expect(await tasks(id)).toEqual(['new-form'])
    await expect(move(id, 'sign')).rejects.toMatchObject(NOT_READY)
    await signed(id, people.slice(0, 2))
    expect(await open('form', id)).toMatchObject([{ edition: 2, people: 4 }])
    await expect(change('form', (await open('form', id))[0].id, {})).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('is void when a child is born, a child comes of age, or somebody dies', async () => {
    const { id, people, family } = await scheduled()
    await world.clerk.does(atRegistration('recordBirth'), {
      groupId: family.groupId,
      mother: people[0],
      father: people[1],
      person: person('male', 'Yusuf Hassan Omar', { born: '2026-11-15' as never }),
      relationship: 'SON',
      happenedOn: '2026-11-15',
      source: 'Midwife',
    })
    expect((await get(id)).state).toBe('counselled')
    expect((await tasks(id)).toSorted()).toEqual(['new-form', 'newborn'])
    expect(await rows('form', id)).toMatchObject([{ void_because: 'newborn' }])

    await add('form', { parent_id: id })
    await world.office.owner.query(`update registration.individual set born = '2008-11-15' where id = $1`, [people[2]])
    await world.office.owner.query(`set role nansen_migrator`)
    await world.office.owner.query(`select cases.tell_all('registration.age-18', array[$1::uuid], '2026-11-16')`, [
      people[2],
    ])
    await world.office.owner.query('reset role')
    expect((await roles(id)).toSorted()).toEqual(['adult', 'adult', 'child', 'head'])
    expect(await open('form', id)).toEqual([])
    expect(await tasks(id)).toContain('own-signature')

    await add('form', { parent_id: id })
    await world.clerk.does(atRegistration('recordDeath'), {
      individualId: people[1],
      // by the server's own clock: nobody dies before they were registered
      diedOn: new Date().toISOString().slice(0, 10),
      source: 'Family',
    })
    expect(await open('form', id)).toEqual([])
    expect(await roles(id)).toHaveLength(3)
  })

  test('is signed by each adult alone, and for a child by a guardian', async () => {
    const people = idsOf(await registered())
    const id = await asked(people)
    await counselled(id, people.slice(0, 2))
    await add('form', { parent_id: id })
    const sign = (individual: string | undefined, more: object) =>
      add('signature', { parent_id: id, individual, signed_on: day(), how: 'signature', read_out: true, ...more })
    await expect(sign(people[0], { how: 'by-guardian', guardian: 'Husband' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(sign(people[2], {})).rejects.toMatchObject({ code: 'invalid' })
    await expect(sign(idsOf(await registered())[0], {})).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a child', () => {
  const CHILD = [{ relationship: 'PA', person: person('female', 'Sahra Ali Nur', { born: '2013' as never }) }]

  test('who goes alone waits for a decision in their best interests, whatever they are called', async () => {
    const people = idsOf(await registered(CHILD))
    const id = await asked(people)
    expect(await roles(id)).toEqual(['unaccompanied-child'])
    await counselled(id, people)
    await each(id, people, 'interview', { held_on: day(), alone: true, finding: 'voluntary' })
    await add('form', { parent_id: id })
    await each(id, people, 'signature', { signed_on: day(), how: 'by-guardian', guardian: 'Her aunt', read_out: true })
    await expect(move(id, 'sign')).rejects.toMatchObject(NOT_READY)
    const say = (value: string) =>
      world.office.owner.query(
        `insert into cases.marker values ($1, 'best_interests.bid', $2, gen_random_uuid(), now())`,
        [people[0], value],
      )
    await say('needed')
    await say('approved')
    await expect(move(id, 'sign')).rejects.toMatchObject(NOT_READY)
    await world.office.owner.query(`delete from cases.marker where value = 'needed' and individual = $1`, [people[0]])
    expect((await move(id, 'sign')).state).toBe('signed')
    await expect(change('member', (await rows('member', id))[0].id, { role: 'adult' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('is alone as soon as no adult goes with them', async () => {
    const people = idsOf(await registered())
    const id = await asked([people[0]!, people[1]!, people[2]!])
    for (const row of (await rows('member', id)).filter(({ role }) => role === 'head' || role === 'adult'))
      await change('member', row.id, { until: day() })
    expect(await roles(id)).toEqual(['unaccompanied-child'])
    await expect(add('member', { parent_id: id, individual: people[1], role: 'child' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('a place in a convoy', () => {
  test('is given while there are seats, to the country that was asked for, and is lost when the convoy does not go', async () => {
    const { id, convoyId } = await scheduled()
    await expect(change('convoy', convoyId, { seats: 3 })).rejects.toMatchObject({ code: 'invalid' })
    const [people, small, elsewhere] = [
      idsOf(await registered()),
      await convoy({ seats: 3 }),
      await convoy({ to_country: 'ETH' }),
    ]
    const other = await asked(people)
    await counselled(other, people.slice(0, 2))
    await signed(other, people.slice(0, 2))
    await cleared(other, people)
    await expect(move(other, 'schedule', { convoy: small })).rejects.toMatchObject({ code: 'invalid' })
    await expect(move(other, 'schedule', { convoy: elsewhere })).rejects.toMatchObject({ code: 'invalid' })
    await change('convoy', convoyId, { status: 'cancelled' })
    expect(await get(id)).toMatchObject({ state: 'cleared', convoy: null })
    await expect(move(other, 'schedule', { convoy: convoyId })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('who holds nothing here', () => {
  test('learns that there is a return and nothing of it, and no head of office reads what somebody said alone', async () => {
    const { id, people } = await scheduled(FAMILY)
    const [asked0] = people
    await add('interview', {
      parent_id: id,
      individual: asked0,
      held_on: day(),
      alone: true,
      finding: 'voluntary',
      pressures: ['family'],
      in_their_words: 'My brother wants it.',
    })
    await expect(get(id, world.clerk)).rejects.toMatchObject({ code: 'not-found' })
    const { listRecords } = await import('@nansen/store')
    const { voluntaryReturn } = await import('../index.ts')
    const read = await as(world.head, (tx, asking) =>
      listRecords(tx, asking, voluntaryReturn, 'interview', { where: { parent_id: id }, limit: 50, whole: true }),
    )
    expect(read.rows).toHaveLength(3)
    expect(JSON.stringify(read.rows)).not.toContain('brother')
    const own = await as(world.officer, (tx, asking) =>
      listRecords(tx, asking, voluntaryReturn, 'interview', { where: { parent_id: id }, limit: 50, whole: true }),
    )
    expect(JSON.stringify(own.rows)).toContain('brother')
  })
})
