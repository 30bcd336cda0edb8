import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../sql/', import.meta.url)

/** Our migrations in order, for `migrate`: they need schemas `auth`, `audit` and `login`, so they follow the platform's own. */
export const authSql: readonly { readonly name: string; readonly sql: string }[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.sql'))
  .sort()
  .map(name => ({ name: `auth/${name}`, sql: readFileSync(new URL(name, FOLDER), 'utf8') }))
