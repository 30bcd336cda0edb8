import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sequence, verifyAudit } from '@nansen/store'
import { symmetricDecrypt } from 'better-auth/crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWithOf, sealToOf } from './backupKeys.ts'
import { newestCheckpoint } from './commands/auditCheckpoint.ts'
import { backUp, backup } from './commands/backup.ts'
import { makeBackupKey } from './commands/backupKey.ts'
import { bringBack, restore } from './commands/restore.ts'
import { type Installation, openInstallation, storeOf } from './installation.ts'
import { withOwner } from './openDatabase.ts'
import { readInput } from './readInput.ts'
import { createKeys } from './serverKeys.ts'
import { type Kind, readSettings, type Settings } from './settings.ts'
import { writeWithdrawn } from './withdrawnFile.ts'

const place = mkdtempSync(join(tmpdir(), 'nansen-cli-'))
chmodSync(place, 0o711) // as root the database runs as nobody, who must pass
const said: string[] = []
const at = (name: string, kind: Kind = 'real'): Settings => ({
  ...readSettings(kind, { NANSEN_DATA: join(place, name) }),
  durable: false,
})
const settings = at('first')
let running: Installation

beforeAll(async () => {
  running = await openInstallation(settings, text => said.push(text))
  await withOwner(running.database.ownerUrl, client =>
    client.query(`insert into auth.country (code, name) values ('KEN', '{"en": "Kenya"}')`),
  )
})
afterAll(async () => {
  await running.stop()
  rmSync(place, { recursive: true, force: true })
})

const key = join(place, 'backup.key')
const told: string[] = []
const opened = (...words: string[]) => readInput(words[0] === '--to' ? backup : restore, ['DIR', ...words])
/** Somebody with a session, a code, a ticket, a reset and recovery codes. */
const DOORS = `
  insert into auth.organisation values ('00000000-0000-4000-8000-000000000001', 'Agency', 'un');
  insert into auth.staff (id, organisation_id, display_name) values
    ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'Somebody'),
    ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', 'Another');
  insert into auth.session (id, staff_id, token_hash, expires_at, idle_limit)
    values (gen_random_uuid(), '00000000-0000-4000-8000-000000000002', sha256('a'), now() + interval '1 hour', '30 minutes');
  insert into login.enrolment (token_hash, kind, staff_id, expires_at)
    values (sha256('b'), 'colleague', '00000000-0000-4000-8000-000000000002', now() + interval '1 day');
  insert into login.ticket (token_hash, stage, cookies, expires_at) values (sha256('c'), 'passkey', '', now() + interval '1 hour');
  insert into login.reset (id, staff_id, reason, requested_by) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000002', 'lost',
    '00000000-0000-4000-8000-000000000003');
  insert into login."user" (id, name, email, "emailVerified") values ('u', 'Somebody', 'a@example.org', true);
  insert into login."twoFactor" (id, secret, "backupCodes", "userId") values ('t', 's', 'old codes', 'u')`

const countries = (installation: Installation) =>
  withOwner(installation.database.ownerUrl, async client => (await client.query('select code from auth.country')).rows)

test('the first start makes keys that only their owner can read, and says so aloud', () => {
  expect(said.join()).toContain(settings.keysFile)
  expect(statSync(settings.keysFile).mode & 0o777).toBe(0o600)
  expect(settings.keysFile.startsWith(`${settings.dataFolder}/`)).toBe(false)
})

test('a second program is told that the database is in use', async () => {
  const pid = join(settings.dataFolder, 'owner.pid')
  const own = readFileSync(pid, 'utf8')
  await expect(openInstallation(settings, () => undefined)).rejects.toThrow('already running')
  expect(readFileSync(pid, 'utf8')).toBe(own)
})

test('a real installation never becomes a demo, nor a demo a real one', async () => {
  await running.stop()
  await expect(openInstallation({ ...settings, kind: 'demo' }, () => undefined)).rejects.toThrow(
    'can never become a demo',
  )
  const demo = at('demo', 'demo')
  await (await openInstallation(demo, () => undefined)).stop()
  await expect(openInstallation({ ...demo, kind: 'real' }, () => undefined)).rejects.toThrow(
    'can never become a real one',
  )
  running = await openInstallation(settings, () => undefined)
  expect(running.applied).toEqual([])
})

