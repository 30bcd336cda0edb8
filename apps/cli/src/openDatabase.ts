import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs'
import { authSql } from '@nansen/auth'
import { LOGINS, type Login, migrate } from '@nansen/store'
import pg from 'pg'
import { columns, modules } from '../../../modules/registry.gen.ts'
import { CannotGoOn } from './cannotGoOn.ts'
import { keepRunning } from './keepRunning.ts'
import { knownMigrations } from './knownMigrations.ts'
import { offerSharedLists } from './lists.ts'
import { loginPassword, type ServerKeys } from './serverKeys.ts'
import type { Kind, Settings } from './settings.ts'

/** A database that is up, and reached as its owner. */
export interface OpenDatabase {
  readonly ownerUrl: string
  /** As one of the product's own logins. */
  readonly urlOf: (login: Login) => string
  /** Stops it, when it is ours to stop. */
  readonly stop: () => Promise<void>
}

/** Below this nothing starts; below ten times this it says so. Bytes. */
const LEAST_ROOM = 256 * 1024 * 1024

/** Starts the PostgreSQL of npm in the data folder, or reaches the one of `DATABASE_URL`. Says what it warns of through `warn`. */
export async function openDatabase(
  settings: Settings,
  keys: ServerKeys,
  warn: (text: string) => void,
): Promise<OpenDatabase> {
  const { ownerUrl, stop } = settings.databaseUrl === null ? await ours(settings, warn) : theirs(settings.databaseUrl)
  const urlOf = (login: Login): string => {
    const url = new URL(ownerUrl)
    url.username = login
    url.password = loginPassword(keys, login)
    return url.href
  }
  return { ownerUrl, urlOf, stop }
}

const theirs = (databaseUrl: string) => ({ ownerUrl: databaseUrl, stop: async () => undefined })

/**
 * For a load of millions of rows into empty tables. Their files are written once and brought to the disk at the end instead of being
 * logged: nothing is lost with a load that fails, which begins again.
 */
const FILLING: Readonly<Record<string, string>> = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  shared_buffers: '1GB',
  autovacuum: 'off',
}

/** The name of our database in a cluster that npm's PostgreSQL serves. */
const DATABASE = 'nansen'

