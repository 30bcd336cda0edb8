import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFile, type SampleWorld, type SignedIn, sampleWorld } from '../../test/sampleWorld.ts'
import { asSession } from '../asSession.ts'
import { openStore } from '../store.ts'

let world: SampleWorld
let officer: SignedIn
let here: string
let hidden: string
beforeAll(async () => {
  world = await sampleWorld()
  officer = await world.colleague('registration_officer', world.offices.DAD)
  here = await makeFile(world.owner, world.offices.DAD, { subject: '7' })
  hidden = await makeFile(world.owner, world.offices.KAK, { subject: '0' })
})
afterAll(() => world.end())

/** Somebody who can run any SQL on the server's own connection. */
async function inject<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await world.store.pool('nansen_app').connect()
  try {
    await client.query('begin')
    return await work(client)
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}
/** The same, inside somebody's session. */
const asOfficer = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inject(async client => {
    await client.query('select auth.begin($1)', [officer.token])
    return work(client)
  })
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'allowed',
    error => error.code ?? error.message,
  )

describe('whoever runs any SQL as the server', () => {
  test.each([
    ['without a token', async () => undefined],
    ['with a made-up token', (client: PoolClient) => client.query(`select set_config('nansen.token', 'x', true)`)],
    [
      'with somebody’s identifier for a token',
      (client: PoolClient) => client.query(`select set_config('nansen.token', $1, true)`, [officer.staffId]),
    ],
    [
      'with the stored hash for a token',
      async (client: PoolClient) => {
        const { rows } = await world.owner.query(
          `select encode(token_hash, 'hex') as hash from auth.session where staff_id = $1`,
          [officer.staffId],
        )
        await client.query(`select set_config('nansen.token', $1, true)`, [rows[0].hash])
      },
    ],
    [
      'with settings that name a person, a role and an office',
      (client: PoolClient) =>
        client.query(
          `select set_config('nansen.staff', $1, true), set_config('nansen.role', 'head_of_office', true), set_config('nansen.purpose', 'protection', true)`,
          [officer.staffId],
        ),
    ],
  ])('%s sees no row', async (_how, prepare) => {
    const seen = await inject(async client => {
      await prepare(client)
      const { rows } = await client.query(
        `select (select count(*) from sample.file)::int + (select count(*) from auth.staff)::int + (select count(*) from store.data_key)::int as n`,
      )
      return rows[0].n
    })
    expect(seen).toBe(0)
  })

  test('cannot widen a live session by claiming another purpose', async () => {
    const partner = await world.colleague('partner_caseworker', world.offices.DAD, { purposes: ['protection'] })
    const seen = await inject(async client => {
      await client.query('select auth.begin($1)', [partner.token])
      await client.query(`select set_config('nansen.purpose', 'assistance', true)`)
      return (await client.query('select id from sample.file')).rows
    })
    expect(seen).toEqual([])
  })

  test.each([
    'set role nansen_migrator',
    'set session authorization nansen_migrator',
    `select set_config('role', 'nansen_migrator', true)`,
    'alter table sample.file disable row level security',
    'drop policy restricted on sample.file',
    'create policy mine on sample.file using (true)',
    'alter role nansen_app bypassrls',
    'create temporary table loot (id uuid)',
    'create table sample.loot (id uuid)',
    'create table public.loot (id uuid)',
    'create schema loot',
    `create function public.loot() returns int language sql as 'select 1'`,
    `copy sample.file to '/tmp/loot'`,
    `copy sample.file to program 'cat'`,
    `copy sample.file (id) from '/etc/passwd'`,
    `select pg_read_file('/etc/passwd')`,
    `select lo_import('/etc/passwd')`,
    'select * from auth.session',
    'select * from auth.assignment',
    'select email from auth.staff',
    'select * from auth.current()',
    `select auth.open_session(gen_random_uuid(), gen_random_uuid(), sha256('x'), '{protection}', null, true)`,
    `insert into auth.role_grant values ('reception_clerk', 'sample', 'read', 'personal', 'global', null)`,
    `update auth.office set parent_id = null`,
    'select * from change.entry',
    'delete from change.command',
    'delete from sample.file',
    'truncate sample.file',
    'select sealed from images.sealed',
    'update store.data_key set wrapped = null',
    'select * from pg_statistic',
    'select * from pg_authid',
  ])('is refused: %s', async statement => {
    expect(await code(asOfficer(client => client.query(statement)))).toBe('42501')
  })

  test('switches row security off and gets an error, not rows', async () => {
    expect(
      await code(
        asOfficer(async client => {
          await client.query('set local row_security = off')
          await client.query('select * from sample.file')
        }),
      ),
    ).toBe('42501')
  })

  test('learns nothing from the planner’s statistics', async () => {
    await world.owner.query('analyze sample.file')
    const { rows } = await asOfficer(client =>
      client.query(`select * from pg_stats where schemaname = 'sample' and tablename = 'file'`),
    )
    expect(rows).toEqual([])
  })

  test.each([
    ['a division', `select 100 / subject::int from sample.file`],
    ['a filter that raises', `select * from sample.file where 100 / subject::int > 0`],
    [
      'a function of ours',
      `select ref.check_character(subject) from sample.file where 1 / nullif(subject, '7')::int is null or true`,
    ],
  ])('hears nothing of hidden rows in an error: %s', async (_what, statement) => {
    expect(await code(asOfficer(client => client.query(statement)))).toBe('allowed')
  })

  test('is told the same of an identifier that is taken as of any other wrong value, with nothing of the row', async () => {
    const refusal = await asSession(world.store, officer.token, {}, tx =>
      sql`insert into sample.file (id, office_id, subject, kind) values (${hidden}, ${world.offices.DAD}, 'x', 'lost')`.execute(
        tx,
      ),
    ).catch(error => error)
    expect(refusal.code).toBe('invalid')
    expect(JSON.stringify([refusal.message, refusal.details])).not.toContain(hidden)
  })

  test('hears the same of a reference to a hidden row as of one to nothing', async () => {
    const refer = (like: string) =>
      asOfficer(client => client.query('update sample.file set "like" = $1 where id = $2', [like, here])).catch(
        ({ code, message, detail, constraint }) => ({ code, message, detail, constraint }),
      )
    expect(await refer(hidden)).toEqual(await refer(newId()))
    expect(await refer(hidden)).toMatchObject({ code: '23503' })
  })

  test('cannot hand a row to another office, nor take one', async () => {
    expect(
      await code(asOfficer(client => client.query('update sample.file set office_id = $1', [world.offices.KAK]))),
    ).toBe('42501')
    expect(
      await code(
        asOfficer(client =>
          client.query(`select store.transfer('sample', 'file', $1, $2)`, [hidden, world.offices.DAD]),
        ),
      ),
    ).toBe('P0002')
    expect(
      await code(
        asOfficer(client =>
          client.query(`select store.transfer('sample', 'file', $1, $2)`, [newId(), world.offices.DAD]),
        ),
      ),
    ).toBe('P0002')
  })

  test('cannot put a child under a hidden parent, and hears the same as of no parent', async () => {
    const add = (parent: string) =>
      asOfficer(client =>
        client.query(`insert into sample.document (id, parent_id, label) values ($1, $2, 'x')`, [newId(), parent]),
      ).catch(({ code, message, detail }) => ({ code, message, detail }))
    expect(await add(hidden)).toEqual(await add(newId()))
    expect(await add(hidden)).toMatchObject({ code: '42501' })
  })

  test('cannot lend a child another owner than its parent’s', async () => {
    const id = newId()
    const rows = await asOfficer(async client => {
      await client.query(
        `insert into sample.document (id, parent_id, root_id, office_id, label) values ($1, $2, $1, $3, 'x')`,
        [id, here, world.offices.KAK],
      )
      return (await client.query('select office_id, root_id from sample.document where id = $1', [id])).rows
    })
    expect(rows).toEqual([{ office_id: world.offices.DAD, root_id: here }])
  })
})

