import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Refusal } from '@nansen/kernel'
import type { Answer, Job } from './typesetter.ts'

/** How a letter, certificate or card looks. Plain text, versioned: what was printed can be printed again. */
export interface Template {
  readonly name: string
  /** Raised whenever the text or look changes; stored with every document. */
  readonly version: number
  /** Typst markup that reads `json("/data.json")` and the files it is given. */
  readonly source: string
}

export interface RenderedDocument {
  readonly pdf: Uint8Array
  /** SHA-256 of the PDF, lower-case hexadecimal. */
  readonly sha256: string
  readonly template: string
  readonly templateVersion: number
}

/** Owns the typesetting thread, which starts with the first document (about a second) and then takes some 50 ms a page. */
export interface Documents {
  /**
   * @param data any JSON; the same template, data and files give the same bytes.
   * @param files images and the like, by the absolute path under which the template reads them.
   * @throws Refusal `unavailable` when it takes longer than a minute. An Error names a fault of the template.
   */
  readonly render: (
    template: Template,
    data: unknown,
    files?: Readonly<Record<string, Uint8Array>>,
  ) => Promise<RenderedDocument>
  readonly close: () => Promise<void>
}

/** Milliseconds. A page takes fifty; what takes a minute is stuck. */
const PATIENCE = 60_000

interface Waiting {
  readonly done: (answer: Answer) => void
  readonly failed: (error: Error) => void
}

export function openDocuments(): Documents {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let last = 0

  const stop = async (why: Error): Promise<void> => {
    const stopping = worker
    worker = null
    for (const { failed } of waiting.values()) failed(why)
    waiting.clear()
    await stopping?.terminate()
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./typesetter.ts', import.meta.url))
    started.on('message', (answer: Answer) => waiting.get(answer.id)?.done(answer))
    started.on('error', error => void stop(error as Error))
    started.unref()
    return started
  }
  const ask = (job: Job): Promise<Answer> =>
    new Promise((done, failed) => {
      worker ??= start()
      waiting.set(job.id, { done, failed })
      // While somebody waits for a page the process must not end.
      worker.ref()
      worker.postMessage(job)
    })

  return {
    async render(template, data, files = {}) {
      const id = ++last
      const timer = setTimeout(() => {
        void stop(new Refusal('unavailable', 'the document could not be made in time: please try again'))
      }, PATIENCE)
      try {
        const answer = await ask({ id, source: template.source, data, files })
        if ('trouble' in answer) throw new Error(`template ${template.name}: ${answer.trouble}`)
        const sha256 = createHash('sha256').update(answer.pdf).digest('hex')
        return { pdf: answer.pdf, sha256, template: template.name, templateVersion: template.version }
      } finally {
        clearTimeout(timer)
        waiting.delete(id)
        if (waiting.size === 0) worker?.unref()
      }
    },
    close: () => stop(new Error('closed')),
  }
}