async function ours(settings: Settings, warn: (text: string) => void) {
  const room = roomIn(settings.dataFolder)
  if (room < LEAST_ROOM * 10) warn(`the disk of ${settings.dataFolder} has only ${megabytes(room)} left`)
  const started = { durable: settings.durable, settings: settings.filling === true ? FILLING : {} }
  const postgres = await keepRunning(settings.dataFolder, started, warn)
  try {
    const ownerUrl = new URL(postgres.ownerUrl)
    await withOwner(ownerUrl.href, async client => {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
      if (rowCount === 0) await client.query(`create database ${DATABASE}`)
    })
    ownerUrl.pathname = `/${DATABASE}`
    return { ownerUrl: ownerUrl.href, stop: postgres.stop }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

/** @throws CannotGoOn, or what the driver throws, where no database can be reached or kept */
export async function checkPlace({ databaseUrl, dataFolder }: Settings): Promise<void> {
  if (databaseUrl === null) roomIn(dataFolder)
  else await withOwner(databaseUrl, refuseUnfit)
}

/** Makes the folder where it is not. Returns bytes that are free. @throws CannotGoOn when nothing can be written there, or hardly anything */
function roomIn(folder: string): number {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    // Of a disk that can only be read Node says that the folder is not there.
    const { code } = error as NodeJS.ErrnoException
    throw new CannotGoOn(`nothing can be written in ${folder} (${code}): choose another folder with NANSEN_DATA`)
  }
  const { bavail, bsize } = statfsSync(folder)
  const room = bavail * bsize
  if (room < LEAST_ROOM) throw new CannotGoOn(`the disk of ${folder} has only ${megabytes(room)} left: make room first`)
  return room
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`

/**
 * Brings the database up to date. What kind of installation it is, is said once, before anybody works in it.
 * @returns names of the migrations it applied.
 * @throws CannotGoOn when it is another program's, a newer Nansen's, or of the other kind.
 */
export async function prepareDatabase(
  database: OpenDatabase,
  kind: Kind,
  keys: ServerKeys,
): Promise<readonly string[]> {
  await withOwner(database.ownerUrl, refuseForeign)
  const passwords = Object.fromEntries(LOGINS.map(login => [login, loginPassword(keys, login)]))
  const applied = await migrate(database.ownerUrl, modules, { columns, passwords, also: authSql }).catch(
    (error: Error) => inWords(error, kind),
  )
  await withOwner(database.ownerUrl, client => beOfKind(client, kind))
  // A demo has its lists with its people.
  if (kind !== 'demo' && applied.length > 0) await withOwner(database.ownerUrl, offerSharedLists)
  return applied
}

function inWords(error: Error, kind: Kind): never {
  const remedy = kind === 'demo' ? ' Throw the demo away with "nansen demo --fresh".' : ''
  if (/has changed since/.test(error.message))
    throw new CannotGoOn(`this database and this program do not fit: ${error.message}.${remedy}`)
  throw error
}

/** What a database was created with cannot be mended later: whoever brings one is told before anything is made in it. */
async function refuseUnfit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  )
  const [found] = rows
  if (!found) throw new Error('no answer')
  if (found.version < 150_000) throw new CannotGoOn('this PostgreSQL is too old: 15 is the oldest that serves')
  const remedy = `create another one with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' (or 'en_US.UTF-8') and name it in DATABASE_URL`
  if (found.encoding !== 'UTF8')
    throw new CannotGoOn(`this database keeps text as ${found.encoding}, which cannot hold every script: ${remedy}`)
  if (!(await readsArabic(client)))
    throw new CannotGoOn(
      `the locale of this database knows no letters but a to z, so names in Arabic script would not be found: ${remedy}`,
    )
}

/** As the search of names will: by pg_trgm. Nothing of it stays. */
async function readsArabic(client: pg.Client): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query('create extension if not exists pg_trgm schema public')
    const { rows } = await client.query<{ seen: number }>(`select cardinality(public.show_trgm('محمد')) as seen`)
    return (rows[0]?.seen ?? 0) > 0
  } finally {
    await client.query('rollback')
  }
}

async function refuseForeign(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ours: boolean; others: number }>(
    `select to_regclass('change.migration') is not null as ours,
       (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%') as others`,
  )
  const [found] = rows
  if (!found) throw new Error('no answer')
  if (!found.ours && found.others > 0)
    throw new CannotGoOn('this database holds the tables of another program: give Nansen an empty one of its own')
  if (found.ours) await refuseNewer(client)
}

/** What this program does not know was made by a later one. */
async function refuseNewer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from change.migration order by name')
  const known = knownMigrations(modules.map(({ name }) => name))
  const unknown = rows.map(({ name }) => name).filter(name => !known.has(name))
  if (unknown.length > 0)
    throw new CannotGoOn(
      `this database was made by a newer Nansen, or has modules that this one lacks: ${unknown.join(', ')}`,
    )
}

async function beOfKind(client: pg.Client, kind: Kind): Promise<void> {
  const { rows } = await client.query<{ kind: Kind }>('select kind from login.installation')
  const found = rows[0]?.kind
  if (found === kind) return
  if (found === 'demo')
    throw new CannotGoOn(
      'this database holds invented people and can never become a real one: choose another folder with NANSEN_DATA',
    )
  if (found === 'real')
    throw new CannotGoOn(
      'this database is a real installation and can never become a demo: choose another folder with NANSEN_DATA',
    )
  const { rows: staff } = await client.query('select 1 from auth.staff limit 1')
  if (kind === 'demo' && staff.length > 0)
    throw new CannotGoOn('people already work in this database: a demo needs one of its own')
  await client.query('insert into login.installation (kind) values ($1)', [kind])
}

export async function withOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
