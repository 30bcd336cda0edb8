import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Cluster, clusterOfTheRun } from './cluster.ts'
import { scratchFolder } from './scratch.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where test files ask for the run's PostgreSQL: a loopback address that starts it at the first question. */
    readonly clusterAt: string
  }
}

/**
 * Starts nothing yet: a run of pure unit tests pays nothing. Test files live in other processes, so they ask over loopback; the
 * path holds a secret of the run because the answer holds the owner's password.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureKernels()
  const another = process.env.NANSEN_CLUSTER_AT
  // A run inside a run, as of planted leaks: the outer one has a database server, and stops it.
  if (another !== undefined) {
    project.provide('clusterAt', another)
    return async () => undefined
  }
  // What test files make for one another is put here, and goes with the run: a worker that is ended removes nothing itself.
  process.env.TMPDIR = scratchFolder()
  const folder = mkdtempSync(join(tmpdir(), 'nansen-run-'))
  chmodSync(folder, 0o755)
  process.env.NANSEN_RUN_FOLDER = folder
  // Servers that journeys start and kill read the same thousand files each time.
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled')
  const run = clusterOfTheRun()
  const path = `/${randomUUID()}`
  const server = createServer(async (request, response) => {
    if (request.url !== path) return void response.writeHead(404).end()
    const [status, body] = await run.get().then(
      (cluster: Cluster) => [200, JSON.stringify(cluster)] as const,
      (error: Error) => [500, error.stack ?? error.message] as const,
    )
    response.writeHead(status).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  project.provide('clusterAt', `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  const ended = () => process.exit(143)
  process.once('SIGTERM', ended)
  return async () => {
    process.off('SIGTERM', ended)
    server.close()
    await run.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A fresh checkout has no compiled kernels, and what knows the engine imports them. */
async function ensureKernels(): Promise<void> {
  if (existsSync(new URL('../../biometrics/src/kernels/all.gen.js', import.meta.url))) return
  const { buildKernels } = await import('../../../scripts/kernels.ts')
  await buildKernels()
}
