import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FingerGallery, FingerScores } from '@nansen/biometrics'
import type { FingerTold } from './fingerWorker.ts'

/** Threads over one gallery of fingers: they read the same memory and copy nothing of it. */
export interface FingerPool {
  readonly scan: (shelf: number, probe: Uint8Array) => Promise<FingerScores>
  /** Processor time of the threads since it was asked last. Milliseconds. */
  readonly cpuMs: () => number
  readonly stop: () => Promise<unknown>
}

export async function fingerPool(gallery: FingerGallery, threads: number): Promise<FingerPool> {
  const { handle } = gallery
  const workers = Array.from(
    { length: threads },
    (_, thread) => new Worker(new URL('./fingerWorker.ts', import.meta.url), { workerData: { handle, thread } }),
  )
  await Promise.all(workers.map(worker => once(worker, 'message')))
  const scores = new Uint16Array(new SharedArrayBuffer(2 * handle.places))
  let cpu = 0
  return {
    scan: async (shelf, probe) => {
      const told: FingerTold = { shelf, probe, scores, ticket: new Int32Array(new SharedArrayBuffer(4)) }
      for (const spent of await Promise.all(workers.map(worker => answerOf(worker, told)))) cpu += spent
      return scores
    },
    cpuMs: () => {
      const spent = cpu
      cpu = 0
      return spent
    },
    stop: () => Promise.all(workers.map(worker => worker.terminate())),
  }
}

async function answerOf(worker: Worker, told: FingerTold): Promise<number> {
  const answer = once(worker, 'message') // rejects on an error of the thread
  worker.postMessage(told)
  return (await answer)[0]
}
