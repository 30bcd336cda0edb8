import type { Candidate } from '../decide.ts'
import { Gallery } from '../gallery.ts'
import type { Site } from '../modality.ts'
import { syntheticTemplates } from '../synthetic/index.ts'

/** How long searches took among invented people, and what a person costs. */
export interface SearchFigures {
  readonly people: number
  readonly sites: readonly Site[]
  readonly searches: number
  /** Milliseconds of wall time for one search. */
  readonly medianMs: number
  readonly p95Ms: number
  /** Searches for people of the gallery, by a second capture, that put them first. */
  readonly foundFirst: number
  /** Milliseconds to enter one person: decoding and making the memory forms. */
  readonly addMs: number
  /** Bytes of memory one person takes, by the difference before and after: true in a fresh process only. */
  readonly bytesPerPerson: number
}

/** Among whom is searched, and by what. */
export interface SearchBenchWishes {
  readonly people: number
  readonly sites: readonly Site[]
  readonly searches: number
  /** Bytes in use now, after a collection where one can be asked for: `heapUsed + arrayBuffers` in Node. */
  readonly memory: () => number
  /** Milliseconds from any start. */
  readonly clock: () => number
}

/**
 * Fills a gallery with invented people and searches it for some of them by a second capture. Shows speed and memory; how well
 * people are told apart is for `nansen evaluate` and real captures to say. Needs `await loadKernels()` first.
 */
export function searchBench({ people, sites, searches, memory, clock }: SearchBenchWishes): SearchFigures {
  const gallery = new Gallery()
  const before = memory()
  let adding = 0
  for (let i = 0; i < people; i++) {
    const templates = syntheticTemplates(`bench ${i}`, { sites })
    const started = clock()
    gallery.add(`${i}`, templates)
    gallery.prepare(() => false)
    adding += clock() - started
  }
  const bytesPerPerson = (memory() - before) / people
  const times: number[] = []
  let foundFirst = 0
  for (let i = 0; i < searches; i++) {
    const who = Math.floor(((i + 0.5) * people) / searches)
    const probe = syntheticTemplates(`bench ${who}`, { sites, impression: 1 })
    const started = clock()
    const found: readonly Candidate[] = gallery.identify(probe)
    times.push(clock() - started)
    if (found[0]?.ref === `${who}`) foundFirst++
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
  return {
    people,
    sites,
    searches,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    foundFirst,
    addMs: adding / people,
    bytesPerPerson,
  }
}
