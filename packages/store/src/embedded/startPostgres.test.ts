import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { runningIn, startPostgres } from './index.ts'
import { roomFor } from './startPostgres.ts'

const place = mkdtempSync(join(tmpdir(), 'nansen-embedded-'))
chmodSync(place, 0o711)
afterAll(() => rmSync(place, { recursive: true, force: true }))
const dir = join(place, 'one')
const quick = { durable: false }

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return rows
}

test('a cluster listens on this machine alone, keeps checksums, and sorts by ICU with letters of every script', async () => {
  const postgres = await startPostgres(dir, quick)
  const settings = `select current_setting('listen_addresses') as at, current_setting('unix_socket_directories') as sockets,
    current_setting('data_checksums') as checksums, (select datctype || ' ' || datlocprovider::text from pg_database where datname = 'postgres') as locale`
  expect(await ask(postgres.ownerUrl, settings)).toEqual([
    { at: '127.0.0.1', sockets: '', checksums: 'on', locale: 'C.UTF-8 i' },
  ])
  expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600)
  await expect(ask(postgres.ownerUrl.replace(/:[^:@]+@/, ':guessed@'), 'select 1')).rejects.toMatchObject({
    code: '28P01',
  })
  await postgres.stop()
  expect(runningIn(dir)).toBeNull()
})

test('its log repeats nothing that anybody typed', async () => {
  const postgres = await startPostgres(dir, quick)
  await ask(postgres.ownerUrl, `create table secret (name text primary key); insert into secret values ('Amina')`)
  await expect(ask(postgres.ownerUrl, `insert into secret values ('Amina')`)).rejects.toMatchObject({ code: '23505' })
  await expect(ask(postgres.ownerUrl, `select 'Amina'::int`)).rejects.toMatchObject({ code: '22P02' })
  await postgres.stop()
  const log = readFileSync(join(dir, 'log'), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(log).not.toContain('Amina')
})

test('it takes an eighth of the memory for its pages, and leaves the rest to the others', () => {
  const GB = 1024 ** 3
  expect([1, 4, 64].map(gigabytes => roomFor(gigabytes * GB).shared_buffers)).toEqual(['256MB', '512MB', '2048MB'])
})

test('what was committed outlives a crash', async () => {
  const before = await startPostgres(dir)
  const room = `select pg_size_bytes(current_setting('shared_buffers')) >= 256 * 1024 * 1024 as enough, current_setting('synchronous_commit') as kept`
  expect(await ask(before.ownerUrl, room)).toEqual([{ enough: true, kept: 'on' }])
  await ask(before.ownerUrl, 'create table kept as select 7 as n')
  await before.crash()
  const after = await startPostgres(dir)
  expect(await ask(after.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
  await after.stop()
})

test('a folder in use by another program is left in peace, and one left behind by a dead one is taken over', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  const postgres = await startPostgres(dir, quick)
  writeFileSync(join(dir, 'owner.pid'), `${other.pid}\n`)
  await expect(startPostgres(dir, quick)).rejects.toThrow(/in use by another Nansen/)
  expect(runningIn(dir)?.port).toBe(postgres.port)
  other.kill('SIGKILL')
  await new Promise(resolve => other.once('exit', resolve))
  const taken = await startPostgres(dir, quick)
  expect(await ask(taken.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await taken.stop()
})

test('an interrupted first start leaves nothing that looks like a database', async () => {
  const interrupted = join(place, 'interrupted')
  mkdirSync(join(interrupted, 'work', 'data'), { recursive: true })
  writeFileSync(join(interrupted, 'work', 'data', 'PG_VERSION'), '18\n')
  const postgres = await startPostgres(interrupted, quick)
  expect(await ask(postgres.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await postgres.stop()
  expect(existsSync(join(interrupted, 'work'))).toBe(false)
})

test('a folder with something else in it is refused in words', async () => {
  const foreign = join(place, 'foreign')
  mkdirSync(join(foreign, 'data'), { recursive: true })
  writeFileSync(join(foreign, 'data', 'photos.zip'), '')
  await expect(startPostgres(foreign, quick)).rejects.toThrow('is not a database')
})

test('a folder that others own or may write in is no place for a database', async () => {
  const open = join(place, 'open')
  mkdirSync(open)
  chmodSync(open, 0o777)
  await expect(startPostgres(open, quick)).rejects.toThrow('every user of this machine may write')
  if (process.getuid?.() !== 0) return
  chmodSync(open, 0o755)
  chownSync(open, 65_534, 65_534)
  await expect(startPostgres(open, quick)).rejects.toThrow('belongs to another user')
})
