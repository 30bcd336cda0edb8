import { caseSql } from '@nansen/cases/server'
import type { Module } from '@nansen/model'
import { recordSql } from '@nansen/store'
import { accessMatrixPage } from './accessMatrix.ts'
import { findModules, ROOT } from './findModules.ts'
import { lifecyclesPage } from './lifecycles.ts'
import { migrationFile } from './migrations.ts'
import { dataClasses, readProcessing, registerPage } from './register.ts'
import { registryFiles } from './registry.ts'

/** Everything that follows from the definitions: path below the root -> content. */
export async function generated(root: string = ROOT): Promise<Map<string, string>> {
  const folders = await findModules(root)
  const modules = folders.flatMap(each => (each.definition ? [each.definition] : []))
  const files = registryFiles(folders)
  files.set('docs/lifecycles.md', lifecyclesPage(modules))
  files.set(
    'docs/access-matrix.md',
    accessMatrixPage(Object.fromEntries(folders.map(each => [each.name, each.column]))),
  )
  const classes = dataClasses(await readProcessing(root, modules))
  files.set('docs/register-of-processing.md', registerPage(classes))
  files.set('modules/data_protection/register.gen.json', `${JSON.stringify(classes, null, 2)}\n`)
  for (const module of modules.filter(hasTables))
    files.set(...migrationFile(root, module, each => recordSql(each) + caseSql(each)))
  return files
}

const hasTables = (module: Module): boolean => Object.keys(module.records).length > 0
