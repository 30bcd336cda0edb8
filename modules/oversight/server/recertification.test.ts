import { asSession } from '@nansen/store'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { adminWorld, type Colleague, dayFromNow } from '../test/adminWorld.ts'

const world = await adminWorld()
const { owner, store, colleague, act, ask, told, turnClock } = world
afterAll(() => world.end())
beforeEach(async () => {
  await owner.query('delete from auth.recertified')
  await owner.query('delete from auth.recertification')
  await owner.query('delete from auth.notice')
})

const [one, two, three] = [
  await colleague('system_administrator'),
  await colleague('system_administrator'),
  await colleague('system_administrator'),
]
const head = await colleague('head_of_office', 'NBO')
const clerk = await colleague('reception_clerk', 'DAD')

interface Line {
  readonly assignmentId: string
  readonly staffId: string
  readonly outcome: string | null
  readonly suspendedAt: string | null
  readonly suspendOn: string
  readonly asksMe: boolean
  readonly mine: boolean
  readonly decidedName: string | null
  readonly reason: string | null
}
const lines = async (who: Colleague) => (await ask<{ rows: Line[] }>(who, 'admin.recertification')).rows
const lineOf = async (who: Colleague, of: Colleague) => (await lines(who)).find(({ staffId }) => staffId === of.id)
const answer = async (who: Colleague, of: Colleague, keep: boolean, reason: string | null = null) =>
  act(who, 'recertify', {
    answers: [{ assignmentId: (await lineOf(one, of))?.assignmentId ?? of.id, keep, reason }],
  })
const isIn = ({ token }: Colleague) =>
  asSession(store, token, {}, async () => true).catch(({ code }) => (code === 'not-signed-in' ? false : code))
/** In no order: what is said by one turn of the clock is said at one moment. */
const kinds = async (who: Colleague) => (await told(who)).map(({ kind }) => kind).sort()
/** Open, told that it is overdue, and past the grace. */
const openAndWait = async (days: readonly number[]) => {
  const turns = []
  for (const each of days) turns.push(await turnClock(dayFromNow(each)))
  return turns
}

test('each quarter the head of an office is asked about everybody there, once; administrators where there is no head', async () => {
  const far = await colleague('reception_clerk', 'KLA')
  expect((await turnClock(dayFromNow(0))).opened).toBe(6)
  expect((await turnClock(dayFromNow(0))).opened).toBe(0)
  expect((await lineOf(head, clerk))?.asksMe).toBe(true)
  expect(await lineOf(head, far)).toBeUndefined()
  expect((await lineOf(one, far))?.asksMe).toBe(true)
  expect((await lineOf(one, clerk))?.asksMe).toBe(false)
  expect(await told(head)).toEqual([{ kind: 'recertification-asked', about: { day: dayFromNow(14), many: 4 } }])
  await owner.query('update auth.assignment set ended_at = now() where staff_id = $1', [far.id])
})

test('what was agreed to within the quarter is not asked about', async () => {
  const fresh = await colleague('reception_clerk', 'DAD')
  await owner.query('update auth.assignment set requested_at = now() where staff_id = $1', [fresh.id])
  await turnClock(dayFromNow(0))
  expect(await lineOf(one, fresh)).toBeUndefined()
  await owner.query('update auth.assignment set ended_at = now() where staff_id = $1', [fresh.id])
})