test('a database without its keys, and with those of another, is refused before anything is written', async () => {
  await running.stop()
  const aside = `${settings.keysFile}.aside`
  renameSync(settings.keysFile, aside)
  await expect(openInstallation(settings, () => undefined)).rejects.toThrow('the keys of this database are missing')
  createKeys(settings.keysFile, 'other')
  await expect(openInstallation(settings, () => undefined)).rejects.toThrow('is not the key file of this database')
  renameSync(aside, settings.keysFile)
  running = await openInstallation(settings, () => undefined)
})

test("another program's database is left alone", async () => {
  await withOwner(running.database.ownerUrl, client => client.query('create database foreign_one'))
  const url = new URL(running.database.ownerUrl)
  url.pathname = '/foreign_one'
  await withOwner(url.href, client => client.query('create table public.theirs (id int)'))
  await expect(openInstallation({ ...at('elsewhere'), databaseUrl: url.href }, () => undefined)).rejects.toThrow(
    'tables of another program',
  )
})

test('a folder that cannot be written, and a database that does not answer, are told before keys are made', async () => {
  writeFileSync(join(place, 'a-file'), '')
  const nowhere = at('a-file/data')
  const keysFile = join(place, 'unwritten-keys', 'server.key')
  await expect(openInstallation({ ...nowhere, keysFile }, () => undefined)).rejects.toThrow(/nothing can be written in/)
  const databaseUrl = 'postgres://nobody@127.0.0.1:1/none'
  await expect(openInstallation({ ...nowhere, keysFile, databaseUrl }, () => undefined)).rejects.toThrow('ECONNREFUSED')
  expect(existsSync(keysFile)).toBe(false)
})

test('a database that a newer program migrated is refused', async () => {
  const forget = () =>
    withOwner(running.database.ownerUrl, client =>
      client.query(`delete from change.migration where name = 'platform/9999_later.sql'`),
    )
  await withOwner(running.database.ownerUrl, client =>
    client.query(`insert into change.migration (name, hash) values ('platform/9999_later.sql', '')`),
  )
  await running.stop()
  await expect(openInstallation(settings, () => undefined)).rejects.toThrow('newer Nansen')
  const { startPostgres } = await import('@nansen/store/embedded')
  const postgres = await startPostgres(settings.dataFolder)
  running = {
    ...running,
    database: { ...running.database, ownerUrl: postgres.ownerUrl.replace(/postgres$/, 'nansen') },
  }
  await forget()
  await postgres.stop()
  running = await openInstallation(settings, () => undefined)
})

test('a checkpoint that left the house tells that the end of the log was cut off together with its checkpoints', async () => {
  await expect(newestCheckpoint(settings)).rejects.toThrow('no checkpoint was signed yet')
  const store = storeOf(running, () => undefined)
  await withOwner(running.database.ownerUrl, client =>
    client.query(`insert into audit.entry (module, action, record, ids, fields, outcome)
      values ('admin', 'load', 'batch', '{}', '{}', 'allow')`),
  )
  await sequence(store, { sign: true })
  const checkpoint = await newestCheckpoint(settings)
  expect((await verifyAudit(store, { checkpoint })).fault).toBeNull()
  await withOwner(running.database.ownerUrl, client =>
    client.query(`begin; set local session_replication_role = 'replica';
      delete from audit.checkpoint; delete from audit.node; delete from audit.entry; commit`),
  )
  expect((await verifyAudit(store)).fault).toBeNull()
  expect((await verifyAudit(store, { checkpoint })).fault?.what).toBe('log-shorter-than-checkpoint')
  await store.close()
})

