import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Refusal, sealingPublicKey } from '@nansen/kernel'
import { FirstNeed } from './firstNeed.ts'
import type { Ask, FromMatcher, MatcherConfig, Reply, ToMatcher } from './protocol.ts'

/** Longest wait for an answer. Milliseconds. */
const PATIENCE = 30_000
/** Longest wait for one that is being started. Milliseconds. */
const WAKING = 15_000
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
 * answers questions. When it falls it is started again; what it was working on still waits in the table. Where nobody has been captured yet
 * its thread starts with the first enrolment, or the first question.
 */
export class Matcher {
  #worker: Worker | null = null
  /** What it waits for before its thread is started. */
  #need: FirstNeed | null = null
  #starting: Promise<void> | null = null
  #launching: Worker | null = null
  #config: MatcherConfig | null = null
  #stopping = false
  #next = 0
  readonly #waiting = new Map<number, Waiting>()

  /** Resolves when the gallery is loaded, or nobody is in it. */
  async start(config: MatcherConfig): Promise<void> {
    this.#config = config
    this.#stopping = false
    if (await this.#await()) await this.#starting
  }

  /** @returns whether its thread is being started */
  #await(): Promise<boolean> {
    this.#need = new FirstNeed(this.#config!.matcherUrl, () => {
      this.#wake().catch(() => undefined)
    })
    return this.#need.begin()
  }

  /** Starts the thread, once. Of one that does not start the need is looked for anew. */
  #wake(): Promise<void> {
    this.#starting ??= this.#launch()
      .catch((error: Error) => {
        if (!this.#stopping) setTimeout(() => void this.#await().catch(() => undefined), REST).unref()
        throw error
      })
      .finally(() => {
        this.#starting = null
      })
    void this.#need?.end()
    this.#need = null
    return this.#starting
  }

  /** To which browsers seal images, 32 bytes. @throws Refusal `unavailable` when no matcher runs. */
  imagePublicKey(): Promise<Uint8Array> {
    if (this.#config === null)
      return Promise.reject(new Refusal('unavailable', 'images cannot be sealed now: try again in a minute'))
    return sealingPublicKey(this.#config.imageKey)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#need?.end()
    this.#need = null
    await this.#launching?.terminate()
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
  async ask<A extends Ask>(ask: A): Promise<Answer<A['is']>> {
    if (this.#need !== null) this.#wake().catch(() => undefined)
    if (this.#starting !== null) await Promise.race([this.#starting.catch(() => undefined), sleep(WAKING)])
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
    this.#launching = worker
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromMatcher) => {
        if ('ready' in message) {
          this.#launching = null
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
    if (this.#launching === worker) this.#launching = null
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
