import { newId } from '@nansen/kernel'
import { asSession, openSession } from '@nansen/store'
import { afterAll, expect, test } from 'vitest'
import { SURGE_DAYS } from '../surge.ts'
import { adminWorld, type Colleague, dayFromNow } from '../test/adminWorld.ts'

const world = await adminWorld()
const { owner, store, offices, organisation, colleague, act, ask, told, turnClock } = world
afterAll(() => world.end())

const refused = { code: 'not-allowed' }
const [one, two, three] = [
  await colleague('system_administrator'),
  await colleague('system_administrator'),
  await colleague('system_administrator'),
]
const isIn = ({ token }: Colleague) =>
  asSession(store, token, {}, async () => true).catch(({ code }) => (code === 'not-signed-in' ? false : code))
const assignmentOf = async ({ id }: { readonly id: string }, role: string) => {
  const { rows } = await owner.query(
    `select id, office_id, valid_to::text, ended_at is not null as ended from auth.assignment where staff_id = $1 and role = $2`,
    [id, role],
  )
  return rows[0]
}
const held = async ({ id }: { readonly id: string }): Promise<readonly string[]> => {
  const { rows } = await owner.query(`select distinct h.to_day::text as day from auth.held h where h.staff_id = $1`, [
    id,
  ])
  return rows.map(({ day }) => day)
}
/** As if this many days had passed for somebody: every day that is written of them goes back by as many. */
async function age({ id }: { readonly id: string }, days: number) {
  await owner.query('alter table auth.assignment disable trigger a_within_stay')
  await owner.query('update auth.staff set last_day = last_day - $2::int where id = $1', [id, days])
  await owner.query('update auth.assignment set valid_to = valid_to - $2::int where staff_id = $1', [id, days])
  await owner.query('alter table auth.assignment enable trigger a_within_stay')
}
const wanted = (staffId: string, more: object = {}) => ({
  id: newId<string>(),
  staffId,
  role: 'registration_officer',
  officeId: offices.DAD,
  validFrom: dayFromNow(0),
  validTo: null,
  ...more,
})

test('who leaves keeps working until and with the last day, and from the next statement after it finds nothing', async () => {
  const leaver = await colleague('registration_officer', 'DAD')
  await act(one, 'leave', { staffId: leaver.id, lastDay: dayFromNow(0), reason: 'contract ends' })
  expect(await isIn(leaver)).toBe(true)
  expect(await held(leaver)).toEqual([dayFromNow(0)])
  expect(await told(leaver)).toEqual([{ kind: 'leaving', about: { day: dayFromNow(0) } }])
  await age(leaver, 1)
  expect(await isIn(leaver)).toBe(false)
  expect(await turnClock(dayFromNow(0))).toMatchObject({ left: 1 })
  const { rows } = await owner.query(
    `select p.status, s.ended_at is not null as ended from auth.staff p join auth.session s on s.staff_id = p.id where p.id = $1`,
    [leaver.id],
  )
  expect(rows).toEqual([{ status: 'disabled', ended: true }])
  expect(await turnClock(dayFromNow(0))).toMatchObject({ left: 0 })
})

test('no role outlasts a leaving, whichever is written first, and none begins after it', async () => {
  const leaver = await colleague('registration_officer', 'DAD')
  const [before, later] = [wanted(leaver.id), wanted(leaver.id, { validFrom: dayFromNow(20) })]
  await act(one, 'request-assignment', before)
  await act(one, 'request-assignment', later)
  await act(one, 'leave', { staffId: leaver.id, lastDay: dayFromNow(10), reason: 'another post' })
  const after = wanted(leaver.id, { role: 'reception_clerk', validTo: dayFromNow(300) })
  await act(one, 'request-assignment', after)
  for (const { id } of [before, after]) {
    await act(two, 'approve-assignment', { id })
    await act(three, 'approve-assignment', { id })
  }
  await expect(act(two, 'approve-assignment', { id: later.id })).rejects.toMatchObject(refused)
  const tooLate = wanted(leaver.id, { validFrom: dayFromNow(11) })
  await expect(act(one, 'request-assignment', tooLate)).rejects.toMatchObject({
    code: 'invalid',
    details: { problems: [{ path: 'validFrom' }] },
  })
  const { rows } = await owner.query(
    'select distinct valid_to::text as day from auth.assignment where staff_id = $1 and ended_at is null',
    [leaver.id],
  )
  expect(rows).toEqual([{ day: dayFromNow(10) }])
  expect((await held(leaver)).toSorted().at(-1)).toBe(dayFromNow(10))
})

