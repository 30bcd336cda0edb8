import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Column, Module } from '@nansen/model'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A folder of `modules/`. A module that is agreed and not yet built has its access column and nothing else. */
export interface ModuleFolder {
  readonly name: string
  readonly column: Column
  readonly definition: Module | null
  readonly hasServer: boolean
  /** `web/index.ts` or `.tsx`. */
  readonly web: string | null
}

/** Registration first, because the others stand on it; then by name. @throws Error naming every folder that cannot be read. */
export async function findModules(root: string = ROOT): Promise<readonly ModuleFolder[]> {
  const names = readdirSync(join(root, 'modules'), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(root, 'modules', entry.name, 'access.ts')))
    .map(entry => entry.name)
    .sort((a, b) => Number(b === 'registration') - Number(a === 'registration') || (a < b ? -1 : 1))
  const read = await Promise.allSettled(names.map(name => readModule(root, name)))
  const broken = read.flatMap((result, i) =>
    result.status === 'rejected' ? [`modules/${names[i]}: ${result.reason}`] : [],
  )
  if (broken.length > 0) throw new Error(`these modules cannot be read:\n  ${broken.join('\n  ')}`)
  return read.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
}

async function readModule(root: string, name: string): Promise<ModuleFolder> {
  const folder = join(root, 'modules', name)
  const { access } = (await load(join(folder, 'access.ts'))) as { access?: Column }
  if (!access) throw new Error('access.ts must export `access`')
  const built = existsSync(join(folder, 'index.ts'))
  const definition = built ? ((await load(join(folder, 'index.ts'))) as { definition?: Module }).definition : null
  if (definition === undefined) throw new Error('index.ts must export its module as `definition`')
  if (definition && definition.name !== name) throw new Error(`is named ${definition.name} in its definition`)
  const web = ['index.ts', 'index.tsx'].find(file => existsSync(join(folder, 'web', file))) ?? null
  return { name, column: access, definition, hasServer: existsSync(join(folder, 'server', 'index.ts')), web }
}

const load = (file: string): Promise<object> => import(pathToFileURL(file).href) as Promise<object>
