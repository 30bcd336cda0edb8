import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Binaries, runBinary } from './binaries.ts'

/** The owner of everything in a cluster of ours. The server never logs in as this. */
export const OWNER = 'nansen_owner'

/** pg_trgm reads letters by LC_CTYPE: under "C" it sees none in Arabic, and a name search finds nobody. */
const CTYPE: Partial<Record<NodeJS.Platform, string>> = { win32: 'en-US', darwin: 'en_US.UTF-8' }

/**
 * Makes an empty cluster in `dir/data` unless there is one, and returns its owner's password, which is random per cluster and kept in
 * `dir/password`, readable by the starter alone.
 * @throws Error when the folder holds something that is not a database of ours.
 */
export function ensureCluster(dir: string, binaries: Binaries, durable: boolean): string {
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  refuseForeignFolder(dir)
  if (binaries.as.uid !== undefined) {
    chmodSync(dir, 0o711)
    refuseLockedParent(dir)
  }
  const data = join(dir, 'data')
  const kept = join(dir, 'password')
  if (existsSync(join(data, 'PG_VERSION'))) {
    if (!existsSync(kept))
      throw new Error(
        `${dir} holds a database, but its password file ${kept} is missing: bring it back from the backup`,
      )
    return readFileSync(kept, 'utf8').trim()
  }
  if (existsSync(data) && statSync(data).isDirectory())
    throw new Error(`${data} exists and is not a database: choose another folder with NANSEN_DATA`)
  const password = randomBytes(24).toString('base64url')
  initdb(dir, binaries, password, durable)
  writeFileSync(kept, `${password}\n`, { mode: 0o600 })
  renameSync(join(dir, 'work', 'data'), data)
  rmSync(join(dir, 'work'), { recursive: true })
  return password
}

/** Whoever owns the folder, or may write in it, could put another database, or another password, in the place of ours. */
function refuseForeignFolder(dir: string): void {
  if (process.platform === 'win32') return
  const { uid, mode } = statSync(dir)
  if (uid !== process.getuid?.() && !existsSync(join(dir, 'data', 'PG_VERSION')))
    throw new Error(`${dir} belongs to another user of this machine: choose a folder of your own with NANSEN_DATA`)
  if ((mode & 0o002) !== 0)
    throw new Error(
      `every user of this machine may write in ${dir}: run "chmod o-w ${dir}", or choose another folder with NANSEN_DATA`,
    )
}

/** As root PostgreSQL runs as `nobody`, who must be able to pass through every folder above. */
function refuseLockedParent(dir: string): void {
  for (let folder = dirname(resolve(dir)); folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & 0o001) === 0)
      throw new Error(
        `PostgreSQL does not run as root but as "nobody", who may not enter ${folder}: choose another folder with NANSEN_DATA, for example below /var/lib`,
      )
}

/** In a folder of its own, renamed when complete: an interrupted first start leaves nothing that looks like a database. */
function initdb(dir: string, binaries: Binaries, password: string, durable: boolean): void {
  const work = join(dir, 'work')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { mode: 0o700 })
  const passwordFile = join(work, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const { uid, gid } = binaries.as
  if (uid !== undefined && gid !== undefined) for (const path of [work, passwordFile]) chownSync(path, uid, gid)
  const locale = [
    '-E',
    'UTF8',
    `--locale=${CTYPE[process.platform] ?? 'C.UTF-8'}`,
    '--locale-provider=icu',
    '--icu-locale=und',
  ]
  const access = ['-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const sync = durable ? [] : ['--no-sync']
  runBinary(binaries, 'initdb', ['-D', join(work, 'data'), ...access, ...locale, '--data-checksums', ...sync], work)
}
