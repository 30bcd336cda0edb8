import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningPostgres, startPostgres } from '@nansen/store/embedded'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inPlainWords } from './cannotGoOn.ts'
import { backUp } from './commands/backup.ts'
import { bringBack } from './commands/restore.ts'
import { openInstallation } from './installation.ts'
import { withOwner } from './openDatabase.ts'
import { serve } from './serve.ts'
import { readSettings, type Settings } from './settings.ts'

/** A PostgreSQL of its own: an installation sets the passwords of its logins, which are one for all databases of a server. */
let postgres: RunningPostgres
const place = mkdtempSync(join(tmpdir(), 'nansen-theirs-'))
chmodSync(place, 0o711) // as root the database runs as nobody, who must pass
beforeAll(async () => {
  postgres = await startPostgres(join(place, 'server'), { durable: false })
})
afterAll(async () => {
  await postgres.crash()
  rmSync(place, { recursive: true, force: true })
})

/** A new database of it, known by its address alone, as one that somebody else runs. */
async function byAddress(name: string, how: string): Promise<Settings> {
  await withOwner(postgres.ownerUrl, client => client.query(`create database ${name} ${how}`))
  const url = new URL(postgres.ownerUrl)
  url.pathname = `/${name}`
  const known = readSettings('real', { NANSEN_DATA: join(place, name), DATABASE_URL: url.href })
  return { ...known, keysFile: join(place, 'keys', 'server.key'), port: 0 }
}

test.each([
  ['that keeps bytes of any kind', 'ascii_one', `encoding 'SQL_ASCII' locale 'C'`, 'keeps text as SQL_ASCII'],
  ['of western letters', 'latin_one', `encoding 'LATIN1' locale 'C'`, 'keeps text as LATIN1'],
  [
    'that knows the letters of no language',
    'locale_one',
    `encoding 'UTF8' locale 'C'`,
    'names in Arabic script would not be found',
  ],
])(
  'a database %s is refused with the words that make a fit one, before keys or tables are made',
  async (_what, name, how, said) => {
    const unfit = await byAddress(name, `template template0 locale_provider libc ${how}`)
    const keysFile = join(place, `${name}-keys`, 'server.key')
    const refused = openInstallation({ ...unfit, keysFile }, () => undefined)
    await expect(refused).rejects.toMatchObject({ name: 'CannotGoOn', message: expect.stringContaining(said) })
    await expect(refused).rejects.toThrow(`TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`)
    expect(existsSync(keysFile)).toBe(false)
    await withOwner(unfit.databaseUrl!, async client => {
      const { rows } = await client.query(
        `select from pg_extension where extname = 'pg_trgm' union all select from pg_namespace where nspname = 'change'`,
      )
      expect(rows).toEqual([])
    })
  },
)

test('a database of one’s own is served from its address, backed up from there, and brought back to another address', async () => {
  const theirs = await byAddress('theirs', `template template0 encoding 'UTF8' locale_provider libc locale 'C.UTF-8'`)
  const installation = await openInstallation(theirs, () => undefined)
  expect(installation.applied.length).toBeGreaterThan(100)
  const serving = await serve(installation, pino({ level: 'silent' }), { pages: false, matching: false })
  expect((await fetch(`${serving.origin}/health`)).status).toBe(200)
  await serving.stop()
  await withOwner(theirs.databaseUrl!, client =>
    client.query(`insert into auth.organisation values ('00000000-0000-4000-8000-000000000001', 'Agency', 'un');
      insert into auth.staff (id, organisation_id, display_name)
        values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'Somebody')`),
  )
  await installation.stop()
  expect((await openInstallation(theirs, () => undefined)).applied).toEqual([])
  expect(existsSync(join(theirs.dataFolder, 'data'))).toBe(false)

  const folder = await backUp(theirs, join(place, 'backups of theirs'), { sealTo: null })
  const again = await byAddress(
    'theirs_again',
    `template template0 encoding 'UTF8' locale_provider libc locale 'C.UTF-8'`,
  )
  await bringBack(again, folder, () => undefined, { openWith: null })
  const second = await openInstallation(again, () => undefined)
  await second.stop()
  await withOwner(again.databaseUrl!, async client =>
    expect((await client.query('select display_name from auth.staff')).rows).toEqual([{ display_name: 'Somebody' }]),
  )
  await expect(bringBack(theirs, folder, () => undefined, { openWith: null })).rejects.toThrow('holds people already')
})

test('a full disk, here or where the database is, is said in plain words', async () => {
  const here = await writeFile('/dev/full', 'x').catch((error: unknown) => error)
  expect(inPlainWords(here)).toMatch(/^the disk is full: make room, nothing that was confirmed is lost \(ENOSPC/)
  const there = await withOwner(postgres.ownerUrl, client =>
    client.query(
      `do $$ begin raise sqlstate '53100' using message = 'could not extend file: No space left on device'; end $$`,
    ),
  ).catch((error: unknown) => error)
  expect(inPlainWords(there)).toMatch(
    /^the disk of the database is full: make room, nothing that was confirmed is lost \(/,
  )
  expect(inPlainWords(new Error('of another kind'))).toBeNull()
})
