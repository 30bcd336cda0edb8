import type { Site } from '@nansen/biometrics'
import type { MeasureAsk, MeasureReply } from './engine.worker.ts'

/** The engine in its own thread: measuring a print must not stop the officer's typing. Started at the first image. */
let worker: Worker | null = null
const waiting = new Map<number, { resolve: (reply: MeasureReply) => void; reject: (error: Error) => void }>()
let next = 0

function started(): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<MeasureReply>) => {
    waiting.get(data.id)?.resolve(data)
    waiting.delete(data.id)
  }
  worker.onerror = event => {
    for (const { reject } of waiting.values()) reject(new Error(event.message))
    waiting.clear()
    worker?.terminate()
    worker = null
  }
  return worker
}

/** Quality and template of one image, within about a tenth of a second for each. */
export function measure(site: Site, file: Uint8Array, dpi: number | null): Promise<MeasureReply> {
  const id = next++
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    started().postMessage({ id, site, file, dpi } satisfies MeasureAsk)
  })
}
