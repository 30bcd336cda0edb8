import { newId } from '@nansen/kernel'
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeId, staffId } from '../../apps/cli/src/demo/staff.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

/** Statements of somebody who got past our code to the server's own connection, with a session of their own and without. */
let world: HostileWorld
let amina: Attacker
let grace: Attacker
beforeAll(async () => {
  world = await hostileWorld()
  amina = await world.colleague('amina')
  grace = await world.colleague('grace')
})
afterAll(() => world.end())

const injected = (who: Attacker, statement: string) => who.injects(tx => sql.raw(statement).execute(tx))
/** What it answered, or the word `refused`. */
const outcome = (who: Attacker, statement: string) =>
  injected(who, statement).then(
    ({ rows }) => rows,
    () => 'refused',
  )

describe('SQL in the session of a registration officer', () => {
  test.each([
    `copy (select 1) to program 'id'`,
    `copy registration.individual from '/etc/passwd'`,
    `select pg_read_file('/etc/passwd')`,
    `select pg_ls_dir('.')`,
    `select lo_from_bytea(0, 'kept where no audit sees it')`,
    `select lo_creat(-1)`,
    'create temporary table kept (x text)',
    'create table public.kept (x text)',
    'create schema kept',
    `create function public.now() returns timestamptz language sql as 'select null::timestamptz'`,
    'create view public.kept as select * from registration.individual',
    'set role nansen_migrator',
    'set local role nansen_sync',
    'set session authorization nansen_migrator',
    'set session_replication_role = replica',
    'alter table registration.individual disable row level security',
    'alter role nansen_app superuser',
    'drop policy restricted on registration.individual',
    'truncate audit.entry',
    'delete from audit.entry',
    'update audit.entry set staff_id = null',
    `insert into audit.entry (module, action, record, ids, outcome) values ('a', 'read', 'b', '{}', 'allow')`,
    'select * from change.entry',
    'select * from auth.session',
    'select * from auth.assignment',
    'select * from auth.case_access',
    'select * from auth.restriction_group_member',
    'select email from auth.staff',
    'select * from gallery.template',
    'select * from gallery.job',
    'select * from gallery.likeness',
    'select * from images.sealed',
    'select * from login."user"',
    'select * from login.enrolment',
    `update auth.staff set status = 'active'`,
    `insert into auth.role_grant values ('registration_officer', 'gbv', 'read', 'protected', 'global', null)`,
    'select adjudication.link_people(gen_random_uuid(), gen_random_uuid(), null)',
    `select adjudication.open_review(gen_random_uuid(), gen_random_uuid(), 'name', gen_random_uuid())`,
    `select gallery.open_image(gen_random_uuid(), gen_random_uuid())`,
    `select gallery.conclude(gen_random_uuid(), '{}', '{}', '{}', 0, '[]')`,
    `select audit.denial('x', 'a', 'b', 'c', '{}', null)`,
    `select auth.open_session(gen_random_uuid(), '${staffId('admin@demo.nansen')}', sha256('x'), '{protection}', null, true)`,
    `select auth.step_up(sha256('x'))`,
    `select auth.current()`,
    'select pg_advisory_lock(7237)',
    'select pg_advisory_xact_lock(7237)',
    'select pg_advisory_lock_shared(7237)',
    'select * from pg_prepared_statements',
    'select * from pg_prepared_statement()',
    'deallocate "auth.begin"',
  ])('%s', async statement => {
    expect(await outcome(amina, statement)).toBe('refused')
  })

  test('what is meant for those who oversee shows nothing', async () => {
    expect(await outcome(amina, 'select * from audit.entry')).toEqual([])
    expect(await outcome(amina, `select * from auth.staff_list()`)).toEqual([])
    expect(await outcome(amina, `select * from auth.assignment_list()`)).toEqual([])
  })
})