test('a leaving is brought forward and not put off; who stays after all is agreed to anew', async () => {
  const leaver = await colleague('registration_officer', 'DAD')
  const leave = (days: number) =>
    act(one, 'leave', { staffId: leaver.id, lastDay: dayFromNow(days), reason: 'contract ends' })
  await expect(leave(-1)).rejects.toMatchObject({ code: 'invalid' })
  await leave(10)
  await expect(leave(11)).rejects.toMatchObject(refused)
  await leave(5)
  await act(two, 'stay', { staffId: leaver.id, reason: 'prolonged' })
  expect((await assignmentOf(leaver, 'registration_officer')).valid_to).toBe(dayFromNow(5))
  expect((await told(leaver)).map(({ kind }) => kind)).toEqual(['leaving', 'leaving', 'staying'])
})

test('nobody arranges their own leaving or staying, and a head of office neither', async () => {
  const head = await colleague('head_of_office', 'NBO')
  const leaver = await colleague('registration_officer', 'DAD')
  const leaving = { staffId: leaver.id, lastDay: dayFromNow(3), reason: 'x' }
  await expect(act(one, 'leave', { ...leaving, staffId: one.id })).rejects.toMatchObject(refused)
  await expect(act(head, 'leave', leaving)).rejects.toMatchObject(refused)
})

test('a move ends the old office in the minute in which two others agree to the new one', async () => {
  const mover = await colleague('registration_officer', 'DAD')
  const old = await assignmentOf(mover, 'registration_officer')
  const move = {
    id: newId<string>(),
    replaces: old.id,
    role: 'registration_supervisor',
    officeId: offices.KLA,
    validFrom: dayFromNow(0),
  }
  await act(one, 'request-move', move)
  await expect(act(one, 'approve-assignment', { id: move.id })).rejects.toMatchObject(refused)
  await act(two, 'approve-assignment', { id: move.id })
  expect((await assignmentOf(mover, 'registration_officer')).ended).toBe(false)
  await act(three, 'approve-assignment', { id: move.id })
  expect((await assignmentOf(mover, 'registration_officer')).ended).toBe(true)
  const { rows } = await owner.query('select office_id from auth.current_assignment where staff_id = $1', [mover.id])
  expect(rows).toEqual([{ office_id: offices.KLA }])
  expect((await told(mover)).map(({ kind }) => kind)).toEqual(['moved'])
})

test('a move ahead of its day leaves no day without an office, and none with two', async () => {
  const mover = await colleague('registration_officer', 'DAD')
  const old = await assignmentOf(mover, 'registration_officer')
  const move = {
    id: newId<string>(),
    replaces: old.id,
    role: 'reception_clerk',
    officeId: offices.KLA,
    validFrom: dayFromNow(7),
  }
  await act(one, 'request-move', move)
  await act(two, 'approve-assignment', { id: move.id })
  await act(three, 'approve-assignment', { id: move.id })
  expect(await assignmentOf(mover, 'registration_officer')).toMatchObject({ valid_to: dayFromNow(6), ended: false })
  const { rows } = await owner.query(
    `select distinct from_day::text, to_day::text from auth.held where staff_id = $1 and module = 'registration' order by 1`,
    [mover.id],
  )
  expect(rows).toEqual([
    { from_day: '2020-01-01', to_day: dayFromNow(6) },
    { from_day: dayFromNow(7), to_day: 'infinity' },
  ])
})

test('only what is in force can be moved', async () => {
  const mover = await colleague('registration_officer', 'DAD')
  const old = await assignmentOf(mover, 'registration_officer')
  await act(one, 'end-assignment', { id: old.id, reason: 'x' })
  const move = { id: newId(), replaces: old.id, role: 'auditor', officeId: offices.KLA, validFrom: dayFromNow(0) }
  await expect(act(one, 'request-move', move)).rejects.toMatchObject(refused)
})

