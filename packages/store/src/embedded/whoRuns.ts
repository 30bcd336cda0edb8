import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The folder's database is in use by a program that still runs. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
}

/** First line of a pid file, when that process lives. */
function livingProcess(file: string): number | null {
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  try {
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : null
  }
}

const ownerFile = (dir: string): string => join(dir, 'owner.pid')
const postmasterFile = (dir: string): string => join(dir, 'data', 'postmaster.pid')

/** Process and port of the PostgreSQL that runs in `dir`, or null. */
export function runningIn(dir: string): { readonly pid: number; readonly port: number } | null {
  const pid = livingProcess(postmasterFile(dir))
  if (pid === null) return null
  const port = Number(readFileSync(postmasterFile(dir), 'utf8').split('\n')[3])
  return { pid, port }
}

/** Whether the PostgreSQL in `dir` takes connections: the eighth line of its pid file, as `pg_ctl -w` reads it. */
export function isReady(dir: string, pid: number): boolean {
  if (!existsSync(postmasterFile(dir))) return false
  const lines = readFileSync(postmasterFile(dir), 'utf8').split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/**
 * Takes `dir` for this process. A PostgreSQL left behind by a program that has died (a power cut, `kill -9`) is stopped first; one
 * whose program still runs is left in peace.
 * @throws DatabaseBusy when another program uses it.
 */
export async function takeFolder(dir: string): Promise<void> {
  const owner = livingProcess(ownerFile(dir))
  if (owner !== null && owner !== process.pid)
    throw new DatabaseBusy(`the database in ${dir} is in use by another Nansen (process ${owner}): stop that one first`)
  const running = runningIn(dir)
  if (running && owner === process.pid) throw new DatabaseBusy(`the database in ${dir} is already running here`)
  if (running) await stopLeftBehind(dir, running.pid)
  writeFileSync(ownerFile(dir), `${process.pid}\n`)
}

export const leaveFolder = (dir: string): void => rmSync(ownerFile(dir), { force: true })

/** PostgreSQL's fast shutdown (SIGINT) closes sessions and writes a checkpoint; 60 s is the wait `pg_ctl` allows by default. */
async function stopLeftBehind(dir: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (livingProcess(postmasterFile(dir)) === null) return
    await sleep(50)
  }
  throw new DatabaseBusy(`a PostgreSQL left behind in ${dir} (process ${pid}) does not stop: end it, then start again`)
}