test('what is confirmed goes on, what is ended ends at once with a reason; nobody answers for themselves', async () => {
  const goes = await colleague('reception_clerk', 'DAD')
  await turnClock(dayFromNow(0))
  await answer(head, clerk, true)
  expect(await lineOf(head, clerk)).toMatchObject({ outcome: 'confirmed', decidedName: 'Colleague head_of_office' })
  await expect(answer(head, goes, false)).rejects.toMatchObject({
    code: 'invalid',
    details: { problems: [{ path: 'reason' }] },
  })
  expect(await isIn(goes)).toBe(true)
  await answer(head, goes, false, 'moved away')
  expect(await isIn(goes)).toBe(false)
  expect(await kinds(goes)).toEqual(['assignment-ended'])
  await expect(answer(head, head, true)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(answer(head, clerk, false, 'second thoughts')).rejects.toMatchObject({ code: 'invalid' })
})

test('answers come all together or not at all', async () => {
  await turnClock(dayFromNow(0))
  const [good, bad] = [await lineOf(one, clerk), await lineOf(one, head)]
  const answers = [good, bad].map(line => ({ assignmentId: line!.assignmentId, keep: true }))
  await expect(act(head, 'recertify', { answers })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await lineOf(head, clerk)).toMatchObject({ outcome: null })
})

test('a head of office elsewhere answers for nobody here', async () => {
  await turnClock(dayFromNow(0))
  const other = await colleague('head_of_office', 'KLA')
  await expect(answer(other, clerk, true)).rejects.toMatchObject({ code: 'not-found' })
  expect((await lines(other)).map(({ staffId }) => staffId)).toEqual([])
})

test('both are told before; after the grace the assignment is suspended, and one confirmation brings it back', async () => {
  const late = await colleague('registration_officer', 'DAD')
  const [, early, overdue, grace, over] = await openAndWait([0, 14, 15, 29, 30])
  expect([early?.warned, overdue?.suspended, grace?.suspended]).toEqual([0, 0, 0])
  expect(overdue?.warned).toBeGreaterThan(0)
  expect(over?.suspended).toBeGreaterThan(0)
  expect(await told(late)).toEqual([
    {
      kind: 'recertification-unanswered',
      about: { role: 'registration_officer', office: 'DAD', day: dayFromNow(29) },
    },
    { kind: 'assignment-suspended', about: { role: 'registration_officer', office: 'DAD' } },
  ])
  expect(await kinds(head)).toEqual([
    'assignment-suspended',
    'recertification-asked',
    'recertification-overdue',
    'recertification-suspended',
    'recertification-unanswered',
  ])
  expect(await isIn(late)).toBe(false)
  const { rows } = await owner.query(
    `select action, fields, reason from audit.entry where record = 'assignment' and ids @> array[$1::uuid] and action = 'suspend'`,
    [late.id],
  )
  expect(rows).toEqual([{ action: 'suspend', fields: ['ended_at'], reason: 'not confirmed in time' }])
  await answer(one, late, true)
  expect(await isIn(late)).toBe(true)
  await owner.query('update auth.assignment set ended_at = null where ended_by is null and staff_id <> $1', [late.id])
  await owner.query('update auth.assignment set ended_at = now() where staff_id = $1', [late.id])
})

test('what somebody ended meanwhile is not brought back by a late confirmation', async () => {
  const late = await colleague('registration_officer', 'DAD')
  await openAndWait([0, 15, 30])
  const { assignmentId } = (await lineOf(one, late))!
  await owner.query('update auth.assignment set ended_at = now(), ended_by = $2 where id = $1', [assignmentId, two.id])
  await answer(one, late, true).catch(() => null)
  expect(await isIn(late)).toBe(false)
  await owner.query('update auth.assignment set ended_at = null where ended_by is null')
})

test('a server that was not running suspends nobody who was not told two weeks before', async () => {
  const late = await colleague('registration_officer', 'DAD')
  const [, warned, still, over] = await openAndWait([0, 80, 94, 95])
  expect(warned).toMatchObject({ suspended: 0 })
  expect(still).toMatchObject({ suspended: 0 })
  expect(over?.suspended).toBeGreaterThan(0)
  expect((await told(late))[0]?.about).toMatchObject({ day: dayFromNow(94) })
  await owner.query('update auth.assignment set ended_at = null where ended_by is null')
})

test('three administrators are never suspended: somebody must be left to let the others in again', async () => {
  await openAndWait([0, 15, 30])
  for (const each of [one, two, three]) expect(await isIn(each)).toBe(true)
  expect(await isIn(head)).toBe(false)
  await owner.query('update auth.assignment set ended_at = null where ended_by is null')
})

test('an auditor sees who confirmed what and why, also of quarters past; and answers nothing', async () => {
  const auditor = await colleague('auditor')
  await turnClock(dayFromNow(0))
  await answer(head, clerk, true, 'works at the gate')
  const seen = await ask<{ rows: Line[]; quarters: string[] }>(auditor, 'oversight.recertified')
  expect(seen.quarters).toHaveLength(1)
  expect(seen.rows.find(({ staffId }) => staffId === clerk.id)).toMatchObject({
    outcome: 'confirmed',
    reason: 'works at the gate',
    decidedName: 'Colleague head_of_office',
  })
  await expect(answer(auditor, head, true)).rejects.toMatchObject({ code: 'not-allowed' })
  await turnClock(dayFromNow(92))
  const quarters = (await ask<{ quarters: string[] }>(auditor, 'oversight.recertified')).quarters
  expect(quarters).toHaveLength(2)
  const past = await ask<{ rows: Line[] }>(auditor, 'oversight.recertified', { quarter: seen.quarters[0] })
  expect(past.rows.find(({ staffId }) => staffId === clerk.id)?.outcome).toBe('confirmed')
})
