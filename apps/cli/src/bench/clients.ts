import { Worker } from 'node:worker_threads'
import type { Measured } from './measure.ts'
import type { Officer } from './population.ts'

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

export function startClients(told: ClientsTold): Clients {
  const worker = new Worker(new URL('clientsWorker.ts', import.meta.url), { workerData: told })
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
