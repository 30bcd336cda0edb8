import { Worker } from 'node:worker_threads'
import { extractorVersion } from '@nansen/biometrics'
import pg from 'pg'
import type { MatcherConfig } from '../matcher/protocol.ts'
import { beginReextraction, type Progress } from './reextract.ts'

/** Extracting again, under way. */
export interface Reextracting {
  /** Fails when it ended before it was done; what waits then waits for the next time. */
  readonly done: Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Lists every template that an older extractor made and whose image is kept, and extracts these again in a thread of its own, one sitting after
 * the other. Where another process is at it, this one has nothing to do.
 * @param tell how far it is, every few seconds and at the end
 * @returns null when nothing is older
 */
export async function reextracting(
  config: MatcherConfig,
  tell: (progress: Progress) => void,
): Promise<Reextracting | null> {
  if ((await listed(config.matcherUrl)) === 0) return null
  const worker = new Worker(new URL('./reextractionWorker.ts', import.meta.url), { workerData: config })
  worker.on('message', tell)
  let stopped = false
  const done = new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', code =>
      code === 0 || stopped ? resolve() : reject(new Error('extracting again ended before it was done')),
    )
  })
  const stop = async () => {
    stopped = true
    await worker.terminate()
  }
  return { done, stop }
}

async function listed(connectionString: string): Promise<number> {
  const matcher = new pg.Client({ connectionString })
  matcher.on('error', () => undefined)
  await matcher.connect()
  try {
    return await beginReextraction(matcher, extractorVersion)
  } finally {
    await matcher.end()
  }
}