test('a backup taken while people write brings back one moment, whole', async () => {
  let writing = true
  const writer = withOwner(running.database.ownerUrl, async client => {
    for (let n = 0; writing; n++)
      await client.query(`insert into ref.code (list, code, label, position) values ('diary', $1, '{"en": "x"}', $2)`, [
        `n${n}`,
        n,
      ])
  })
  const before = await diary(running)
  await withOwner(running.database.ownerUrl, client => client.query(DOORS))
  makeBackupKey(key)
  const folder = await backUp(settings, join(place, 'backups'), { sealTo: sealToOf(opened('--to', `${key}.pub`)) })
  writing = false
  await writer
  // disabled after the backup, and noted beside the keys as a server that stops does
  await withOwner(running.database.ownerUrl, client => client.query(`update auth.staff set status = 'disabled'`))
  await writeWithdrawn(settings, running.database.ownerUrl)
  await withOwner(running.database.ownerUrl, client => client.query(`delete from auth.country where code = 'KEN'`))

  const restored = { ...at('second'), keysFile: settings.keysFile }
  const openWith = openWithOf(opened('--key', key))
  await expect(bringBack(restored, folder, () => undefined, { openWith: null })).rejects.toThrow('sealed')
  await bringBack(restored, folder, text => told.push(text), { openWith })
  expect(told.join()).toContain('stays so')
  const second = await openInstallation(restored, () => undefined)
  expect(await countries(second)).toEqual([{ code: 'KEN' }])
  const { n, highest } = await diary(second)
  expect(n).toBeGreaterThanOrEqual(before.n)
  expect(highest).toBe(n - 1)
  const doors = await withOwner(second.database.ownerUrl, client =>
    client.query(`select (select string_agg(status, ',') from auth.staff) as staff, (select count(*)::int from login.enrolment) as codes,
      (select count(*)::int from login.ticket) as tickets, (select count(*)::int from login.reset) as resets,
      (select count(*)::int from auth.session where ended_at is null) as sessions, (select "backupCodes" from login."twoFactor") as recovery`),
  )
  const { recovery, ...others } = doors.rows[0]
  expect(others).toEqual({ staff: 'disabled,disabled', codes: 0, tickets: 0, resets: 0, sessions: 0 })
  expect(await symmetricDecrypt({ key: second.keys.loginSecret, data: recovery })).toBe('[]')
  await second.stop()
  await expect(bringBack(restored, folder, () => undefined, { openWith })).rejects.toThrow('is not empty')
})

test('a backup holds no key, and none of it is restored when one byte differs or the keys are others', async () => {
  const [name = ''] = readdirSync(join(place, 'backups'))
  const folder = join(place, 'backups', name)
  expect(readdirSync(folder, { recursive: true }).filter(path => String(path).includes('server.key'))).toEqual([])
  const third = at('third')
  createKeys(third.keysFile, 'other')
  await expect(bringBack(third, folder, () => undefined, { openWith: null })).rejects.toThrow(
    'the backup was made with',
  )
  const damaged = join(place, 'damaged')
  cpSync(folder, damaged, { recursive: true })
  const [table = ''] = readdirSync(damaged).filter(file => file.endsWith('.sealed') && !file.startsWith('manifest'))
  appendFileSync(join(damaged, table), ' ')
  const fourth = { ...at('fourth'), keysFile: settings.keysFile }
  const openWith = openWithOf(opened('--key', key))
  await expect(bringBack(fourth, damaged, () => undefined, { openWith })).rejects.toThrow(table)
  expect(existsSync(fourth.dataFolder)).toBe(false)
})

test('what opens a backup is never said on the command line, nor read from a file that others can read', () => {
  const input = (...words: string[]) => readInput(backup, ['DIR', ...words])
  expect(() => sealToOf(input(), {})).toThrow('say who can open it')
  expect(sealToOf(input('--plain'), {})).toBeNull()
  expect(sealToOf(input(), { NANSEN_BACKUP_PASSPHRASE: 'x'.repeat(20) })).toEqual({ passphrase: 'x'.repeat(20) })
  expect(() => sealToOf(input('--plain'), { NANSEN_BACKUP_TO: `${key}.pub` })).toThrow('say one of')
  expect(() => sealToOf(input('--to', key), {})).toThrow('is the private half')
  expect(() => openWithOf(readInput(restore, ['DIR', '--key', `${key}.pub`]), {})).toThrow('is the public half')
  const file = join(place, 'passphrase')
  writeFileSync(file, 'correct horse battery staple\nand a remark\n', { mode: 0o644 })
  expect(() => sealToOf(input('--passphrase-file', file), {})).toThrow('others can read')
  chmodSync(file, 0o600)
  expect(sealToOf(input('--passphrase-file', file), {})).toEqual({ passphrase: 'correct horse battery staple' })
  expect(statSync(key).mode & 0o777).toBe(0o600)
  expect(statSync(`${settings.keysFile}.withdrawn`).mode & 0o777).toBe(0o600)
  expect(() => makeBackupKey(key)).toThrow('never overwritten')
})

async function diary(installation: Installation): Promise<{ n: number; highest: number }> {
  const { rows } = await withOwner(installation.database.ownerUrl, client =>
    client.query<{ n: number; highest: number }>(
      `select count(*)::int as n, coalesce(max(position), -1)::int as highest from ref.code where list = 'diary'`,
    ),
  )
  return rows[0] ?? { n: 0, highest: -1 }
}
