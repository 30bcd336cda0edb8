import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type Store } from '@nansen/store'
import type pg from 'pg'
import { CannotGoOn } from './cannotGoOn.ts'
import { freshen } from './freshen.ts'
import { checkPlace, type OpenDatabase, openDatabase, prepareDatabase, withOwner } from './openDatabase.ts'
import { createKeys, fingerprint, readKeys, type ServerKeys } from './serverKeys.ts'
import type { Settings } from './settings.ts'

/** Keys and a database that fit each other, up to date. */
export interface Installation {
  readonly settings: Settings
  readonly keys: ServerKeys
  readonly database: OpenDatabase
  /** Names of the migrations that were applied just now. */
  readonly applied: readonly string[]
  readonly stop: () => Promise<void>
}

/** @param say tells the person at the terminal. @throws CannotGoOn whatever is wrong, in words that help */
export async function openInstallation(settings: Settings, say: (text: string) => void): Promise<Installation> {
  await checkPlace(settings) // whoever mistyped it is told before keys are made and they are asked to keep them
  const keys = keysOf(settings, say)
  const database = await openDatabase(settings, keys, text => say(`Take care: ${text}.`))
  try {
    const applied = await prepareDatabase(database, settings.kind, keys)
    if (applied.length > 0) await withOwner(database.ownerUrl, client => freshen(client, say))
    await withOwner(database.ownerUrl, client => beOfTheseKeys(client, keys, settings))
    return { settings, keys, database, applied, stop: database.stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}

function keysOf(settings: Settings, say: (text: string) => void): ServerKeys {
  const known = readKeys(settings.keysFile)
  if (known) return known
  if (settings.databaseUrl === null && existsSync(join(settings.dataFolder, 'data', 'PG_VERSION')))
    throw new CannotGoOn(
      `the keys of this database are missing: ${settings.keysFile}. Bring them back from where you keep them; without them nothing protected in it can ever be read again`,
    )
  const made = createKeys(settings.keysFile, `${settings.kind}.nansen/${Date.now().toString(36)}`)
  say(
    settings.kind === 'demo'
      ? `Keys for the demo were made in ${settings.keysFile}.`
      : `NEW KEYS were made in ${settings.keysFile}. COPY THIS FILE NOW to a safe place away from this machine and away from the backups: without it everything protected is lost for ever; with it and a backup everything can be read.`,
  )
  return made
}

/** Written into the database at first start, so that a wrong key file is noticed before anything is sealed with it. */
async function beOfTheseKeys(client: pg.Client, keys: ServerKeys, settings: Settings): Promise<void> {
  const { rows } = await client.query<{ mark: string | null }>(
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = current_database()`,
  )
  const mark = `nansen keys ${fingerprint(keys)}`
  const found = rows[0]?.mark ?? null
  if (found === null)
    await client.query(
      `do $$ begin execute format('comment on database %I is %L', current_database(), '${mark}'); end $$`,
    )
  else if (found !== mark)
    throw new CannotGoOn(
      `${settings.keysFile} (${fingerprint(keys)}) is not the key file of this database (${found.replace('nansen keys ', '')}): bring back the right one`,
    )
}

/** Connections of the duties that this process has. */
export const storeOf = (installation: Installation, onConnectionError: (error: Error) => void): Store =>
  openStore({
    keys: installation.keys.store,
    urls: Object.fromEntries(
      (['nansen_app', 'nansen_sync', 'nansen_audit', 'nansen_matcher', 'nansen_images', 'nansen_login'] as const).map(
        login => [login, installation.database.urlOf(login)],
      ),
    ),
    onConnectionError,
  })
