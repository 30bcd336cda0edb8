import { foresee, happened } from '@nansen/store'
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
