import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createAuth } from '@nansen/auth'
import { createServer } from '@nansen/http'
import { newId } from '@nansen/kernel'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../modules/registry.gen.ts'
import { servers } from '../../modules/servers.gen.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

/** Words that nothing may remember but the rows they were meant for. */
const CANARY = 'Kanaryah'
const ORIGIN = 'http://localhost:3000'

let world: HostileWorld
let amina: Attacker
let person: string
let dataFolder: string
const log: string[] = []
const opened: { close: () => Promise<unknown> }[] = []
beforeAll(async () => {
  world = await hostileWorld()
  amina = await world.colleague('amina')
  person = (await world.peopleAt('DAD'))[0]!
  dataFolder = (await world.owner.query('show data_directory')).rows[0].data_directory
})
afterAll(async () => {
  for (const each of opened.reverse()) await each.close()
  await world.end()
})

/** A server whose log is kept as it is, with nothing taken out of it. */
async function serving(): Promise<FastifyInstance> {
  const secret = 'only for tests, forty characters or so, and no more'
  const auth = await createAuth({ databaseUrl: world.urlOf('nansen_login'), secret, origin: ORIGIN })
  const app = await createServer({
    store: world.store,
    auth,
    modules,
    servers,
    webRoot: null,
    config: { origin: ORIGIN },
    log: pino({ level: 'trace' }, { write: line => void log.push(line) }),
  })
  opened.push(auth, app)
  return app
}

