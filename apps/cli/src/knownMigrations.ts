import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { authSql } from '@nansen/auth'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** Names under which `migrate` of this program remembers what it applied. */
export function knownMigrations(modules: readonly string[]): ReadonlySet<string> {
  const inFolder = (prefix: string, folder: string): readonly string[] =>
    existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)).map(file => `${prefix}/${file}`) : []
  return new Set([
    ...inFolder('platform', 'packages/store/sql'),
    ...authSql.map(({ name }) => name),
    ...modules.flatMap(name => [`${name}/0001_tables.sql`, ...inFolder(name, `modules/${name}/migrations`)]),
  ])
}
