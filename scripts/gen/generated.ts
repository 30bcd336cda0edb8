import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Module } from '@nansen/model'
import { findModules, ROOT } from './findModules.ts'
import { lifecyclesPage } from './lifecycles.ts'
import { migrationFile } from './migrations.ts'
import { registryFiles } from './registry.ts'

/** Everything that follows from the definitions: path below the root -> content. */
export async function generated(root: string = ROOT): Promise<Map<string, string>> {
  const folders = await findModules(root)
  const modules = folders.flatMap(each => (each.definition ? [each.definition] : []))
  const files = registryFiles(folders)
  files.set('docs/lifecycles.md', lifecyclesPage(modules))
  for (const [path, content] of await fromPackages(root, modules)) files.set(path, content)
  return files
}

async function fromPackages(root: string, modules: readonly Module[]): Promise<Map<string, string>> {
  const { recordSql } = await import('@nansen/store')
  return new Map(modules.map(module => migrationFile(root, module, recordSql)))
}
