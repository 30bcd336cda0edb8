import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createKeyFile, type Keys, LOGINS, openStore, readKeyFile, type Store } from '@nansen/store'
import { inject } from 'vitest'
import type { Cluster } from './cluster.ts'
import { databaseUrl, withClient } from './template.ts'
import { testKeys } from './testKeys.ts'

/** A database of one test file. */
export interface FreshDatabase {
  readonly name: string
  /** As the owner of the cluster: past every policy. For arranging and for looking at what really is there. */
  readonly ownerUrl: string
  /** As one of the product's logins: `urlOf('nansen_app')`. */
  readonly urlOf: (login: string) => string
  /** The product's own connections, as every login, with keys of this test alone. */
  readonly store: Store
  /** Closes the store and removes the database. */
  readonly drop: () => Promise<void>
}

let known: Promise<Cluster> | null = null

async function cluster(): Promise<Cluster> {
  known ??= fetch(inject('clusterAt')).then(async response => {
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as Cluster
  })
  return known
}

/** A clone of the migrated template: every module's tables, no rows but reference data. About 0.2 s. Drop it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return cloned((await cluster()).template)
}

/** A database with nothing in it, for tests of migrations. */
export const emptyDatabase = (): Promise<FreshDatabase> => cloned('template1')

/**
 * A clone of a database that is filled once in a run, by whichever file asks for it first; the others wait for it. About 0.3 s from then
 * on. Its keys are those that it was filled with.
 * @param name of what is in it: small letters, digits and `_`
 * @param from what it starts as: every module's tables, or nothing at all
 */
export async function filledDatabase(
  name: string,
  fill: (database: FreshDatabase) => Promise<void>,
  from: 'migrated' | 'empty' = 'migrated',
): Promise<FreshDatabase> {
  const { ownerUrl, template } = await cluster()
  const filled = `filled_${name}`
  const keyFile = join(process.env.NANSEN_RUN_FOLDER!, `${filled}.key`)
  await withClient(ownerUrl, async client => {
    // Other files of this run work in other processes; the lock goes with the connection.
    await client.query('select pg_advisory_lock(hashtext($1))', [filled])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [filled])
    if (rowCount) return
    if (!existsSync(keyFile)) createKeyFile(keyFile, 'nansen.test/1')
    const database = await cloned(from === 'empty' ? 'template1' : template, readKeyFile(keyFile))
    try {
      await fill(database)
    } catch (error) {
      await database.drop()
      throw error
    }
    await database.store.close()
    await client.query(`alter database ${database.name} rename to ${filled}`)
  })
  return cloned(filled, readKeyFile(keyFile))
}

async function cloned(template: string, keys: Keys = testKeys()): Promise<FreshDatabase> {
  const { ownerUrl, passwords } = await cluster()
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(ownerUrl, async client => {
    await client.query(`create database ${name} template ${template}`)
    await client.query(OUR_RIGHTS.replaceAll('DATABASE', name))
  })
  const urlOf = (login: string): string => loginUrl(databaseUrl(ownerUrl, name), login, passwords[login])
  const store = openStore({ urls: Object.fromEntries(LOGINS.map(login => [login, urlOf(login)])), keys })
  return {
    name,
    ownerUrl: databaseUrl(ownerUrl, name),
    urlOf,
    store,
    drop: async () => {
      await store.close()
      await withClient(ownerUrl, client => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** A clone has its template's tables and not its rights on the database itself: see the platform's first migration. */
const OUR_RIGHTS = `revoke all on database DATABASE from public;
  grant create, connect, temporary on database DATABASE to nansen_migrator;
  grant connect on database DATABASE to ${LOGINS.join(', ')}`

function loginUrl(database: string, login: string, password: string | undefined): string {
  if (password === undefined) throw new Error(`no such database login: ${login}`)
  const url = new URL(database)
  url.username = login
  url.password = password
  return url.href
}
