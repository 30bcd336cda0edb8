import { foresee, happened } from '@nansen/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import { runClocks } from './clocks.ts'

let world: CaseWorld
let officer: Worker
let reviewer: Worker
let clerk: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
  clerk = await world.worker('registration_officer')
  await world.owner.query(
    `insert into cases.calendar (country, weekend, zone) values ('KEN', '{6,7}', 'Africa/Nairobi')`,
  )
  await world.owner.query(`insert into cases.holiday values ('KEN', '2026-12-25', '{"en": "Christmas Day"}')`)
})
afterAll(() => world.end())

const at = (instant: string) => {
  world.clock.now = new Date(instant)
}
const aCase = async (more: object = {}) => {
  const subject = await world.person()
  const { id } = await officer.open({ topic: 'A claim', subject, ...more })
  return { id, subject }
}
const tell = (name: string, people: readonly string[], on = '2026-11-20') =>
  clerk.as((tx, asking) => happened(tx, asking, { name: `registration.${name}`, ids: people, on }))
const tasksOf = async (id: string) =>
  (await world.rows('task', id)).map(({ kind, status, cause }) => `${kind} ${status} ${cause}`)
const clockOf = async (id: string, name: string) =>
  (await world.rows('clock', id)).filter(each => each.name === name).at(-1)
const stateOf = async (id: string) =>
  (await world.owner.query('select state from example.file where id = $1', [id])).rows[0].state

describe('a clock', () => {
  test('counts working days of the country, from the day after, to the end of the last where the office is', async () => {
    at('2026-12-22T09:00:00Z')
    const { id } = await aCase()
    // Wednesday 23, Thursday 24; Friday is Christmas, then a weekend; Monday 28.
    expect((await clockOf(id, 'first')).due_at).toEqual(new Date('2026-12-28T21:00:00Z'))
  })

  test('of calendar days ends on the next working day when its last day is none', async () => {
    const { id } = await aCase()
    await officer.change(id, { notified_on: '2026-11-25' })
    // 30 days after 25 November is Christmas, a Friday.
    expect((await clockOf(id, 'answer')).due_at).toEqual(new Date('2026-12-28T21:00:00Z'))
    await officer.change(id, { notified_on: '2026-11-26' })
    const clocks = (await world.rows('clock', id)).filter(({ name }) => name === 'answer')
    expect(clocks.map(({ status }) => status).sort()).toEqual(['ended', 'running'])
  })

  test('rests while the case waits, and is met when what it watches is done', async () => {
    at('2026-11-23T09:00:00Z')
    const { id, subject } = await aCase({ risk: 'high', secret: 's' })
    expect((await clockOf(id, 'first')).due_at).toEqual(new Date('2026-11-26T21:00:00Z'))
    at('2026-11-24T09:00:00Z')
    await officer.move(id, 'wait')
    expect(await clockOf(id, 'first')).toMatchObject({ status: 'paused', paused_at: new Date('2026-11-24T09:00:00Z') })
    at('2026-12-01T09:00:00Z')
    await runClocks(world.store, world.clock.now)
    expect((await clockOf(id, 'first')).status).toBe('paused')
    await officer.move(id, 'resume')
    // Two working days were left: Wednesday and Thursday.
    expect(await clockOf(id, 'first')).toMatchObject({ status: 'running', due_at: new Date('2026-12-03T21:00:00Z') })
    await officer.add('finding', { parent_id: id, individual: subject, said: 'not' })
    await officer.move(id, 'assess')
    expect((await clockOf(id, 'first')).status).toBe('met')
    expect((await clockOf(id, 'watch')).due_at).toEqual(new Date('2026-12-02T09:00:00Z'))
    await officer.change(id, { risk: 'low' })
    expect((await clockOf(id, 'watch')).due_at).toEqual(new Date('2027-01-01T21:00:00Z'))
  })

  test('that is over puts a task, once, and a task long overdue is shown to who approves', async () => {
    at('2026-11-16T09:00:00Z')
    const { id } = await aCase()
    await runClocks(world.store, new Date('2026-11-19T20:00:00Z'))
    expect(await tasksOf(id)).toEqual([])
    await runClocks(world.store, new Date('2026-11-19T21:00:00Z'))
    await runClocks(world.store, new Date('2026-11-19T21:01:00Z'))
    expect(await tasksOf(id)).toEqual(['call-back open clock'])
    await runClocks(world.store, new Date('2026-11-24T22:00:00Z'))
    expect((await world.rows('task', id))[0].escalated_at).toEqual(new Date('2026-11-24T22:00:00Z'))
    at('2026-11-25T09:00:00Z')
    const dayOf = async (who: Worker) =>
      (await who.asks<{ due: { caseId: string; forMe: boolean; escalated: boolean }[] }>('myDay', {})).due.filter(
        each => each.caseId === id,
      )
    expect(await dayOf(reviewer)).toMatchObject([{ forMe: false, escalated: true }])
    expect(await dayOf(officer)).toEqual([])
  })
})

