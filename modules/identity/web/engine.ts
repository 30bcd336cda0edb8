import type { PersonTemplates, Site } from '@nansen/biometrics'
import type { MeasureAsk, MeasureReply, RepeatAsk, RepeatReply } from './engine.worker.ts'

/** The engine in its own thread: measuring a print must not stop the officer's typing. Started at the first image. */
let worker: Worker | null = null
const waiting = new Map<number, { resolve: (reply: never) => void; reject: (error: Error) => void }>()
let next = 0

function started(): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<MeasureReply | RepeatReply>) => {
    waiting.get(data.id)?.resolve(data as never)
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

function ask<Reply>(message: MeasureAsk | RepeatAsk): Promise<Reply> {
  return new Promise((resolve, reject) => {
    waiting.set(message.id, { resolve, reject })
    started().postMessage(message)
  })
}

/** Quality and template of one image, within about a tenth of a second for each. */
export const measure = (site: Site, file: Uint8Array, dpi: number | null) =>
  ask<MeasureReply>({ id: next++, site, file, dpi })

/** The two places of a sitting that show the same finger or eye, or null. */
export const repeatedIn = async (sitting: PersonTemplates) => (await ask<RepeatReply>({ id: next++, sitting })).repeated
