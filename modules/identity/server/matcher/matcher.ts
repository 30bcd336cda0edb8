import { Worker } from 'node:worker_threads'
import { Refusal, sealingPublicKey } from '@nansen/kernel'
import type { Ask, FromMatcher, MatcherConfig, Reply, ToMatcher } from './protocol.ts'

/** Longest wait for an answer. Milliseconds. */
const PATIENCE = 30_000
/** Pause before a matcher that fell is started again. Milliseconds. */
const REST = 1_000

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}
type Answer<A extends Ask['is']> = Extract<
  Reply,
  { is: { identify: 'identified'; verify: 'verified'; 'open-image': 'image' }[A] }
>

/**
 * The matcher: a thread of its own with logins of its own. It holds the gallery in memory, works off the enrolments that wait, and
 * answers questions. When it falls it is started again; what it was working on still waits in the table.
 */
export class Matcher {
  #worker: Worker | null = null
  #config: MatcherConfig | null = null
  #stopping = false
  #next = 0
  readonly #waiting = new Map<number, Waiting>()

  /** Resolves when the gallery is loaded. */
  async start(config: MatcherConfig): Promise<void> {
    this.#config = config
    this.#stopping = false
    await this.#launch()
  }

  /** To which browsers seal images, 32 bytes. @throws Refusal `unavailable` when no matcher runs. */
  imagePublicKey(): Promise<Uint8Array> {
    if (this.#config === null)
      return Promise.reject(new Refusal('unavailable', 'images cannot be sealed now: try again in a minute'))
    return sealingPublicKey(this.#config.imageKey)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    const worker = this.#worker
    if (worker === null) return
    const gone = new Promise<void>(resolve => worker.once('exit', () => resolve()))
    worker.postMessage({ stop: true } satisfies ToMatcher)
    const late = setTimeout(() => void worker.terminate(), 5_000)
    await gone
    clearTimeout(late)
    this.#worker = null
  }

  /** @throws Refusal `unavailable` when no matcher runs, or whatever it refuses. */
  ask<A extends Ask>(ask: A): Promise<Answer<A['is']>> {
    const worker = this.#worker
    if (worker === null)
      return Promise.reject(
        new Refusal('unavailable', 'the search by finger and eye is not running; try again in a minute'),
      )
    const id = this.#next++
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    this.#waiting.set(id, { resolve, reject })
    const late = setTimeout(
      () => this.#settle(id)?.reject(new Refusal('unavailable', 'the search takes too long; try again')),
      PATIENCE,
    )
    worker.postMessage({ id, ask } satisfies ToMatcher)
    return promise.finally(() => clearTimeout(late)) as Promise<Answer<A['is']>>
  }

  #launch(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.#config })
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromMatcher) => {
        if ('ready' in message) {
          this.#worker = worker
          resolve()
        } else if ('reply' in message) this.#settle(message.id)?.resolve(message.reply)
        else {
          const { code, message: words, details } = message.refusal
          this.#settle(message.id)?.reject(new Refusal(code, words, details))
        }
      })
      worker.once('error', reject)
      worker.once('exit', () => this.#fell(worker, reject))
    })
  }

  #fell(worker: Worker, reject: (error: Error) => void): void {
    reject(new Error('the matcher ended before it was ready'))
    if (this.#worker !== worker) return
    this.#worker = null
    for (const id of this.#waiting.keys())
      this.#settle(id)?.reject(new Refusal('unavailable', 'the search was interrupted; try again'))
    if (!this.#stopping) setTimeout(() => void this.#launch().catch(() => undefined), REST).unref()
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    return waiting
  }
}

/** The one matcher of this process: whoever wires the server starts it, the queries of this module ask it. */
export const matcher = new Matcher()
