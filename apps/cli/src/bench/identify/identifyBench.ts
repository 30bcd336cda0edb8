import { closeSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  EyeGallery,
  type Eyes,
  type EyesFound,
  loadKernels,
  readSnapshot,
  searchEyes,
  thresholdsFor,
} from '@nansen/biometrics'
import { seededRandom } from '@nansen/kernel'
import { inventSnapshot } from './inventGallery.ts'
import { type Comer, comersOf } from './realEyes.ts'
import { type ScanPool, scanPool } from './scanPool.ts'

/** What a search of everybody by both eyes takes and misses. Rates are shares. */
export interface IdentifyFigures {
  readonly people: number
  readonly loadMs: number
  /** Of the process that holds the gallery, all of it. */
  readonly memoryBytes: number
  /** Passing time of one search, its probe's turning included. */
  readonly p50Ms: number
  readonly p95Ms: number
  /** Processor time of one search, all threads together. */
  readonly cpuMs: number
  /** Probes of hidden people that an exhaustive comparison does not find, that the search does not find, and the difference. */
  readonly fnirExhaustive: number
  readonly fnir: number
  readonly fnirLoss: number
  readonly mates: number
  /** Probes of people who are not there for whom somebody was found, and the share that the thresholds promise. */
  readonly fpir: number
  readonly fpirPredicted: number
  readonly strangers: number
  /** Strangers a search at a hundredth of the evidence asked for: expected, and seen in all searches. */
  readonly strangersExpected: number
  readonly strangersSeen: number
  /** Share of people whom the coarse comparison lets pass. */
  readonly passed: number
  /** Searches whose mate an exhaustive scan of everybody decided otherwise, and how many were compared so. */
  readonly exhaustiveSearches: number
  readonly otherwise: number
  /** Processor time a probe where eight share a pass. */
  readonly cpuMsOfEight: number
}

export interface IdentifyWishes {
  readonly people: number
  /** Sets of eyes; none: those beside the repository, or invented ones. */
  readonly folders: readonly string[]
  readonly progress: (text: string) => void
}

/** Every fifth of those who come is not enrolled. */
const STRANGER = 5
/** Searches timed, of either kind: fewer where each takes seconds. */
const SEARCHES = { usual: 150, large: 40, largeFrom: 2_000_000 }
/** Up to so many people every search is repeated exhaustively, among more these. */
const EXHAUSTIVE = { people: 100_000, searches: 20 }
/** Below the threshold by so much evidence strangers are counted, that there are some to count. */
const LENIENT = 2
const THREADS = Math.max(2, Math.min(16, availableParallelism()))

interface Probe {
  readonly eyes: Eyes
  /** Number of who it is; null: nobody here. */
  readonly mate: number | null
}

