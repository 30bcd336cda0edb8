import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Module } from '@nansen/model'

/** Names the migrations that sites already ran, one a line, in the module's `migrations/` folder. They never change again. */
const RELEASED = 'RELEASED'

/**
 * The first migration of a module, as its definition says. Before the first release it follows the definition; afterwards it stands.
 * @throws Error when a definition changed after its release: the next migration is then written by a person.
 */
export function migrationFile(
  root: string,
  module: Module,
  recordSql: (module: Module) => string,
): [path: string, sql: string] {
  const folder = join('modules', module.name, 'migrations')
  const file = `0001_${module.name}.sql`
  const path = join(folder, file)
  const sql = recordSql(module)
  if (!isReleased(join(root, folder), file)) return [path, sql]
  const stands = readFileSync(join(root, path), 'utf8')
  if (stands !== sql && readdirSync(join(root, folder)).filter(name => name.endsWith('.sql')).length === 1)
    throw new Error(
      `${module.name} changed after its release: write ${folder}/0002_WHAT_CHANGED.sql by hand, with a test, and leave ${file} as it is`,
    )
  return [path, stands]
}

function isReleased(folder: string, file: string): boolean {
  const list = join(folder, RELEASED)
  return existsSync(list) && readFileSync(list, 'utf8').split('\n').includes(file)
}