test('functions that take a module’s name open no other table', async () => {
  const someone = staffId('admin@demo.nansen')
  const office = officeId('DAD')
  const [person] = await world
    .peopleAt('AMM')
    .then(async found => (found.length > 0 ? found : [await world.newPerson('AMM')]))
  const strange = [
    'auth',
    'login',
    'images',
    'store',
    'gallery',
    'pg_catalog',
    'adjudication',
    'x"; drop table auth.staff; --',
  ]
  const tables = ['staff', 'assignment', 'user', 'sealed', 'attachment', 'template', 'pg_authid', 'opinion']
  for (const module of strange)
    for (const table of tables) {
      const name = sql`${module}, ${table}`
      const calls: RawBuilder<unknown>[] = [
        sql`select store.transfer(${name}, ${someone}, ${office})`,
        sql`select store.restrict(${name}, ${someone}, null)`,
        sql`select auth.give_case(${newId()}, ${grace.staffId}, ${name}, ${someone}, 'because', null)`,
        sql`select * from change.history(${name}, ${someone})`,
      ]
      for (const call of calls) {
        const answer = await grace
          .injects(tx => call.execute(tx))
          .then(
            ({ rows }) => rows,
            () => [],
          )
        expect(answer).toEqual([])
      }
    }
  for (const call of [
    sql`select store.transfer('registration', 'individual', ${person}, ${office})`,
    sql`select store.restrict('registration', 'individual', ${person}, null)`,
    sql`select auth.give_case(${newId()}, ${amina.staffId}, 'registration', 'individual', ${person}, 'because', null)`,
  ])
    await expect(grace.injects(tx => call.execute(tx))).rejects.toMatchObject({ code: 'not-found' })
})

test('nobody gives a case to themselves, nor a part of one', async () => {
  const [person] = await world.peopleAt('DAD')
  const give = (to: string, record: string, id: string) =>
    grace.injects(tx =>
      sql`select auth.give_case(${newId()}, ${to}, 'registration', ${record}, ${id}, 'because', null)`.execute(tx),
    )
  await expect(give(grace.staffId, 'individual', person!)).rejects.toMatchObject({ code: 'not-allowed' })
  const { rows } = await world.owner.query('select id from registration.name where root_id = $1 limit 1', [person])
  await expect(give(amina.staffId, 'name', rows[0].id)).rejects.toMatchObject({ code: 'not-found' })
  await give(amina.staffId, 'individual', person!)
})

test('what one request leaves on a connection gives the next one nothing', async () => {
  for (let i = 0; i < 12; i++)
    await injected(
      amina,
      `select set_config('nansen.token', '${amina.token}', false), set_config('search_path', 'pg_temp, public', false),
      set_config('nansen.purpose', 'anything', false), set_config('nansen.command', 'x', false)`,
    ).catch(() => undefined)
  const clients = await Promise.all(Array.from({ length: 8 }, () => world.store.pool('nansen_app').connect()))
  for (const client of clients) client.release()
  const omar = await world.colleague('omar')
  const { rows } = await omar.injects(tx =>
    sql<{
      me: string
      n: number
    }>`select auth.staff() as me, (select count(*)::int from registration.individual where office_id = ${officeId('DAD')}) as n`.execute(
      tx,
    ),
  )
  expect(rows).toEqual([{ me: omar.staffId, n: 0 }])
})

test('a connection that was robbed of its statements is not lent again', async () => {
  await injected(amina, `do $$ begin execute 'deallocate all'; end $$`)
  const first = await grace.get('/api/me')
  const others = await Promise.all(Array.from({ length: 6 }, () => grace.get('/api/me')))
  expect([200, 500]).toContain(first.statusCode)
  expect(others.map(({ statusCode }) => statusCode)).toEqual(others.map(() => 200))
})

test('a connection without a session sees nobody', async () => {
  const client = new pg.Client({ connectionString: world.urlOf('nansen_app') })
  await client.connect()
  const tables =
    await client.query(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('registration', 'identity', 'adjudication', 'tracing', 'store', 'change', 'audit') and has_table_privilege(c.oid, 'select')`)
  expect(tables.rows.length).toBeGreaterThan(40)
  for (const { name } of tables.rows) {
    if (name === 'audit.node' || name === 'audit.checkpoint') continue
    expect([name, (await client.query(`select count(*)::int as n from ${name}`)).rows[0].n]).toEqual([name, 0])
  }
  await client.end()
})

test('a name that is written is added to by two people; another script is a blank that one may fill', async () => {
  const [person] = await world.peopleAt('DAD')
  const add = (text: string, script: string) =>
    amina.send('POST', '/api/registration/name', {
      commandId: newId(),
      values: { parent_id: person, name: { part: 'family', text, script }, sequence: 9 },
    })
  expect((await add('Another', 'Latn')).statusCode).toBe(403)
  expect((await add('Другая', 'Cyrl')).statusCode).toBe(200)
})
