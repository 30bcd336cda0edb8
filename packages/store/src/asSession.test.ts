import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, sampleWorld } from '../test/sampleWorld.ts'
import { asSession } from './asSession.ts'
import { checkSafety, findUnsafe } from './checkSafety.ts'
import { endSession } from './signIn.ts'

let world: SampleWorld
beforeAll(async () => {
  world = await sampleWorld()
})
afterAll(() => world.end())

const visible = (token: string, options = {}): Promise<readonly string[]> =>
  asSession(world.store, token, options, async tx => {
    const { rows } = await sql<{ id: string }>`select id from sample.file order by id`.execute(tx)
    return rows.map(row => row.id)
  })

describe('a transaction', () => {
  test('sees the rows of the assignment’s office and no other', async () => {
    const here = await makeFile(world.owner, world.offices.DAD)
    const elsewhere = await makeFile(world.owner, world.offices.KAK)
    const officer = await world.colleague('registration_officer', world.offices.DAD)
    const seen = await visible(officer.token)
    expect(seen).toContain(here)
    expect(seen).not.toContain(elsewhere)
  })

  test('says who is asking, as the database resolved it', async () => {
    const { token, staffId } = await world.colleague('registration_officer', world.offices.DAD)
    for (const _ of ['first', 'remembered']) {
      const session = await asSession(world.store, token, {}, async (_tx, asking) => asking.session)
      expect(session).toMatchObject({
        staffId,
        purpose: 'protection',
        assignments: [{ role: 'registration_officer', officeId: world.offices.DAD }],
        organisation: { kind: 'un' },
      })
      expect(session.grants.sample).toContainEqual({
        action: 'create',
        scope: 'office',
        level: 'personal',
        officeId: world.offices.DAD,
      })
    }
  })

  test('leaves nothing behind on the connection', async () => {
    const { token } = await world.colleague('registration_officer', world.offices.DAD)
    await makeFile(world.owner, world.offices.DAD)
    await visible(token)
    await asSession(world.store, token, {}, async () => Promise.reject(new Error('a bug'))).catch(() => undefined)
    const { rows } = await world.store
      .pool('nansen_app')
      .query(`select current_setting('nansen.token', true) as token, count(*)::int as n from sample.file`)
    expect(rows[0]).toEqual({ token: '', n: 0 })
  })
})

describe('a token opens nothing', () => {
  const why = (token: string) =>
    visible(token).then(
      () => 'open',
      error => error.details?.reason,
    )

  test('that was never given', async () => {
    expect(await why('made-up')).toBe('not-signed-in')
  })
  test('after signing out', async () => {
    const { token } = await world.colleague('registration_officer', world.offices.DAD)
    await endSession(world.store, token)
    expect(await why(token)).toBe('not-signed-in')
  })
  test('when its holder has signed in at another desk', async () => {
    const { token, staffId } = await world.colleague('registration_officer', world.offices.DAD)
    const second = await world.signIn(staffId)
    expect([await why(token), await why(second)]).toEqual(['not-signed-in', 'open'])
  })
  test('twelve hours after it was given', async () => {
    const { token, staffId } = await world.colleague('registration_officer', world.offices.DAD)
    await world.owner.query(
      `update auth.session set created_at = created_at - interval '12 hours', expires_at = expires_at - interval '12 hours' where staff_id = $1`,
      [staffId],
    )
    expect(await why(token)).toBe('expired')
  })
  test.each([
    ['registration_officer', '29 minutes', 'open'],
    ['registration_officer', '31 minutes', 'idle'],
    ['gbv_caseworker', '14 minutes', 'open'],
    ['gbv_caseworker', '16 minutes', 'idle'],
  ] as const)('of a %s after %s without a sign of life: %s', async (role, quiet, expected) => {
    const { token, staffId } = await world.colleague(role, world.offices.DAD)
    await world.owner.query(`update auth.session set last_used_at = now() - $2::interval where staff_id = $1`, [
      staffId,
      quiet,
    ])
    expect(await why(token)).toBe(expected)
  })
  test('once its holder is disabled, even in the middle of a transaction', async () => {
    const { token, staffId } = await world.colleague('registration_officer', world.offices.DAD)
    await makeFile(world.owner, world.offices.DAD)
    const counts = await asSession(world.store, token, {}, async tx => {
      const count = () =>
        sql<{ n: number }>`select count(*)::int as n from sample.file`.execute(tx).then(({ rows }) => rows[0]!.n)
      const before = await count()
      await world.owner.query(`update auth.staff set status = 'disabled' where id = $1`, [staffId])
      return [before > 0, await count()]
    })
    expect(counts).toEqual([true, 0])
    expect(await why(token)).toBe('disabled')
  })
  test.each([
    ['ended', `ended_at = now()`],
    ['not begun', `valid_from = current_date + 1`],
    ['over', `valid_to = current_date - 1`],
    [
      'approved once',
      `founding = false, approved_by_1 = (select max(id::text)::uuid from auth.staff p where p.id <> a.staff_id)`,
    ],
  ])('when the only assignment is %s', async (_why, change) => {
    const { token, staffId } = await world.colleague('registration_officer', world.offices.DAD)
    await world.owner.query(`update auth.assignment a set ${change} where staff_id = $1`, [staffId])
    expect(await why(token)).toBe('no-assignment')
  })
  test('for a purpose its session was not opened for', async () => {
    const partner = await world.colleague('partner_caseworker', world.offices.DAD, { purposes: ['assistance'] })
    const file = await makeFile(world.owner, world.offices.DAD)
    expect(await visible(partner.token)).toContain(file)
    await expect(visible(partner.token, { purpose: 'protection' })).rejects.toMatchObject({
      details: { reason: 'purpose' },
    })
    const other = await world.colleague('partner_caseworker', world.offices.DAD, { purposes: ['protection'] })
    expect(await visible(other.token)).toEqual([])
  })
})

