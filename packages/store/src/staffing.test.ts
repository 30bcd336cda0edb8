import { newId } from '@nansen/kernel'
import { grant } from '@nansen/model'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, type SignedIn, sampleWorld } from '../test/sampleWorld.ts'
import { asSession } from './asSession.ts'

const admin = {
  system_administrator: [
    ...grant('read', 'global'),
    ...grant('create', 'global'),
    ...grant('change', 'global'),
    ...grant('approve', 'global'),
  ],
  head_of_office: [...grant('read', 'subtree'), ...grant('approve', 'subtree')],
}
let world: SampleWorld
let first: SignedIn
let second: SignedIn
let head: SignedIn
beforeAll(async () => {
  world = await sampleWorld({ columns: { admin } })
  first = await world.colleague('system_administrator', world.offices.NBO)
  second = await world.colleague('system_administrator', world.offices.NBO)
  head = await world.colleague('head_of_office', world.offices.KLA)
})
afterAll(() => world.end())

const call = (who: SignedIn, text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> =>
  asSession(world.store, who.token, {}, async tx => {
    const parts = text.split('?')
    const { rows } = await sql<Record<string, unknown>>`${sql.join(
      parts.flatMap((part, i) => (i < values.length ? [sql.raw(part), sql`${values[i]}`] : [sql.raw(part)])),
      sql``,
    )}`.execute(tx)
    return rows
  })
const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    error => error.code,
  )

async function invited(): Promise<string> {
  const id = newId()
  const { rows } = await world.owner.query('select id from auth.organisation')
  await call(first, 'select auth.invite(?, ?, ?, ?, ?)', [id, rows[0].id, 'New Colleague', `${id}@Example.org`, 'fr'])
  return id
}
async function requested(staff: string, office: string, by = first): Promise<string> {
  const id = newId()
  await call(by, `select auth.request_assignment(?, ?, 'registration_officer', ?, null, current_date, null)`, [
    id,
    staff,
    office,
  ])
  return id
}

describe('a new colleague', () => {
  test('is let in by a second administrator, never by who invited them', async () => {
    const id = await invited()
    expect(await outcome(call(first, 'select auth.activate(?)', [id]))).toBe('not-allowed')
    expect(await outcome(call(second, 'select auth.activate(?)', [id]))).toBe('done')
    const [row] = await call(first, 'select * from auth.staff_list() where id = ?', [id])
    expect(row).toMatchObject({
      status: 'active',
      email: `${id}@example.org`,
      created_by: first.staffId,
      approved_by: second.staffId,
    })
  })
})

describe('an assignment', () => {
  test('holds only after two people approved it, neither of them its holder', async () => {
    const id = await invited()
    await call(second, 'select auth.activate(?)', [id])
    const assignment = await requested(id, world.offices.DAD)
    const approve = (who: SignedIn) => outcome(call(who, 'select auth.approve_assignment(?)', [assignment]))
    const signIn = () =>
      world.signIn(id).then(
        () => 'in',
        error => error.code,
      )
    expect([await approve(first), await signIn()]).toEqual(['done', 'not-signed-in'])
    expect(await approve(first)).toBe('not-allowed')
    expect([await approve(second), await signIn()]).toEqual(['done', 'in'])
  })

  test('is not approved by its own holder', async () => {
    const mine = await requested(second.staffId, world.offices.DAD)
    expect(await outcome(call(second, 'select auth.approve_assignment(?)', [mine]))).toBe('not-allowed')
  })

  test('is a head of office’s to approve in their own offices only', async () => {
    const id = await invited()
    const [here, elsewhere] = [await requested(id, world.offices.KLA), await requested(id, world.offices.DAD)]
    expect(await outcome(call(head, 'select auth.approve_assignment(?)', [elsewhere]))).toBe('not-allowed')
    expect(await outcome(call(head, 'select auth.approve_assignment(?)', [here]))).toBe('done')
    const listed = await call(head, 'select office_id from auth.assignment_list()', [])
    expect(new Set(listed.map(row => row.office_id))).toEqual(new Set([world.offices.KLA]))
  })

  test('ended takes the rows away at the next statement', async () => {
    const officer = await world.colleague('registration_officer', world.offices.DAD)
    await makeFile(world.owner, world.offices.DAD)
    const { rows } = await world.owner.query('select id from auth.assignment where staff_id = $1', [officer.staffId])
    const counts = await asSession(world.store, officer.token, {}, async tx => {
      const count = async () =>
        (await sql<{ n: number }>`select count(*)::int as n from sample.file`.execute(tx)).rows[0]!.n
      const before = await count()
      await call(first, 'select auth.end_assignment(?, ?)', [rows[0].id, 'contract over'])
      return [before > 0, await count()]
    })
    expect(counts).toEqual([true, 0])
  })
})

test('nobody without the right invites, disables or lists', async () => {
  const officer = await world.colleague('registration_officer', world.offices.DAD)
  expect(await outcome(call(officer, 'select auth.disable(?, ?)', [first.staffId, 'x']))).toBe('not-allowed')
  expect(
    await outcome(
      call(officer, `select auth.request_assignment(?, ?, 'head_of_office', ?, null, current_date, null)`, [
        newId(),
        officer.staffId,
        world.offices.DAD,
      ]),
    ),
  ).toBe('not-allowed')
  expect(await call(officer, 'select * from auth.staff_list()', [])).toEqual([])
  expect(await call(officer, 'select * from auth.assignment_list()', [])).toEqual([])
})

test('a disabled colleague’s sessions end, and it is in the audit why', async () => {
  const officer = await world.colleague('registration_officer', world.offices.DAD)
  await call(first, 'select auth.disable(?, ?)', [officer.staffId, 'left the organisation'])
  expect(await outcome(call(officer, 'select 1', []))).toBe('not-signed-in')
  const { rows } = await world.owner.query(
    `select staff_id, reason from audit.entry where ids @> array[$1::uuid] order by seq desc limit 1`,
    [officer.staffId],
  )
  expect(rows[0]).toEqual({ staff_id: first.staffId, reason: 'left the organisation' })
})

test('a case is given by who may transfer it, and only then seen by who it was given to', async () => {
  const supervisor = await world.colleague('registration_supervisor', world.offices.DAD)
  const worker = await world.colleague('gbv_caseworker', world.offices.KAK)
  const file = await makeFile(world.owner, world.offices.DAD)
  const give = (who: SignedIn) =>
    outcome(
      call(who, `select auth.give_case(?, ?, 'sample', 'file', ?, 'referral', null)`, [newId(), worker.staffId, file]),
    )
  const seen = () => call(worker, 'select id from sample.file where id = ?', [file])
  expect([await give(worker), await seen()]).toEqual(['not-found', []])
  expect([await give(supervisor), await seen()]).toEqual(['done', [{ id: file }]])
})