test('an account for a surge of work has an end, is marked, and is not prolonged by its holder', async () => {
  const { rows: said } = await owner.query('select auth.surge_days() as days')
  expect(said).toEqual([{ days: SURGE_DAYS }])
  const id = newId<string>()
  const invite = (lastDay: string) =>
    act(one, 'invite-surge', {
      id,
      organisationId: organisation,
      displayName: 'Surge Invented',
      email: `${id}@example.org`,
      language: 'en',
      lastDay,
    })
  await expect(invite(dayFromNow(SURGE_DAYS + 1))).rejects.toMatchObject({ code: 'invalid' })
  await invite(dayFromNow(30))
  await act(two, 'let-in', { staffId: id })
  const role = wanted(id, { role: 'system_administrator', validTo: dayFromNow(900) })
  await act(one, 'request-assignment', role)
  await act(two, 'approve-assignment', { id: role.id })
  await act(three, 'approve-assignment', { id: role.id })
  expect((await assignmentOf({ id }, 'system_administrator')).valid_to).toBe(dayFromNow(30))
  const { rows } = await ask<{ rows: { id: string; surge: boolean; lastDay: string }[] }>(one, 'admin.stays')
  expect(rows.find(each => each.id === id)).toMatchObject({ surge: true, lastDay: dayFromNow(30) })
  const { token } = await openSession(store, { staffId: id, steppedUp: true })
  const prolong = (who: Colleague, days: number) =>
    act(who, 'prolong-surge', { staffId: id, lastDay: dayFromNow(days), reason: 'still needed' })
  await expect(prolong({ id, token }, 60)).rejects.toMatchObject(refused)
  await expect(prolong(two, SURGE_DAYS + 1)).rejects.toMatchObject({ code: 'invalid' })
  await prolong(two, 60)
  expect((await assignmentOf({ id }, 'system_administrator')).valid_to).toBe(dayFromNow(30))
  await expect(act(two, 'stay', { staffId: id, reason: 'for good' })).rejects.toMatchObject(refused)
})

test('what a leaver would leave behind is counted, and the looking written down', async () => {
  const leaver = await colleague('protection_officer', 'DAD')
  expect(await ask(one, 'admin.left-behind', { staffId: leaver.id })).toEqual({ rows: [] })
  await owner.query(
    `insert into auth.case_access (id, staff_id, module, case_id, reason) values ($1, $2, 'tracing', $3, 'given')`,
    [newId(), leaver.id, newId()],
  )
  expect(await ask(one, 'admin.left-behind', { staffId: leaver.id })).toEqual({
    rows: [{ module: 'tracing', record: 'case', many: 1 }],
  })
  const { rows } = await owner.query(
    `select count(*)::int as n from audit.entry where staff_id = $1 and fields = '{owned}' and ids = array[$2::uuid]`,
    [one.id, leaver.id],
  )
  expect(rows).toEqual([{ n: 2 }])
  const elsewhere = await colleague('head_of_office', 'KLA')
  await expect(ask(elsewhere, 'admin.left-behind', { staffId: leaver.id })).rejects.toMatchObject(refused)
})

test('undoing somebody’s second factor can be refused, and then nobody agrees to it any more', async () => {
  const clerk = await colleague('reception_clerk')
  const id = newId<string>()
  await act(one, 'request-reset', { id, staffId: clerk.id, reason: 'telephone lost' })
  await act(two, 'refuse-reset', { id, reason: 'not the person' })
  const code = 'A2B3C-D4E5F-G6H7J-K8M9N-P2Q3R-S4T5V'
  await expect(act(three, 'approve-reset', { id, code })).rejects.toMatchObject(refused)
  expect((await told(clerk)).map(({ kind }) => kind)).toEqual(['access-undone-refused'])
  const { rows } = await ask<{ rows: { id: string; open: boolean }[] }>(one, 'admin.resets')
  expect(rows.find(each => each.id === id)?.open).toBe(false)
})