describe('the start-up check', () => {
  test('finds nothing wrong with what migrate made', async () => {
    await expect(checkSafety(world.store.pool('nansen_app'))).resolves.toBeUndefined()
  })
  test.each([
    [
      'a table without row security',
      `create table sample.loose (id int); grant select on sample.loose to nansen_app`,
      'sample.loose',
    ],
    ['row security that spares the owner', `alter table sample.file no force row level security`, 'sample.file'],
    [
      'a view that sees as its owner',
      `create view sample.all_files as select * from sample.file; grant select on sample.all_files to nansen_app`,
      'all_files',
    ],
    [
      'a function without a pinned path',
      `create function sample.loose() returns int language sql security definer as 'select 1'`,
      'loose',
    ],
    [
      'a table owned by the server',
      `create table sample.mine (id int); alter table sample.mine owner to nansen_app`,
      'owns',
    ],
    [
      'temporary tables',
      `do $$ begin execute format('grant temporary on database %I to nansen_app', current_database()); end $$`,
      'temporary',
    ],
    ['a missing extension', `drop extension btree_gist cascade`, 'btree_gist'],
  ])('refuses %s', async (_what, change, named) => {
    const other = await sampleWorld()
    try {
      await other.owner.query(change)
      expect((await findUnsafe(other.store.pool('nansen_app'))).join()).toContain(named)
    } finally {
      await other.end()
    }
  })
  test('refuses to serve as the owner of the database', async () => {
    const { Pool } = (await import('pg')).default
    const pool = new Pool({ connectionString: world.database.ownerUrl })
    await expect(checkSafety(pool)).rejects.toThrow('passes every policy')
    await pool.end()
  })
})

test('a colleague’s name is known to whoever is signed in, and an address to nobody', async () => {
  const { token, staffId } = await world.colleague('reception_clerk', world.offices.KLA)
  const { rows } = await asSession(world.store, token, {}, tx =>
    sql<{ id: string }>`select id, display_name from auth.staff`.execute(tx),
  )
  expect(rows.map(row => row.id)).toContain(staffId)
  await expect(
    asSession(world.store, token, {}, tx => sql`select email from auth.staff`.execute(tx)),
  ).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(
    asSession(world.store, token, { commandId: newId() }, tx => sql`select * from auth.session`.execute(tx)),
  ).rejects.toMatchObject({ code: 'not-allowed' })
})
