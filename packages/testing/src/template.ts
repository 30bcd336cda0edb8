import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** Every database login of decisions.md 1. They belong to the cluster, not to a database, so they are made once. */
export const LOGINS = [
  'nansen_app',
  'nansen_sync',
  'nansen_audit',
  'nansen_matcher',
  'nansen_images',
  'nansen_login',
  'nansen_migrator',
] as const

/** Makes the logins with random passwords and the migrated template database. Returns the passwords. */
export async function migrateTemplate(ownerUrl: string, template: string): Promise<Record<string, string>> {
  const passwords: Record<string, string> = {}
  await withClient(ownerUrl, async client => {
    for (const login of LOGINS) {
      const password = randomBytes(18).toString('base64url')
      await client.query(`create role ${login} login password '${password}'`)
      passwords[login] = password
    }
    await client.query(`create database ${template}`)
  })
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
