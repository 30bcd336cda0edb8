import { caseServer } from '@nansen/cases/server'
import type { Query } from '@nansen/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import {
  add,
  as,
  ask,
  change,
  get,
  move,
  openPartners,
  programme,
  putForward,
  registered,
  takenIn,
  world,
} from '../test/partners.ts'
import { server } from './index.ts'

const cases = caseServer(modules)
const command = (name: string) => server.commands.find(each => each.name === `partner_services.${name}`)!
const query = (name: string) => server.queries.find(each => each.name === `partner_services.${name}`)!
const platform = (name: string) => cases.queries.find(each => each.name === `cases.${name}`) as Query
const doing = (name: string) => cases.commands.find(each => each.name === `cases.${name}`)!
const NOT_READY = { details: { reason: 'not-ready' } }

beforeAll(() => openPartners(cases))
afterAll(() => world.office.end())

const rows = async (table: string, id: string) =>
  (await world.office.owner.query(`select * from partner_services.${table} where root_id = $1 order by id`, [id])).rows

describe('an enrolment', () => {
  test('stands at the office of its programme, is taken in with the person’s word, followed and completed', async () => {
    const { tala, officer } = world
    const course = await programme(tala)
    const id = await putForward(course, await registered('Amina Noor Ali'), { agreed_on: null })
    expect((await get('enrolment', id, tala)).office_id).toBe((await get('programme', course, tala)).office_id)
    await expect(move(id, 'accept', { began_on: '2026-11-02' }, tala)).rejects.toMatchObject(NOT_READY)
    await change(id, { agreed_on: '2026-11-02' }, tala)
    // Who put the person forward does not take them in for the partner.
    await expect(move(id, 'accept', { began_on: '2026-11-02' }, officer)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await move(id, 'accept', { began_on: '2026-11-02' }, tala)).toMatchObject({
      state: 'taking-part',
      accepted_by: tala.staffId,
    })
    expect((await rows('clock', id)).map(({ name, status }) => [name, status]).toSorted()).toEqual([
      ['answer', 'met'],
      ['see-how-it-goes', 'running'],
    ])
    await expect(move(id, 'complete', { ended_on: '2026-11-30' }, tala)).rejects.toMatchObject({ code: 'invalid' })
    const done = await move(id, 'complete', { ended_on: '2026-11-30', outcome: 'reached' }, tala)
    expect(done).toMatchObject({ state: 'completed', ended_by: tala.staffId })
  })
  test('is one at a time in a programme, and none where it takes nobody in', async () => {
    const course = await programme(world.tala)
    const person = await registered('Fatuma Abdi Omar')
    const id = await putForward(course, person)
    await expect(putForward(course, person)).rejects.toMatchObject({ code: 'invalid' })
    await move(id, 'decline', { declined_because: 'no-place' }, world.tala)
    await putForward(course, person)
    const shut = await programme(world.tala, { takes_in: false })
    await expect(putForward(shut, person)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('waits where every place is taken, and gets the one that becomes free', async () => {
    const { tala } = world
    const course = await programme(tala, { places: 1 })
    const first = await takenIn(course, await registered('Hodan Ali Nur'), tala)
    const second = await putForward(course, await registered('Sahra Yusuf Nur'))
    await expect(move(second, 'accept', { began_on: '2026-11-02' }, tala)).rejects.toMatchObject({ code: 'invalid' })
    expect((await move(second, 'wait', {}, tala)).state).toBe('waiting')
    await move(first, 'leave', { ended_on: '2026-11-03', left_because: 'moved' }, tala)
    expect((await move(second, 'accept', { began_on: '2026-11-03' }, tala)).state).toBe('taking-part')
    await expect(move(first, 'come-back', {}, tala)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('tells no confidential need', async () => {
    const { owner } = world.office
    const { rows: found } = await owner.query(
      `select code, coalesce((external ->> 'confidential')::boolean, false) as kept from ref.code where list = 'need' order by code`,
    )
    const [kept, open] = [true, false].map(each => found.find(row => row.kept === each)?.code)
    expect([kept, open].every(each => typeof each === 'string')).toBe(true)
    const course = await programme(world.tala)
    const person = await registered('Ifrah Omar Said')
    await expect(putForward(course, person, { shared_need: kept })).rejects.toMatchObject({ code: 'invalid' })
    await putForward(course, person, { shared_need: open })
  })
  test('ends when the person dies', async () => {
    const { tala, clerk } = world
    const person = await registered('Maryan Hassan Ali')
    const id = await takenIn(await programme(tala), person, tala)
    await as(clerk, tx =>
      sql`select cases.tell('registration.death', array[${person}]::uuid[], '2026-11-03')`.execute(tx),
    )
    expect((await get('enrolment', id, tala)).state).toBe('lapsed')
  })
})

describe('a meeting', () => {
  test('is read out once: who came is counted in hours, and nobody of another programme comes to it', async () => {
    const { tala } = world
    const course = await programme(tala)
    const one = await takenIn(course, await registered('Ayan Nur Ali'), tala)
    const two = await takenIn(course, await registered('Deqa Nur Ali'), tala)
    const other = await takenIn(await programme(tala, { name: 'Other' }), await registered('Ebla Nur Ali'), tala)
    const held = (came: object[]) =>
      tala.does(command('holdSession'), { programmeId: course, heldOn: '2026-11-03', topic: 'Verbs', hours: 2, came })
    await held([
      { enrolmentId: one, presence: 'present' },
      { enrolmentId: two, presence: 'absent' },
    ])
    await held([{ enrolmentId: one, presence: 'late' }])
    await expect(held([{ enrolmentId: other, presence: 'present' }])).rejects.toMatchObject({ code: 'invalid' })
    await add('service', { parent_id: two, done_on: '2026-11-04', what: 'A visit at home', hours: 1 }, tala)
    const hours = async (id: string) => (await get('enrolment', id, tala)).hours_present
    expect([await hours(one), await hours(two)]).toEqual([4, 1])
    const list = await ask<{ people: readonly { hours: number }[]; meetings: readonly object[] }>(
      query('classList'),
      { programmeId: course },
      tala,
    )
    expect(list.people.map(each => each.hours).toSorted()).toEqual([1, 4])
    expect(list.meetings).toMatchObject([
      { topic: 'Verbs', present: 1, absent: 0 },
      { topic: 'Verbs', present: 1, absent: 1 },
    ])
    await world.office.owner.query(`update partner_services.session set hours = 3 where parent_id = $1`, [course])
    expect(await hours(one)).toBe(6)
  })
})

describe('a partner', () => {
  test('knows of nothing that stands with another, wherever its colleague sits; nobody else puts programmes at its office', async () => {
    const { tala, misplaced, officer } = world
    const course = await programme(tala)
    const id = await takenIn(course, await registered('Nimo Farah Ali'), tala)
    const asked = sql`select partner_services.enrolment_known(array[${id}]::uuid[])`
    const known = async (who: typeof tala) => (await as(who, tx => asked.execute(tx))).rows.length
    expect([await known(tala), await known(officer), await known(misplaced)]).toEqual([1, 1, 0])
    const { office_id } = await get('programme', course, tala)
    await expect(programme(officer, { office_id })).rejects.toMatchObject({ code: 'not-allowed' })
  })
  test('finds its own people, and nothing of another partner’s on any surface, wherever its colleague sits', async () => {
    const { tala, omar, misplaced } = world
    const course = await programme(tala)
    const person = await registered('Idil Farah Ali')
    const id = await takenIn(course, person, tala, { shared_skill: '7531' })
    await add('note', { parent_id: id, level: 'ordinary', text: 'Comes every day.' }, tala)
    await add('task', { parent_id: id, kind: 'other', what: 'Ask her.', due_at: '2026-11-03T09:00:00Z' }, tala)
    await tala.does(command('holdSession'), {
      programmeId: course,
      heldOn: '2026-11-03',
      topic: 'Hems',
      hours: 2,
      came: [{ enrolmentId: id, presence: 'present' }],
    })
    const tables = (
      await world.office.owner.query(
        `select table_name as t from information_schema.columns where table_schema = 'partner_services' and column_name = 'office_id' order by 1`,
      )
    ).rows.map(({ t }) => t as string)
    expect(tables.length).toBeGreaterThan(15)
    const many = (who: typeof tala) =>
      as(who, async tx => {
        const found = await Promise.all(
          tables.map(t => sql<{ n: number }>`select count(*)::int as n from partner_services.${sql.id(t)}`.execute(tx)),
        )
        return found.reduce((sum, each) => sum + each.rows[0]!.n, 0)
      })
    expect(await many(tala)).toBeGreaterThan(8)
    for (const stranger of [omar, misplaced]) {
      expect(await many(stranger)).toBe(0)
      for (const [name, input] of [
        ['queue', { module: 'partner_services' }],
        ['caseload', { module: 'partner_services' }],
        ['page', { module: 'partner_services', id }],
        ['readiness', { module: 'partner_services', id }],
        ['myDay', {}],
      ] as const) {
        const told = await ask<unknown>(platform(name), input, stranger).then(JSON.stringify, () => '')
        expect(told, name).not.toMatch(new RegExp(`${id}|-SRV-|Idil`))
      }
      for (const name of ['find', 'classList'] as const) {
        const input = name === 'find' ? { skill: '75' } : { programmeId: course }
        const told = JSON.stringify(await ask<unknown>(query(name), input, stranger))
        expect(told).not.toMatch(new RegExp(`${id}|${person}|Idil`))
      }
      const known = await as(stranger, tx =>
        sql`select * from partner_services.enrolment_known(array[${id}]::uuid[])`.execute(tx),
      )
      expect(known.rows).toEqual([])
      const cards = await as(stranger, tx => sql`select * from cases.cards(array[${person}]::uuid[])`.execute(tx))
      expect(cards.rows).toEqual([])
    }
    expect(await ask(query('find'), { skill: '75' }, tala)).toMatchObject({
      people: 0,
      enrolments: 1,
      enrolled: [{ id }],
    })
  })
  test('knows of a person the summary and no more, and of nobody who is not with it', async () => {
    const { tala, omar } = world
    const person = await registered('Ladan Aden Ali')
    const cards = (who: typeof tala) =>
      as(
        who,
        async tx =>
          (await sql`select number from registration.cards(array[${person}]::uuid[])`.execute(tx)).rows.length,
      )
    const whole = (who: typeof tala) =>
      as(
        who,
        async tx => (await sql`select id from registration.individual where id = ${person}`.execute(tx)).rows.length,
      )
    expect([await cards(tala), await cards(omar)]).toEqual([0, 0])
    await putForward(await programme(tala), person)
    expect([await cards(tala), await cards(omar)]).toEqual([1, 0])
    expect(await whole(tala)).toBe(0)
  })

  test('opens a programme at its own office only, and puts nobody forward for another’s', async () => {
    const { tala, omar, misplaced } = world
    const course = await programme(tala)
    const person = await registered('Nasra Ali Aden')
    await putForward(await programme(omar), person)
    await expect(putForward(course, person, {}, omar)).rejects.toMatchObject({ code: 'invalid' })
    await expect(programme(misplaced)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(change(await putForward(course, person), { programme: await programme(tala) }, tala)).rejects.toThrow()
  })

  test('knows whom an accepted referral is about, until what was shared is taken back', async () => {
    const { tala, omar } = world
    const person = await registered('Qamar Said Ali')
    const id = await takenIn(await programme(tala), person, tala)
    const { rows: to } = await world.office.owner.query(`select organisation_id from auth.staff where id = $1`, [
      omar.staffId,
    ])
    const asked = {
      module: 'partner_services',
      id,
      about: person,
      service: 'A loom',
      reason: 'She weaves.',
      priority: 'usual',
    }
    const { id: referralId } = await tala.does<{ id: string }>(doing('refer'), {
      ...asked,
      toOrganisation: to[0].organisation_id,
      share: [],
    })
    const knows = () =>
      as(
        omar,
        async tx =>
          (await sql`select number from registration.cards(array[${person}]::uuid[])`.execute(tx)).rows.length,
      )
    expect(await knows()).toBe(0)
    await omar.does(doing('answerReferral'), { module: 'partner_services', referralId, answer: 'accepted' })
    expect(await knows()).toBe(1)
    await tala.does(doing('withdrawReferral'), { module: 'partner_services', referralId, onlyShared: true })
    expect(await knows()).toBe(0)
  })
})

test('the slip is for who takes part and the certificate for who was there to the end, in four languages', async () => {
  const { tala } = world
  const course = await programme(tala)
  const id = await takenIn(course, await registered('Shukri Ali Nur'), tala)
  const prints = (name: string, language = 'en') =>
    tala.does<{ file: string }>(command(name), { enrolmentId: id, language })
  await expect(prints('certificate')).rejects.toMatchObject({ code: 'wrong-state' })
  const files = await Promise.all(['en', 'fr', 'ar', 'es'].map(language => prints('enrolmentSlip', language)))
  expect(new Set(files.map(({ file }) => file)).size).toBe(4)
  await move(id, 'complete', { ended_on: '2026-11-30', outcome: 'reached' }, tala)
  await expect(prints('certificate')).rejects.toMatchObject({ code: 'wrong-state' })
  await add('service', { parent_id: id, done_on: '2026-11-29', what: 'A lesson', hours: 2 }, tala)
  await prints('certificate')
})