describe('the days of a country', () => {
  const label = { en: 'Day of mourning', fr: 'Deuil national', ar: 'يوم حداد', es: 'Día de luto' }
  const because = 'announced by the government'
  const ask = async (who: Worker, kind: string, more: { days?: readonly string[]; weekend?: readonly number[] }) => {
    const days = more.days?.map(day => ({ day, label }))
    const { rows } = await who.as(tx =>
      sql<{ id: string }>`select cases.ask_calendar('KEN', ${kind}, ${more.weekend ?? null}::int[],
        ${more.weekend === undefined ? null : 'Africa/Nairobi'}, ${days === undefined ? null : JSON.stringify(days)}::jsonb, ${because}) as id`.execute(
        tx,
      ),
    )
    return rows[0]!.id
  }
  const answer = (who: Worker, id: string, agreed = true) =>
    who.as(tx => sql`select cases.answer_calendar(${id}, ${agreed}, 'looked at the gazette')`.execute(tx))
  let one: Worker
  let two: Worker
  beforeAll(async () => {
    one = await world.worker('system_administrator')
    two = await world.worker('system_administrator')
  })
  const agreed = async (...[kind, more]: [string, Parameters<typeof ask>[2]]) => answer(two, await ask(one, kind, more))
  const dueOf = async (id: string, name = 'first') => (await clockOf(id, name)).due_at

  test('are asked for by one and agreed to by another, and every clock that they touch is worked out anew and says so', async () => {
    at('2026-11-23T09:00:00Z')
    const { id } = await aCase()
    expect(await dueOf(id)).toEqual(new Date('2026-11-26T21:00:00Z'))
    const asked = await ask(one, 'holidays', { days: ['2026-11-25', '2026-11-26'] })
    expect(await dueOf(id)).toEqual(new Date('2026-11-26T21:00:00Z'))
    await expect(answer(one, asked)).rejects.toMatchObject({ code: 'not-allowed' })
    await answer(two, asked)
    // Tuesday 24, Friday 27, Monday 30.
    expect(await dueOf(id)).toEqual(new Date('2026-11-30T21:00:00Z'))
    const kept = await world.owner.query('select state, clocks from cases.calendar_version where id = $1', [asked])
    expect(kept.rows).toMatchObject([{ state: 'agreed' }])
    expect(kept.rows[0].clocks).toBeGreaterThan(0)
    const audit = await world.owner.query(
      `select staff_id, record, action from audit.entry where $1 = any (ids) or (record = 'clock' and staff_id = $2 and $3 = any (ids))`,
      [asked, two.staffId, (await clockOf(id, 'first')).id],
    )
    expect(audit.rows.map(({ staff_id, record, action }) => [staff_id === two.staffId, record, action])).toEqual(
      expect.arrayContaining([
        [false, 'calendar_version', 'create'],
        [true, 'calendar_version', 'change'],
        [true, 'clock', 'change'],
      ]),
    )
    await agreed('working-days', { days: ['2026-11-26'] })
    expect(await dueOf(id)).toEqual(new Date('2026-11-27T21:00:00Z'))
    await agreed('working-days', { days: ['2026-11-25'] })
  })

  test('give back to a clock the days it rested, and leave alone what has ended and what counts hours', async () => {
    at('2026-11-23T09:00:00Z')
    const { id, subject } = await aCase({ risk: 'high', secret: 's' })
    await officer.move(id, 'wait')
    at('2026-12-01T09:00:00Z')
    await officer.move(id, 'resume')
    expect(await dueOf(id)).toEqual(new Date('2026-12-04T21:00:00Z'))
    const over = await aCase({ risk: 'high', secret: 's' })
    await officer.add('finding', { parent_id: over.id, individual: over.subject, said: 'not' })
    await officer.move(over.id, 'assess')
    const before = [await dueOf(over.id), await dueOf(over.id, 'watch')]
    await agreed('holidays', { days: ['2026-12-02'] })
    expect(await dueOf(id)).toEqual(new Date('2026-12-07T21:00:00Z'))
    expect([await dueOf(over.id), await dueOf(over.id, 'watch')]).toEqual(before)
    await officer.add('finding', { parent_id: id, individual: subject, said: 'not' })
    // People rest on Friday and Saturday: Thursday 3, Sunday 6, Monday 7.
    await agreed('week', { weekend: [5, 6] })
    expect(await dueOf(id)).toEqual(new Date('2026-12-07T21:00:00Z'))
    await agreed('working-days', { days: ['2026-12-02'] })
    expect(await dueOf(id)).toEqual(new Date('2026-12-06T21:00:00Z'))
    await agreed('week', { weekend: [6, 7] })
    expect(await dueOf(id)).toEqual(new Date('2026-12-04T21:00:00Z'))
  })

  test('move a task that a rule put for so many working days, and none that is over or to a moment somebody chose', async () => {
    at('2026-11-23T09:00:00Z')
    const { id } = await aCase()
    const child = await world.person('Omar')
    await officer.add('member', { parent_id: id, individual: child, role: 'child' })
    await tell('death', [child])
    const taskOf = async () => (await world.rows('task', id)).find(({ cause }) => cause === 'event')
    expect((await taskOf()).due_at).toEqual(new Date('2026-11-25T21:00:00Z'))
    await officer.add('task', { parent_id: id, kind: 'other', what: 'call', due_at: '2026-11-25T21:00:00Z' })
    await agreed('holidays', { days: ['2026-11-24'] })
    expect((await taskOf()).due_at).toEqual(new Date('2026-11-26T21:00:00Z'))
    const called = (await world.rows('task', id)).find(({ cause }) => cause === 'person')
    expect(called.due_at).toEqual(new Date('2026-11-25T21:00:00Z'))
    // one day of it has passed: Wednesday is left
    at('2026-11-24T09:00:00Z')
    await agreed('working-days', { days: ['2026-11-24'] })
    expect((await taskOf()).due_at).toEqual(new Date('2026-11-26T21:00:00Z'))
    await agreed('holidays', { days: ['2026-11-26'] })
    expect((await taskOf()).due_at).toEqual(new Date('2026-11-27T21:00:00Z'))
    at('2026-12-01T09:00:00Z')
    await agreed('working-days', { days: ['2026-11-26'] })
    expect((await taskOf()).due_at).toEqual(new Date('2026-11-27T21:00:00Z'))
    await world.owner.query('update example.task set due_at = $2 where id = $1', [
      (await taskOf()).id,
      '2026-12-03T10:30:00Z',
    ])
    await agreed('holidays', { days: ['2026-12-02'] })
    expect((await taskOf()).due_at).toEqual(new Date('2026-12-03T10:30:00Z'))
    await agreed('working-days', { days: ['2026-12-02'] })
  })

  test('are kept by nobody else, are never all days of rest, and a day has its name in every language', async () => {
    await expect(ask(officer, 'holidays', { days: ['2026-12-02'] })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(ask(one, 'week', { weekend: [1, 2, 3, 4, 5, 6, 7] })).rejects.toMatchObject({ code: 'invalid' })
    await expect(ask(one, 'holidays', { days: ['tomorrow'] })).rejects.toMatchObject({ code: 'invalid' })
    const asked = await ask(one, 'holidays', { days: ['2026-12-03'] })
    await answer(two, asked, false)
    const { rows } = await world.owner.query(`select from cases.holiday where day = '2026-12-03'`)
    expect(rows).toEqual([])
  })
})

describe('what happens to somebody', () => {
  test('is brought to each open case they are in, as it says, and to no other', async () => {
    at('2026-11-20T09:00:00Z')
    const { id, subject } = await aCase()
    const child = await world.person('Omar')
    await officer.add('member', { parent_id: id, individual: child, role: 'child' })
    const closed = await officer.open({ topic: 'over', subject: child })
    await world.owner.query(`update example.file set state = 'gone' where id = $1`, [closed.id])
    await tell('death', [child])
    expect(await tasksOf(id)).toEqual(['look-again open event'])
    expect(await stateOf(id)).toBe('open')
    const members = await world.rows('member', id)
    expect(members.map(({ individual, until }) => [individual, until !== null])).toEqual([
      [subject, false],
      [child, true],
    ])
    expect(await tasksOf(closed.id)).toEqual([])
  })

  test('ends a case without anybody only when nobody else of it is left', async () => {
    const { id, subject } = await aCase()
    const second = await world.person('Second')
    await officer.add('member', { parent_id: id, individual: second, role: 'applicant' })
    await tell('death', [subject])
    expect(await stateOf(id)).toBe('open')
    await tell('death', [second])
    expect(await stateOf(id)).toBe('gone')
    expect((await world.rows('stage', id)).at(-1)).toMatchObject({ to_state: 'gone', by_system: true })
    expect((await world.rows('clock', id)).every(({ status }) => status === 'ended')).toBe(true)
    expect(await tasksOf(id)).toEqual(['look-again withdrawn event', 'look-again withdrawn event'])
    await tell('death-undone', [second])
    expect((await tasksOf(id)).at(-1)).toBe('event-undone open event')
  })

  test('that ends a case while it waits ends its clocks too: none of them rests any more', async () => {
    const { id, subject } = await aCase()
    await officer.move(id, 'wait')
    expect(await clockOf(id, 'first')).toMatchObject({ status: 'paused' })
    await tell('death', [subject])
    expect(await clockOf(id, 'first')).toMatchObject({ status: 'ended', paused_at: null })
  })

  test('is said beforehand to who reads the case, and its existence to nobody else', async () => {
    const { id, subject } = await aCase()
    const { number } = await officer.get(id)
    const foreseen = (who: Worker) =>
      who.as((tx, asking) => foresee(tx, asking, { name: 'registration.death', ids: [subject], on: '2026-11-20' }))
    expect((await foreseen(officer)).map(({ label, values }) => [label, values.number])).toEqual([
      ['case.consequence.leave', number],
      ['case.consequence.move', number],
      ['case.consequence.task', number],
    ])
    expect(await foreseen(clerk)).toEqual([])
    expect(await foreseen(await world.worker('rsd_officer', 'KAK'))).toEqual([])
  })

  test('and did not happen after all takes its open tasks back, and who left is in the case again', async () => {
    const { id, subject } = await aCase()
    const child = await world.person('Omar')
    await officer.add('member', { parent_id: id, individual: child, role: 'child' })
    await tell('departure', [subject])
    await tell('death', [child])
    await tell('death-undone', [child])
    expect(await tasksOf(id)).toEqual(['look-again open event', 'look-again withdrawn event'])
    expect((await world.rows('member', id)).filter(({ until }) => until === null)).toHaveLength(2)
  })

  test('is told by who may change registrations, and by nobody else', async () => {
    const { id, subject } = await aCase()
    await officer.as((tx, asking) =>
      happened(tx, asking, { name: 'registration.departure', ids: [subject], on: '2026-11-20' }),
    )
    expect(await tasksOf(id)).toEqual([])
  })

  test('twice puts one task', async () => {
    const { id, subject } = await aCase()
    await tell('departure', [subject])
    await tell('departure', [subject])
    expect(await tasksOf(id)).toEqual(['look-again open event'])
  })
})
