import type { PersonTemplates, Site, Slap } from '@nansen/biometrics'
import type {
  Ask,
  Fault,
  LookReply,
  MeasureReply,
  OpenAsk,
  OpenReply,
  RepeatReply,
  Reply,
  UnpackReply,
} from './engine.worker.ts'

/** The engine in its own thread: measuring a print must not stop the officer's typing. Started at the first image. */
let worker: Worker | null = null
const waiting = new Map<number, { resolve: (reply: never) => void; reject: (error: Error) => void }>()
let next = 0

function started(): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<Reply | Fault>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if (!('fault' in data)) return asked?.resolve(data as never)
    asked?.reject(new Error(data.fault))
    // what failed may be the engine and not the image: the next one is asked of a new one
    if (waiting.size === 0) end()
  }
  worker.onerror = event => {
    for (const { reject } of waiting.values()) reject(new Error(event.message))
    waiting.clear()
    end()
  }
  return worker
}

function end(): void {
  worker?.terminate()
  worker = null
}

function ask<Said extends Reply>(message: Ask): Promise<Said> {
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

/** A signed capture as files of single fingers and eyes. */
export const opened = (asked: Omit<OpenAsk, 'id'>) => ask<OpenReply>({ id: next++, ...asked })

/** What a frame of the live picture says. */
export const look = (frame: Uint8Array, expected: readonly Site[]) => ask<LookReply>({ id: next++, frame, expected })

/** A file of several fingers or eyes, taken apart: a record, or a picture of these fingers. */
export const unpacked = (several: Uint8Array, slap: Slap | null) => ask<UnpackReply>({ id: next++, several, slap })
