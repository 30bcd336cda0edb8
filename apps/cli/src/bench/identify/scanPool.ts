import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  type EyeGallery,
  type Eyes,
  type EyesFound,
  layProbes,
  MOST_PROBES,
  mergedFound,
  type ScanWishes,
  turnedEyes,
} from '@nansen/biometrics'
import type { ScanTold } from './scanWorker.ts'

/** What a search took, its probes' turning included. */
export interface Timed {
  readonly found: readonly EyesFound[]
  readonly passingMs: number
  /** Processor time of all threads. */
  readonly cpuMs: number
}

/** Threads over one gallery: they read the same memory and copy nothing of it. */
export interface ScanPool {
  /** @param probes at most `MOST_PROBES`: they share one pass */
  readonly search: (probes: readonly Eyes[], wishes: ScanWishes) => Promise<Timed>
  readonly stop: () => Promise<unknown>
}

export async function scanPool(gallery: EyeGallery, threads: number): Promise<ScanPool> {
  const { handle } = gallery
  const workers = Array.from(
    { length: threads },
    (_, thread) => new Worker(new URL('./scanWorker.ts', import.meta.url), { workerData: { handle, thread } }),
  )
  await Promise.all(workers.map(worker => once(worker, 'message')))
  return {
    search: async (probes, wishes) => {
      if (probes.length > MOST_PROBES) throw new Error(`${MOST_PROBES} probes share a pass, no more`)
      const [began, before] = [performance.now(), process.threadCpuUsage()]
      const turned = probes.map(turnedEyes)
      layProbes(handle, turned)
      const { user, system } = process.threadCpuUsage(before)
      const ticket = new Int32Array(new SharedArrayBuffer(4))
      const told: ScanTold = { eyes: turned.map(({ eyes }) => eyes), blocks: handle.blocks, wishes, ticket }
      const answers = await Promise.all(workers.map(worker => answerOf(worker, told)))
      const found = probes.map((_, i) => mergedFound(answers.map(answer => answer.found[i]!)))
      const cpuMs = answers.reduce((sum, answer) => sum + answer.cpuMs, (user + system) / 1000)
      return { found, passingMs: performance.now() - began, cpuMs }
    },
    stop: () => Promise.all(workers.map(worker => worker.terminate())),
  }
}

async function answerOf(
  worker: Worker,
  told: ScanTold,
): Promise<{ readonly found: readonly EyesFound[]; readonly cpuMs: number }> {
  const answer = once(worker, 'message') // rejects on an error of the thread
  worker.postMessage(told)
  return (await answer)[0]
}
