import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './gen/findModules.ts'
import { moduleFiles } from './new/template.ts'

/**
 * Makes the folder of a module, makes it known to npm, and tells of it in the changelog. What is there already (an agreed `access.ts`, a README) stays.
 * @returns paths of the files it wrote, below the root
 * @throws Error when the name cannot be a database schema, or the module is built already
 */
export function newModule(root: string, name: string): readonly string[] {
  if (!/^[a-z][a-z0-9_]{1,30}$/.test(name))
    throw new Error(
      `"${name}" cannot name a module: small letters, digits and _, as it is a schema of the database too`,
    )
  if (existsSync(join(root, 'modules', name, 'index.ts'))) throw new Error(`modules/${name} is there already`)
  const written: string[] = []
  for (const [path, text] of moduleFiles(name)) {
    const file = join(root, 'modules', name, path)
    if (existsSync(file)) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    written.push(`modules/${name}/${path}`)
  }
  makeKnown(root, name)
  tellOf(root, name)
  return [...written, 'CHANGELOG.md']
}

/** The line that whoever notices the module will read first: on top of what is unreleased, for its author to say what it is for. */
function tellOf(root: string, name: string): void {
  const file = join(root, 'CHANGELOG.md')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '# Changelog\n\n## Unreleased\n'
  const title = `${name[0]!.toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`
  const line = `**${title}.** A module of its own, with cases, lists and forms in four languages, and an API: [what it is for](modules/${name}/README.md).`
  writeFileSync(
    file,
    text.replace(/^## Unreleased\n/m, found => `${found}\n${line}\n`),
  )
}

/** What `npm install` would do for a workspace that needs nothing: two lines of the lockfile and a link. */
function makeKnown(root: string, name: string): void {
  const file = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, object> }
  lock.packages[`modules/${name}`] = { name: `@nansen/${name}`, version: '0.1.0' }
  lock.packages[`node_modules/@nansen/${name}`] = { resolved: `modules/${name}`, link: true }
  const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`)
  const link = join(root, 'node_modules', '@nansen', name)
  mkdirSync(dirname(link), { recursive: true })
  if (!existsSync(link)) symlinkSync(join('..', '..', 'modules', name), link, 'junction')
}

if (import.meta.main) {
  try {
    const [name] = process.argv.slice(2)
    if (name === undefined) throw new Error('say its name: npm run new NAME')
    for (const path of newModule(ROOT, name)) console.log(`wrote ${path}`)
    process.exitCode = spawnSync(process.execPath, [join(ROOT, 'scripts', 'gen.ts')], { stdio: 'inherit' }).status ?? 1
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
