import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './gen/findModules.ts'
import { buildKernels } from './kernels.ts'

const DIST = join(ROOT, 'apps', 'web', 'dist')
/** What ends up in the pages. */
const SOURCES = ['apps/web', 'packages', 'modules', 'countries', 'package-lock.json']

/** Compiles the kernels, and the pages unless they are newer than everything they are made of. @throws Error when a build fails. */
export async function build(): Promise<void> {
  await buildKernels()
  if (!existsSync(join(ROOT, 'apps', 'web', 'index.html')))
    return console.log('apps/web has no index.html yet: no pages')
  if (changedAt(join(DIST, 'index.html')) > Math.max(...SOURCES.map(path => newestIn(join(ROOT, path))))) return
  console.log('Building the pages…')
  const building = join(ROOT, 'node_modules', '.cache', 'nansen', `web-${process.pid}`)
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', 'apps/web', '--logLevel', 'warn', '--outDir', building, '--emptyOutDir']
  // Under a test runner NODE_ENV says "test", and React would come as its development build: three times as slow under each key.
  const env = { ...process.env, NODE_ENV: 'production' }
  const [status] = await once(spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }), 'exit')
  if (status !== 0) throw new Error('the pages could not be built: see above')
  swap(building)
}

/** A server that runs meanwhile has the old pages or the new ones, and never none for longer than two renames. */
function swap(building: string): void {
  const old = `${building}-old`
  if (existsSync(DIST)) renameSync(DIST, old)
  renameSync(building, DIST)
  rmSync(old, { recursive: true, force: true })
}

const changedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
const NOT_A_SOURCE = /(^|[\\/])(node_modules|dist|engine)([\\/]|$)|\.(test|spec)\.tsx?$/

function newestIn(path: string): number {
  if (!statSync(path).isDirectory()) return changedAt(path)
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => !NOT_A_SOURCE.test(name))
    .reduce((newest, name) => Math.max(newest, changedAt(join(path, name))), 0)
}

if (import.meta.main) {
  await build().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
