import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  EyeGallery,
  encodePng,
  inventedRecords,
  loadKernels,
  prepareIris,
  RECORD_WORDS,
  type Site,
  syntheticFinger,
  syntheticIris,
  thresholdsFor,
} from '@nansen/biometrics'
import { replyOf } from '../../evaluateSet.ts'
import type { ExtractionReply } from '../../evaluateWorker.ts'
import { type ScanPool, scanPool } from './scanPool.ts'

/** What one person's enrolment takes: ten fingers and two eyes opened, extracted and judged, then both eyes among everybody. */
export interface PersonFigures {
  readonly people: number
  readonly threads: number
  readonly persons: number
  readonly sites: number
  /** Medians of the persons, milliseconds of passing time, and of processor time of all threads (files are opened outside it). */
  readonly passingMs: number
  readonly mostPassingMs: number
  readonly cpuMs: number
  /** Medians of the processor time of one finger, one eye and one search. */
  readonly fingerMs: number
  readonly eyeMs: number
  readonly searchMs: number
  /** Persons whose first capture was enrolled and who were found. */
  readonly found: number
}

export interface PersonWishes {
  readonly people: number
  /** Invented persons, each coming twice: the first is enrolled unseen, the second is timed. */
  readonly persons: number
  /** Captured of each, both eyes among them. */
  readonly sites: readonly Site[]
  readonly progress: (text: string) => void
}

const THREADS = Math.min(2, availableParallelism())

interface Shot {
  readonly site: Site
  readonly path: string
}

export async function personBench({ people, persons, sites, progress }: PersonWishes): Promise<PersonFigures> {
  await loadKernels()
  const folder = mkdtempSync(join(tmpdir(), 'nansen-person-'))
  const workers = Array.from({ length: THREADS }, () => new Worker(new URL('../../evaluateWorker.ts', import.meta.url)))
  try {
    progress(`drawing ${persons} persons`)
    const comings = Array.from({ length: persons }, (_, person) =>
      [0, 1].map(coming => drawn(folder, sites, person, coming)),
    )
    progress(`inventing ${people} people`)
    const gallery = filled(people)
    for (const [person, [first]] of comings.entries())
      gallery.put(people + person, eyesOf(await extracted(workers, first!)))
    const pool = await scanPool(gallery, THREADS)
    try {
      progress('enrolling')
      const timed = []
      for (const [person, [, again]] of comings.entries())
        timed.push(await enrolled(workers, pool, again!, people + person, people))
      return { people, threads: THREADS, persons, sites: sites.length, ...summed(timed) }
    } finally {
      await pool.stop()
    }
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
    rmSync(folder, { recursive: true })
  }
}

/** One coming as PNG files, as they come from a scanner. */
function drawn(folder: string, sites: readonly Site[], person: number, coming: number): readonly Shot[] {
  return sites.map(site => {
    const name = `bench ${person}`
    const image = site.startsWith('iris')
      ? syntheticIris(name, site === 'iris-left' ? 'left' : 'right', coming)
      : syntheticFinger(name, Number(site.slice('finger-'.length)) as Parameters<typeof syntheticFinger>[1], coming)
    const path = join(folder, `${person}-${coming}-${site}.png`)
    writeFileSync(path, encodePng(image))
    return { site, path }
  })
}

function filled(people: number): EyeGallery {
  const gallery = new EyeGallery()
  const { next } = inventedRecords('bench')
  const [left, right] = [new Uint32Array(RECORD_WORDS), new Uint32Array(RECORD_WORDS)]
  for (let i = 0; i < people; i++) gallery.putRecords(i, next(left), next(right))
  return gallery
}

/** All shots, each by the next thread that is free. */
async function extracted(workers: readonly Worker[], shots: readonly Shot[]): Promise<Map<Site, ExtractionReply>> {
  const replies = new Map<Site, ExtractionReply>()
  const waiting = [...shots]
  const work = async (worker: Worker) => {
    for (let shot = waiting.shift(); shot !== undefined; shot = waiting.shift())
      replies.set(shot.site, await replyOf(worker, { ...shot, dpi: null }))
  }
  await Promise.all(workers.map(work))
  return replies
}

function eyesOf(replies: ReadonlyMap<Site, ExtractionReply>) {
  const eye = (site: Site) => {
    const stored = replies.get(site)?.stored ?? null
    return stored === null ? null : prepareIris(stored)
  }
  return { left: eye('iris-left'), right: eye('iris-right') }
}

async function enrolled(
  workers: readonly Worker[],
  pool: ScanPool,
  shots: readonly Shot[],
  who: number,
  people: number,
) {
  const began = performance.now()
  const replies = await extracted(workers, shots)
  const { found, cpuMs: searchMs } = await pool.search([eyesOf(replies)], { least: thresholdsFor(people).look })
  const passingMs = performance.now() - began
  const spent = (is: (site: Site) => boolean) => [...replies].flatMap(([site, { cpuMs }]) => (is(site) ? [cpuMs] : []))
  const eyes = spent(site => site.startsWith('iris'))
  const fingers = spent(site => site.startsWith('finger'))
  const cpuMs = [...eyes, ...fingers].reduce((sum, ms) => sum + ms, searchMs)
  return { passingMs, cpuMs, searchMs, eyes, fingers, found: found[0]?.candidates[0]?.number === who }
}

function summed(timed: readonly Awaited<ReturnType<typeof enrolled>>[]) {
  return {
    passingMs: median(timed.map(({ passingMs }) => passingMs)),
    mostPassingMs: Math.max(...timed.map(({ passingMs }) => passingMs)),
    cpuMs: median(timed.map(({ cpuMs }) => cpuMs)),
    fingerMs: median(timed.flatMap(({ fingers }) => fingers)),
    eyeMs: median(timed.flatMap(({ eyes }) => eyes)),
    searchMs: median(timed.map(({ searchMs }) => searchMs)),
    found: timed.filter(({ found }) => found).length,
  }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** The figures as a person reads them. */
export function personLines(figures: PersonFigures): string {
  const { people, threads, persons, sites, passingMs, mostPassingMs, cpuMs, fingerMs, eyeMs, searchMs, found } = figures
  return [
    `${sites} fingers and eyes opened, extracted and judged, both eyes among ${people} people: median ${passingMs.toFixed(0)} ms, most ${mostPassingMs.toFixed(0)}, ${cpuMs.toFixed(0)} ms of processor (${threads} threads)`,
    `medians of processor: a finger ${fingerMs.toFixed(1)} ms, an eye ${eyeMs.toFixed(1)} ms, a search ${searchMs.toFixed(1)} ms; found ${found} of ${persons} invented persons who come back`,
  ].join('\n')
}
