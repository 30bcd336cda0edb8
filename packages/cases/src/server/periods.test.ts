import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import { runClocks } from './clocks.ts'

let world: CaseWorld
let officer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
})
afterAll(() => world.end())

const at = (instant: string) => {
  world.clock.now = new Date(instant)
}
/** As two administrators agreed: modules/oversight/server/periods.test.ts. */
const agreed = (clock: string, spans: object | null, from: string) =>
  world.owner.query(
    `insert into cases.calendar_version (country, kind, of_module, clock, spans, because, state, asked_by, answered_by, holds_from)
     select o.country, 'period', 'example', $1, $2, 'as the law has it', 'agreed', $3, null, $4 from auth.office o
     join auth.staff s on s.id = $3 join auth.assignment a on a.staff_id = s.id and a.office_id = o.id limit 1`,
    [clock, spans, officer.staffId, from],
  )
const dueOf = async (id: string, clock: string) =>
  (await world.rows('clock', id)).find(({ name }) => name === clock)?.due_at.toISOString()
const open = async () => (await officer.open({ topic: 'a claim', risk: 'high', subject: await world.person() })).id

test('a clock that starts after a country agreed on its own period runs for that, and one that ran keeps what it was told', async () => {
  at('2026-11-16T09:00:00Z')
  const before = await open()
  const told = await dueOf(before, 'first')
  await agreed('first', { amount: 2, unit: 'days' }, '2026-11-16T10:00:00Z')
  at('2026-11-16T11:00:00Z')
  const after = await open()
  expect(await dueOf(after, 'first')).toBe('2026-11-19T00:00:00.000Z')
  await officer.change(before, { topic: 'another claim' })
  await world.owner.query(`select cases.work_out_anew('KEN', null)`)
  expect(await dueOf(before, 'first')).toBe(told)
  expect(await dueOf(after, 'first')).toBe('2026-11-19T00:00:00.000Z')
  await agreed('first', null, '2026-11-16T12:00:00Z')
  at('2026-11-16T13:00:00Z')
  expect(await dueOf(await open(), 'first')).toBe(told)
})

test('an overdue task stands before somebody else as late as the country says', async () => {
  await agreed('escalation', { amount: 1, unit: 'months' }, '2026-01-01T00:00:00Z')
  at('2026-11-20T09:00:00Z')
  const id = await open()
  await world.owner.query(
    `insert into example.task (id, parent_id, kind, due_at, status, cause) values (cases.new_id(), $1, 'other', '2026-11-21T09:00Z', 'open', 'event')`,
    [id],
  )
  const escalated = async () => (await world.rows('task', id)).find(({ kind }) => kind === 'other').escalated_at
  await runClocks(world.store, new Date('2026-12-15T09:00:00Z'))
  expect(await escalated()).toBeNull()
  await runClocks(world.store, new Date('2026-12-23T09:00:00Z'))
  expect(await escalated()).not.toBeNull()
})
