import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Invented, Inventing } from './inventing.ts'

/** Parts that are made before anybody wants them: neither the thread nor the database waits for the other. */
const AHEAD = 3

/** Rows live for one part: with room for one they are gone before anybody has to look for what is still alive. Megabytes. */
const YOUNG = 128

/** The same rows in the same order, made in a thread beside. @throws whatever happened there */
export async function* inventedBeside(inventing: Inventing): AsyncGenerator<Invented> {
  const worker = new Worker(new URL('./inventingWorker.ts', import.meta.url), {
    workerData: inventing,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  })
  try {
    const parts = on(worker, 'message')
    for (let asked = 0; asked < AHEAD; asked++) worker.postMessage('more')
    for await (const [part] of parts as AsyncIterable<[Invented | null]>) {
      if (part === null) return
      worker.postMessage('more')
      yield part
    }
  } finally {
    await worker.terminate()
  }
}
