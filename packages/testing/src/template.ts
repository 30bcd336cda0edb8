import { randomBytes } from 'node:crypto'
import { authSql } from '@nansen/auth'
import { LOGINS, migrate } from '@nansen/store'
import pg from 'pg'
import { columns, modules } from '../../../modules/registry.gen.ts'

/**
 * Makes the migrated template database. The logins belong to the cluster, not to a database, so their passwords are set once, at
 * random. Returns them.
 */
export async function migrateTemplate(ownerUrl: string, template: string): Promise<Record<string, string>> {
  const passwords = Object.fromEntries(LOGINS.map(login => [login, randomBytes(18).toString('base64url')]))
  await withClient(ownerUrl, client => client.query(`create database ${template}`))
  await migrate(databaseUrl(ownerUrl, template), modules, { columns, passwords, also: authSql })
  return passwords
}

export const databaseUrl = (ownerUrl: string, database: string): string => {
  const url = new URL(ownerUrl)
  url.pathname = `/${database}`
  return url.href
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
