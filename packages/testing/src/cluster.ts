import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningPostgres, runningIn, startPostgres } from '@nansen/store/embedded'
import { migrateTemplate } from './template.ts'

/** How test files reach the run's PostgreSQL. */
export interface Cluster {
  /** Logs in as the owner of the cluster, to its `postgres` database. */
  readonly ownerUrl: string
  /** Database login -> its password. */
  readonly passwords: Readonly<Record<string, string>>
  /** A migrated database that `freshDatabase` clones. */
  readonly template: string
}

const PREFIX = 'nansen-test-'

/** One PostgreSQL for a whole test run, in a temporary folder, without fsync. Nothing starts until a test asks for a database. */
export function clusterOfTheRun(): { readonly get: () => Promise<Cluster>; readonly stop: () => Promise<void> } {
  let started: Promise<{ cluster: Cluster; postgres: RunningPostgres; dir: string }> | null = null
  const start = async () => {
    removeLeftOvers()
    const dir = mkdtempSync(join(tmpdir(), PREFIX))
    const postgres = await startPostgres(dir, { durable: false })
    const template = `template_${randomBytes(4).toString('hex')}`
    const passwords = await migrateTemplate(postgres.ownerUrl, template).catch(async error => {
      await postgres.crash()
      rmSync(dir, { recursive: true, force: true })
      throw error
    })
    return { cluster: { ownerUrl: postgres.ownerUrl, passwords, template }, postgres, dir }
  }
  return {
    get: async () => {
      started ??= start()
      return (await started).cluster
    },
    stop: async () => {
      if (!started) return
      const running = await started.catch(() => null)
      if (!running) return
      const { postgres, dir } = running
      await postgres.crash()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Clusters of runs that were killed: their PostgreSQL is ended and their folders are removed. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir()).filter(each => each.startsWith(PREFIX))) {
    const dir = join(tmpdir(), name)
    try {
      if (isAlive(Number(readFileSync(join(dir, 'owner.pid'), 'utf8')))) continue
      const left = runningIn(dir)
      if (left) process.kill(left.pid, 'SIGQUIT')
      rmSync(dir, { recursive: true, force: true })
    } catch {
      // Somebody else's, or being made at this moment by another run: leave it.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