export async function identifyBench({ people, folders, progress }: IdentifyWishes): Promise<IdentifyFigures> {
  await loadKernels()
  const comers = await comersOf(folders, progress)
  const { enrolled, probes } = divided(comers, people)
  const place = process.env.NANSEN_BENCH ?? tmpdir()
  mkdirSync(place, { recursive: true })
  const folder = mkdtempSync(join(place, 'nansen-identify-'))
  try {
    progress(`inventing ${people} people`)
    await inventSnapshot(people, join(folder, 'eyes'))
    const { gallery, loadMs } = loaded(join(folder, 'eyes'))
    hide(enrolled, gallery, people)
    progress(`searching, with ${probes.length} probes`)
    const pool = await scanPool(gallery, THREADS)
    try {
      const measured = await measuredBy(pool, probes, people)
      return { people, loadMs, ...measured, ...missed(enrolled, probes, people) }
    } finally {
      await pool.stop()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** First captures are enrolled, as numbers from `people` on; later ones come back. */
function divided(comers: readonly Comer[], people: number): { enrolled: ReadonlyMap<number, Eyes>; probes: Probe[] } {
  const enrolled = new Map<number, Eyes>()
  const probes: Probe[] = []
  for (const [i, { captures }] of comers.entries()) {
    const isStranger = i % STRANGER === STRANGER - 1
    const number = people + i
    if (!isStranger) enrolled.set(number, captures[0]!)
    for (const eyes of captures.slice(isStranger ? 0 : 1)) probes.push({ eyes, mate: isStranger ? null : number })
  }
  return { enrolled, probes }
}

function loaded(file: string): { readonly gallery: EyeGallery; readonly loadMs: number } {
  const began = performance.now()
  const gallery = new EyeGallery()
  const from = openSync(file, 'r')
  readSnapshot(gallery, bytes => {
    let at = 0
    for (let read = 1; at < bytes.length && read > 0; at += read)
      read = readSync(from, bytes, at, bytes.length - at, null)
    return at === bytes.length
  })
  closeSync(from)
  return { gallery, loadMs: performance.now() - began }
}

/** Puts them in the places of people who are taken out for them, anywhere. */
function hide(enrolled: ReadonlyMap<number, Eyes>, gallery: EyeGallery, people: number): void {
  const random = seededRandom('hidden')
  for (const [number, eyes] of enrolled) {
    let place = random.below(people)
    while (gallery.numberAt(place)! >= people) place = random.below(people)
    gallery.drop(place)
    gallery.put(number, eyes)
  }
}

async function measuredBy(pool: ScanPool, probes: readonly Probe[], people: number) {
  const { look } = thresholdsFor(people)
  const least = look - LENIENT
  const most = people < SEARCHES.largeFrom ? SEARCHES.usual : SEARCHES.large
  const asked = [true, false].flatMap(known =>
    spread(
      probes.filter(({ mate }) => (mate !== null) === known),
      most,
    ),
  )
  for (const { eyes } of asked.slice(0, 3)) await pool.search([eyes], { least })
  const searches = []
  for (const probe of asked) searches.push({ probe, ...(await pool.search([probe.eyes], { least })) })
  const again = spread(searches, people <= EXHAUSTIVE.people ? searches.length : EXHAUSTIVE.searches)
  let otherwise = 0
  for (const { probe, found } of again) {
    const all = await pool.search([probe.eyes], { least, exhaustive: true })
    if (isFound(all.found[0]!, probe, look) !== isFound(found[0]!, probe, look)) otherwise++
  }
  const eight = await pool.search(
    asked.slice(0, 8).map(({ eyes }) => eyes),
    { least },
  )
  const strange = searches.filter(({ probe }) => probe.mate === null)
  const seen = searches.map(({ probe, found }) => found[0]!.alike - (isFound(found[0]!, probe, least) ? 1 : 0))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return {
    memoryBytes: process.memoryUsage().rss,
    p50Ms: quantile(
      searches.map(each => each.passingMs),
      0.5,
    ),
    p95Ms: quantile(
      searches.map(each => each.passingMs),
      0.95,
    ),
    cpuMs: quantile(
      searches.map(each => each.cpuMs),
      0.5,
    ),
    fpir: mean(strange.map(({ found }) => (found[0]!.candidates.some(({ evidence }) => evidence >= look) ? 1 : 0))),
    fpirPredicted: people * 10 ** -look,
    strangers: strange.length,
    strangersExpected: people * 10 ** -least,
    strangersSeen: mean(seen),
    passed: mean(searches.map(({ found }) => found[0]!.passed)) / people,
    exhaustiveSearches: again.length,
    otherwise,
    cpuMsOfEight: eight.cpuMs / Math.min(8, asked.length),
  }
}

/** Whether a search found who the probe is; of a stranger never. */
const isFound = ({ candidates }: EyesFound, { mate }: Probe, least: number): boolean =>
  candidates.some(({ number, evidence }) => number === mate && evidence >= least)

/**
 * All probes of hidden people against the hidden people alone: whether somebody passes and is found does not hang on who else is there, since the limits
 * are fixed. That the whole gallery decides the same is what `otherwise` counts.
 */
function missed(enrolled: ReadonlyMap<number, Eyes>, probes: readonly Probe[], people: number) {
  const { look } = thresholdsFor(people)
  const hidden = new EyeGallery()
  for (const [number, eyes] of enrolled) hidden.put(number, eyes)
  const mated = probes.filter(({ mate }) => mate !== null)
  const missedBy = (exhaustive: boolean) => {
    const found = searchEyes(
      hidden.handle,
      mated.map(({ eyes }) => eyes),
      { least: look, exhaustive },
    )
    return found.filter((each, i) => !isFound(each, mated[i]!, look)).length / Math.max(1, mated.length)
  }
  const [fnirExhaustive, fnir] = [missedBy(true), missedBy(false)]
  return { fnirExhaustive, fnir, fnirLoss: fnir - fnirExhaustive, mates: mated.length }
}

/** At most so many, from everywhere. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most)
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)]!)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