test('whatever goes wrong, neither our log nor the database’s repeats what people typed, and no answer says more than its code', async () => {
  const app = await serving()
  const headers = {
    cookie: `__Host-nansen=${amina.token}`,
    'x-nansen': '1',
    origin: ORIGIN,
    'user-agent': `${CANARY} browser`,
  }
  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object | string) =>
    app.inject({
      method,
      url,
      headers: { ...headers, ...(typeof payload === 'string' && { 'content-type': 'application/json' }) },
      ...(payload !== undefined && { payload }),
    })
  const note = (text: string) => ({ commandId: newId(), values: { parent_id: person, about: 'contact', text } })
  // every insert of a note fails in a way of the database's own, with the text in its words
  await world.owner.query(`create function registration.canary() returns trigger language plpgsql as $$ begin
    if new.text like '%fault%' then raise exception using errcode = 'XX000', message = 'boom ' || new.text, detail = new.text, hint = new.text; end if;
    if new.text like '%cast%' then perform new.text::uuid; end if;
    return new; end $$; create trigger zz_canary before insert on registration.note for each row execute function registration.canary()`)
  const found = [
    await send('POST', '/api/login/password', { email: `${CANARY}@example.org`, password: `${CANARY} password` }),
    await send('GET', `/api/registration/individual?display_name=${CANARY}`),
    await send('GET', `/api/registration/individual/${CANARY}`),
    await send('GET', `/api/${CANARY}/x`),
    await send('GET', `/api/queries/registration.search?text=${CANARY}`),
    await send('POST', '/api/queries/registration.search', { text: CANARY, [CANARY]: 1 }),
    await send('POST', '/api/registration/note', note(`${CANARY} fault`)),
    await send('POST', '/api/registration/note', note(`${CANARY} cast`)),
    await send('POST', '/api/registration/note', {
      ...note('x'),
      values: { parent_id: person, about: CANARY, text: 'x', [CANARY]: 1 },
    }),
    await send('PATCH', `/api/registration/individual/${person}`, {
      commandId: newId(),
      baseVersion: 1,
      patch: { born: CANARY },
    }),
    await send('POST', '/api/commands/registration.changeStatus', {
      commandId: newId(),
      input: { individualId: person, status: CANARY },
    }),
    await send('POST', '/api/commands/registration.changeStatus?preview=true', { input: { reason: CANARY } }),
    await send('POST', '/api/queries/registration.card', { text: `NANSEN1:${CANARY}` }),
    await send('POST', '/api/registration/note', `{"values":{"text":"${CANARY}`),
    await send('POST', `/api/attachments?name=${CANARY}.jpg`, `${CANARY}`),
    await send('GET', `/api/codes/${CANARY}`),
  ]
  const requests = await Promise.all(
    ['sex', 'sex'].map(() =>
      send('POST', '/api/commands/registration.requestCorrection', {
        commandId: newId(),
        input: {
          individualId: person,
          what: 'sex',
          value: 'other',
          because: 'clerical-error',
          evidence: `${CANARY} seen`,
        },
      }),
    ),
  )
  for (const { body, statusCode } of [...found, ...requests])
    expect([statusCode, /Key \(|boom|pg_|constraint|relation "|at .*\.ts/.test(body)]).toEqual([statusCode, false])
  expect(found.map(({ statusCode }) => statusCode)).toContain(500)
  expect(found[6]!.body).not.toContain(CANARY)
  expect(log.length).toBeGreaterThan(15)
  expect(log.join('\n')).not.toMatch(new RegExp(CANARY, 'i'))
  expect(log.join('\n')).not.toContain(amina.token)
  expect(log.join('\n')).not.toContain(person)
  expect(readFileSync(join(dirname(dataFolder), 'log'), 'utf8')).not.toMatch(new RegExp(CANARY, 'i'))
  await world.owner.query('drop trigger zz_canary on registration.note')
})

describe('somebody else on this machine', () => {
  test('reads neither the database’s folder, its password nor its log', () => {
    const modes = [dataFolder, join(dirname(dataFolder), 'password'), join(dirname(dataFolder), 'log')].map(
      path => statSync(path).mode & 0o077,
    )
    expect(modes).toEqual([0, 0, 0])
  })
  test('is asked for a password by every door of the database, which opens on this machine alone', async () => {
    const { rows } = await world.owner.query(
      'select distinct type, auth_method, coalesce(error, $1) as error from pg_hba_file_rules',
      ['none'],
    )
    expect(
      rows
        .map(({ auth_method, error }) => `${auth_method} ${error}`)
        .filter((each, at, all) => all.indexOf(each) === at),
    ).toEqual(['scram-sha-256 none'])
    const settings = await world.owner.query(
      `select current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets, current_setting('password_encryption') as hashes`,
    )
    expect(settings.rows[0]).toEqual({ listens: '127.0.0.1', sockets: '', hashes: 'scram-sha-256' })
    for (const login of ['nansen_owner', 'nansen_app', 'nansen_migrator', 'postgres'])
      for (const password of ['', login, 'postgres']) {
        const url = new URL(world.urlOf('nansen_app'))
        url.username = login
        url.password = password
        const client = new pg.Client({ connectionString: url.href })
        await expect(client.connect()).rejects.toThrow(/password|role/)
        // Half a sign-in keeps PostgreSQL from dropping any database until it has waited for a minute.
        await client.end()
      }
  })
})

describe('SQL of one’s own', () => {
  test('finds no value in what the planner knows and in what others are asking', async () => {
    await world.owner.query('analyze registration.individual')
    const known = await world.owner.query(`select count(*)::int as n from pg_stats where schemaname = 'registration'`)
    expect(known.rows[0].n).toBeGreaterThan(10)
    const seen = await amina.injects(async tx => ({
      statistics: (
        await sql`select * from pg_stats where schemaname in ('registration', 'auth', 'store', 'gallery') and tablename not in ('role', 'role_grant', 'country', 'office', 'office_closure', 'organisation')`.execute(
          tx,
        )
      ).rows,
      activity: (
        await sql`select query from pg_stat_activity where usename <> current_user and query not in ('', '<insufficient privilege>')`.execute(
          tx,
        )
      ).rows,
      statements: (
        await sql`select count(*)::int as n from pg_extension where extname = 'pg_stat_statements'`.execute(tx)
      ).rows[0],
    }))
    expect(seen).toEqual({ statistics: [], activity: [], statements: { n: 0 } })
  })
  test.each([
    `copy (select 1) to '/tmp/nansen-owned'`,
    `copy (select 1) to program 'id'`,
    `select pg_read_file('/etc/passwd')`,
    `select lo_import('/etc/passwd')`,
    `select * from pg_ls_dir('.')`,
    'select * from pg_authid',
    'select * from pg_hba_file_rules',
    `create extension file_fdw`,
    `set role nansen_owner`,
    `set session authorization nansen_migrator`,
    `select dblink('host=127.0.0.1', 'select 1')`,
    `alter system set log_statement = 'all'`,
    `load 'auto_explain'`,
    `do $$ begin execute 'select pg_terminate_backend(pid) from pg_stat_activity where usename = ''nansen_owner''' ; if not found then raise exception 'none'; end if; end $$`,
  ])('%s is refused', async statement => {
    await expect(amina.injects(tx => sql.raw(statement).execute(tx))).rejects.toThrow()
  })
})

/** Every file below a folder of a server that others use meanwhile: what they drop is gone between two looks. */
const filesIn = (folder: string): readonly string[] =>
  (unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? []).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : []
  })

function unlessGone<T>(look: () => T): T | null {
  try {
    return look()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

test('a file that was sent stands nowhere on the disk as it is, not in a table, a log of changes or a temporary file', async () => {
  const since = Date.now() - 5_000
  const mark = Buffer.from(`${CANARY} in the middle of a paper ${newId()}`)
  const sent = await world.app.inject({
    method: 'POST',
    url: '/api/attachments',
    payload: Buffer.concat([Buffer.from('%PDF-1.7\n'), mark]),
    headers: { cookie: `__Host-nansen=${amina.token}`, 'x-nansen': '1', 'content-type': 'application/pdf' },
  })
  const taken = await amina.send('POST', '/api/registration/attachment', {
    commandId: newId(),
    values: { parent_id: person, description: `${CANARY} control`, file: sent.json().id, about: 'other' },
  })
  expect(taken.statusCode).toBe(200)
  await world.owner.query('checkpoint')
  const files = filesIn(dataFolder).filter(path => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > since)
  let described = 0
  for (const path of files) {
    const bytes = unlessGone(() => readFileSync(path))
    if (bytes === null) continue
    expect([path, bytes.includes(mark)]).toEqual([path, false])
    if (bytes.includes(Buffer.from(`${CANARY} control`))) described++
  }
  // what is typed is readable on the disk: the disk's own encryption is for that
  expect(described).toBeGreaterThan(0)
})
