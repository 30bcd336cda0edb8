import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Sources } from './arrows.ts'
import { ROOT } from './gen/findModules.ts'

const FOLDERS = ['packages', 'modules', 'apps', 'scripts', 'countries', 'journeys']
const NOT_OURS = /(^|\/)(node_modules|dist|engine|kernels)\//

/** Every TypeScript file of ours; compiled kernels and their AssemblyScript apart. */
export function readSources(root: string = ROOT): Sources {
  const files = FOLDERS.flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(entry => join(entry.parentPath, entry.name))
  const paths = files.map(file => [relative(root, file).split(sep).join('/'), file] as const)
  return new Map(
    paths.filter(([path]) => !NOT_OURS.test(path)).map(([path, file]) => [path, readFileSync(file, 'utf8')]),
  )
}
