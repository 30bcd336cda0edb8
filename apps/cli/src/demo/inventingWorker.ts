import { parentPort, workerData } from 'node:worker_threads'
import { type Inventing, inventedRows } from './inventing.ts'

const given = workerData as Inventing
const rows = inventedRows({ ...given, blindIndex: Buffer.from(given.blindIndex) })

// Each message asks for one part; null: there is no more.
parentPort!.on('message', async () => {
  const next = await rows.next()
  if (next.done) parentPort!.postMessage(null)
  else
    parentPort!.postMessage(
      next.value,
      next.value.chunks.map(({ text }) => text.buffer as ArrayBuffer),
    )
})
