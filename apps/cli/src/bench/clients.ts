import { Worker } from 'node:worker_threads'
import type { Measured } from './measure.ts'
import type { Officer } from './population.ts'
import { databaseCpu } from './processorTime.ts'
import type { Spent } from './report.ts'

export interface ClientsTold {
  readonly origin: string
  readonly officers: readonly Officer[]
  readonly clients: number
}

/** What the clients found, and the processor time they took themselves, in milliseconds. */
export interface Asking {
  readonly measured: Measured
  readonly cpuMs: number
}

/** Clients in a thread of their own: what they cost neither waits for the server's thread nor counts as the server's. */
export interface Clients {
  /** @param name of the kind of work, see `WORKS`. @throws Error with the first answer that was a refusal */
  readonly run: (name: string, milliseconds: number) => Promise<Asking>
  readonly stop: () => Promise<unknown>
}

/** @param thread its file beside this one. @param told what it begins with */
export function startAsking(thread: URL, told: unknown): Clients {
  const worker = new Worker(thread, { workerData: told })
  return {
    run: (name, milliseconds) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject)
        worker.once('message', ({ measured, cpuMs, why }) => {
          worker.off('error', reject)
          if (why === null) resolve({ measured, cpuMs })
          else reject(new Error(why))
        })
        worker.postMessage({ name, milliseconds })
      }),
    stop: () => worker.terminate(),
  }
}

export const startClients = (told: ClientsTold): Clients =>
  startAsking(new URL('clientsWorker.ts', import.meta.url), told)

/** What was measured, and the processor time of each turn; of the server with everything this process did meanwhile but the clients. */
export async function spending(
  postmaster: number,
  run: () => Promise<Asking>,
): Promise<{ readonly measured: Measured; readonly spent: Spent }> {
  const [before, databaseBefore] = [process.cpuUsage(), databaseCpu(postmaster)]
  const { measured, cpuMs } = await run()
  const { user, system } = process.cpuUsage(before)
  const databaseNow = databaseCpu(postmaster)
  const each = (ms: number) => ms / measured.done
  const database = databaseNow === null || databaseBefore === null ? null : each(databaseNow - databaseBefore)
  return { measured, spent: { server: each((user + system) / 1000 - cpuMs), database, clients: each(cpuMs) } }
}
