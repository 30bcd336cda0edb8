import type { Evidence, EvidenceAsk, EvidenceReply } from './evidence.worker.ts'

/** Measures in a thread of its own on this device: the server is asked for no template. Started at the first pair. */
let worker: Worker | null = null
const waiting = new Map<number, { resolve: (said: Evidence) => void; reject: (error: Error) => void }>()
let next = 0

/** Marks and bands of two images of one site. */
export function evidenceOf(asked: Omit<EvidenceAsk, 'id'>): Promise<Evidence> {
  return new Promise((resolve, reject) => {
    const id = next++
    waiting.set(id, { resolve, reject })
    started().postMessage({ id, ...asked } satisfies EvidenceAsk)
  })
}

function started(): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./evidence.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<EvidenceReply>) => {
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
