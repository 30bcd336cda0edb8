import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Answers, GalleryPart, MOST_KEPT, type PersonTemplates, type Question } from '@nansen/biometrics'
import { DividedGallery, type GalleryHolder } from './dividedGallery.ts'

/** More threads than this were never tried. */
const MOST_THREADS = 8

/** To a thread that holds some of the people. */
export type ToThread =
  | { readonly add: readonly [ref: string, templates: PersonTemplates, number: number] }
  | { readonly remove: string }
  | { readonly id: number; readonly question: Question }
export interface FromThread {
  readonly id: number
  readonly answer: Answers[Question['is']]
}

/** Threads that search: one core is left for the server and its database. */
export const searchingThreads = (cores = availableParallelism()): number =>
  Math.max(1, Math.min(MOST_THREADS, cores - 1))

/**
 * A gallery divided among this thread and others. @param onFault told once when one of the others ends: what it held is gone, and
 * nothing can be searched any more
 */
export function dividedAmong(threads: number, onFault: (error: Error) => void): DividedGallery {
  const mostKept = MOST_KEPT / threads
  const others = Array.from({ length: threads - 1 }, () => new GalleryThread(mostKept, onFault))
  const own = new GalleryPart(undefined, mostKept)
  return new DividedGallery([...others, own])
}

interface Waiting {
  readonly resolve: (answer: FromThread['answer']) => void
  readonly reject: (error: Error) => void
}

/** Some of the people in a thread of their own. It ends with the thread that started it. */
class GalleryThread implements GalleryHolder {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #next = 0
  #fallen: Error | null = null

  constructor(mostKept: number, onFault: (error: Error) => void) {
    this.#worker = new Worker(new URL('./galleryWorker.ts', import.meta.url), { workerData: mostKept })
    this.#worker.unref()
    this.#worker.on('message', ({ id, answer }: FromThread) => {
      this.#waiting.get(id)?.resolve(answer)
      this.#waiting.delete(id)
    })
    const fell = (error: Error) => {
      if (this.#fallen !== null) return
      this.#fallen = error
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
      onFault(error)
    }
    this.#worker.once('error', fell)
    this.#worker.once('exit', () => fell(new Error('a thread that searches ended')))
  }

  add(ref: string, templates: PersonTemplates, number: number): void {
    this.#send({ add: [ref, templates, number] })
  }

  remove(ref: string): void {
    this.#send({ remove: ref })
  }

  answer(question: Question): Promise<FromThread['answer']> {
    if (this.#fallen !== null) return Promise.reject(this.#fallen)
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#send({ id, question })
    })
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message)
  }
}
