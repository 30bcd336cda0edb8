import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'

let world: SampleWorld
let officer: SignedIn
let supervisor: SignedIn
let partner: SignedIn
let client: pg.PoolClient
beforeAll(async () => {
  world = await sampleWorld()
  await makeFile(world.owner, world.offices.DAD, { subject: '7' })
})
beforeEach(async () => {
  const { DAD, NBO } = world.offices
  officer = await world.colleague('registration_officer', DAD)
  supervisor = await world.colleague('registration_supervisor', NBO)
  partner = await world.colleague('partner_caseworker', DAD, { purposes: ['protection', 'assistance'] })
})
afterAll(() => world.end())

/** Rights as they are worked out, where they differ from what the definition gives at this moment. */
const DIFFERENCE = `with meant as (select * from auth.holding(array(select id from auth.staff)))
  (table auth.held except table meant) union all (table meant except table auth.held)`
const differences = async () => (await world.owner.query(DIFFERENCE)).rows

const files = async () => (await client.query('select id from sample.file')).rows.length

/** What somebody sees before and after a change that another transaction commits, in two statements of one transaction of theirs. */
async function beforeAndAfter(
  who: SignedIn,
  change: string,
  values: readonly unknown[],
  begun: { readonly purpose?: string; readonly bare?: true } = {},
): Promise<readonly number[]> {
  client = await world.store.pool('nansen_app').connect()
  try {
    await client.query('begin')
    // bare: with nothing but the token, also for whom `auth.begin` turns away
    if (begun.bare) await client.query(`select set_config('nansen.token', $1, true)`, [who.token])
    else await client.query('select auth.begin($1, $2)', [who.token, begun.purpose ?? null])
    const before = await files()
    await world.owner.query(change, [...values])
    return [before, await files()]
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const TODAY = `(now() at time zone 'UTC')::date`
const assignment = (set: string) => `update auth.assignment set ${set} where staff_id = $1`

describe('the very next statement honours that', () => {
  test.each([
    ['an assignment was ended', 'ended_at = now()'],
    ['an assignment ran out yesterday', `valid_to = ${TODAY} - 1`],
    ['an assignment begins only tomorrow', `valid_from = ${TODAY} + 1`],
    ['an assignment was never approved twice', `founding = false, approved_by_1 = null`],
    ['an assignment is of another role', `role = 'data_analyst'`],
    ['an assignment is at another office', `office_id = (select id from auth.office where code = 'KAK')`],
  ])('%s', async (_what, set) => {
    expect(await beforeAndAfter(officer, assignment(set), [officer.staffId])).toEqual([1, 0])
    expect(await differences()).toEqual([])
  })
  test('a colleague was disabled, or made active again', async () => {
    const status = 'update auth.staff set status = $2 where id = $1'
    expect(await beforeAndAfter(officer, status, [officer.staffId, 'disabled'])).toEqual([1, 0])
    expect(await beforeAndAfter(officer, status, [officer.staffId, 'active'], { bare: true })).toEqual([0, 1])
  })
  test('a session ended', async () => {
    const end = 'update auth.session set ended_at = now() where staff_id = $1'
    expect(await beforeAndAfter(officer, end, [officer.staffId])).toEqual([1, 0])
  })
  test('the matrix took a right away, and gave it back', async () => {
    const of = `module = 'sample' and action = 'read' and level = 'personal' and role = 'registration_officer'`
    await world.owner.query(`create table public.kept as select * from auth.role_grant where ${of}`)
    expect(await beforeAndAfter(officer, `delete from auth.role_grant where ${of}`, [])).toEqual([1, 0])
    expect(await beforeAndAfter(officer, 'insert into auth.role_grant table public.kept', [])).toEqual([0, 1])
    expect(await differences()).toEqual([])
    await world.owner.query('drop table public.kept')
  })
  test('an office went to stand under another, and came back', async () => {
    const move = `update auth.office set parent_id = (select id from auth.office where code = $1) where code = 'DAD'`
    expect(await beforeAndAfter(supervisor, move, ['KLA'])).toEqual([1, 0])
    expect(await beforeAndAfter(supervisor, move, ['NBO'])).toEqual([0, 1])
  })
  test('a right is bound to a purpose', async () => {
    expect(await beforeAndAfter(partner, 'select 1', [])).toEqual([0, 0])
    expect(
      await beforeAndAfter(partner, assignment('ended_at = now()'), [partner.staffId], { purpose: 'assistance' }),
    ).toEqual([1, 0])
  })
})

test('an assignment holds on its last day and not on the next, without anybody doing anything', async () => {
  await world.owner.query(assignment(`valid_from = ${TODAY} - 3, valid_to = ${TODAY}`), [officer.staffId])
  expect(await beforeAndAfter(officer, 'select 1', [])).toEqual([1, 1])
  // what tomorrow finds is what today finds of a stretch of days that ended yesterday
  const aDayOn = 'update auth.held set from_day = from_day - 1, to_day = to_day - 1 where staff_id = $1'
  expect(await beforeAndAfter(officer, aDayOn, [officer.staffId])).toEqual([1, 0])
  await world.owner.query('select auth.work_out(array[$1::uuid])', [officer.staffId])
})

test('assignments that overlap are worked out for each stretch of days', async () => {
  await world.owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, valid_to, founding)
     select gen_random_uuid(), $1, 'registration_officer', id, '2031-01-10', '2031-01-20', true from auth.office where code = 'KAK'`,
    [officer.staffId],
  )
  const { rows } = await world.owner.query(
    `select from_day::text, to_day::text, cardinality(here) as offices from auth.held
     where staff_id = $1 and module = 'sample' and action = 'read' and level = 'personal' and purpose is null order by 1`,
    [officer.staffId],
  )
  expect(rows).toEqual([
    { from_day: '2020-01-01', to_day: '2031-01-09', offices: 1 },
    { from_day: '2031-01-10', to_day: '2031-01-20', offices: 2 },
    { from_day: '2031-01-21', to_day: 'infinity', offices: 1 },
  ])
})

test('two changes at the same moment are both worked out', async () => {
  const other = new pg.Client({ connectionString: world.database.ownerUrl })
  await other.connect()
  await other.query('begin')
  await other.query(
    `update auth.role_grant set scope = 'subtree' where role = 'registration_officer' and scope = 'office'`,
  )
  const waits = world.owner.query(assignment(`role = 'head_of_office'`), [officer.staffId])
  await other.query('commit')
  await waits
  await other.end()
  expect(await differences()).toEqual([])
})

test('a load that silences triggers does not silence this', async () => {
  await world.owner.query(`begin; set local session_replication_role = 'replica'`)
  await world.owner.query(assignment('ended_at = now()'), [officer.staffId])
  await world.owner.query('commit')
  expect(await beforeAndAfter(officer, 'select 1', []).catch(error => error.message)).toBe('no-assignment')
  expect(await differences()).toEqual([])
})

test('no right changes in a transaction that does not see what others changed meanwhile', async () => {
  await world.owner.query('begin isolation level repeatable read')
  const changed = world.owner.query(assignment('ended_at = now()'), [officer.staffId])
  await expect(changed).rejects.toThrow('rights change only in transactions')
  await world.owner.query('rollback')
})

test('nobody who serves can read or write what was worked out', async () => {
  for (const login of [
    'nansen_app',
    'nansen_login',
    'nansen_matcher',
    'nansen_images',
    'nansen_audit',
    'nansen_sync',
  ]) {
    const { rows } = await world.owner.query(
      `select has_table_privilege($1, 'auth.held', 'select, insert, update, delete, truncate') or
        has_function_privilege($1, 'auth.work_out(uuid[])', 'execute') or has_function_privilege($1, 'auth.holding(uuid[])', 'execute') as may`,
      [login],
    )
    expect([login, rows[0].may]).toEqual([login, false])
  }
})