test('one pooled connection serves two people with the same prepared statement, each with their own rows', async () => {
  const single = openStore({
    urls: { nansen_app: world.database.urlOf('nansen_app'), nansen_audit: world.database.urlOf('nansen_audit') },
    connections: 1,
  })
  const other = await world.colleague('registration_officer', world.offices.KAK)
  const client = await single.pool('nansen_app').connect()
  const seen = async (token: string) => {
    await client.query('begin')
    await client.query({ name: 'begin', text: 'select auth.begin($1)', values: [token] })
    const { rows } = await client.query({
      name: 'files',
      text: 'select id from sample.file where kind = $1',
      values: ['lost'],
    })
    await client.query('commit')
    return rows.map(row => row.id)
  }
  // more than five times, so that PostgreSQL also keeps a generic plan
  for (let i = 0; i < 8; i++) expect([await seen(officer.token), await seen(other.token)]).toEqual([[here], [hidden]])
  client.release()
  await single.close()
})

test('a transaction that failed leaves its connection with nobody’s rights', async () => {
  const single = openStore({
    urls: { nansen_app: world.database.urlOf('nansen_app'), nansen_audit: world.database.urlOf('nansen_audit') },
    connections: 1,
  })
  await asSession(single, officer.token, {}, tx => sql`select 1 / 0`.execute(tx)).catch(() => undefined)
  const { rows } = await single.pool('nansen_app').query('select count(*)::int as n from sample.file')
  expect(rows[0].n).toBe(0)
  const next = await world.colleague('registration_officer', world.offices.KAK)
  const seen = await asSession(
    single,
    next.token,
    {},
    async tx => (await sql<{ id: string }>`select id from sample.file`.execute(tx)).rows,
  )
  expect(seen).toEqual([{ id: hidden }])
  await single.close()
})

test('explain shows an officer how many rows were passed over, and nothing that is in them', async () => {
  const plan = await asOfficer(client =>
    client.query(`explain (analyze, verbose) select * from sample.file where subject = '0'`),
  )
  expect(plan.rows.map(row => row['QUERY PLAN']).join()).not.toContain(hidden)
})
