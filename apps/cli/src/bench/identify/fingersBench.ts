import { availableParallelism } from 'node:os'
import {
  FingerGallery,
  type FingersFound,
  inventedForms,
  loadKernels,
  matchFingers,
  prepareFinger,
  searchFingers,
  thresholdsFor,
} from '@nansen/biometrics'
import { type FingerPool, fingerPool } from './fingerPool.ts'
import { formsOf, type Spread, strangersSpreads } from './fingerStrangers.ts'
import { type Hand, type HandPerson, handsOf, POSITIONS } from './realFingers.ts'

/** What a search of everybody by four fingers takes and misses. */
export interface FingersFigures {
  readonly people: number
  readonly fingers: number
  /** Of the memories of the filter forms. */
  readonly memoryBytes: number
  /** Passing time of a search of somebody who is there, and who is not. */
  readonly p50Ms: number
  readonly p95Ms: number
  readonly strangerP50Ms: number
  /** Processor time of one, all threads together; medians. */
  readonly cpuMs: number
  readonly strangerCpuMs: number
  /** Pairs of comings: one hidden, the other looked for. */
  readonly pairs: number
  /** Of these, where another was as alike or nobody was found; and where the hidden coming did not pass the filter. */
  readonly notFirst: number
  readonly notPassed: number
  /** Found at the evidence that calls for a look. Share of the pairs. */
  readonly looked: number
  /** Probes of people who are not there, and those for whom somebody was found. */
  readonly strangers: number
  readonly falselyFound: number
  /** Quick likeness of real fingers to real strangers and to invented ones. */
  readonly real: Spread
  readonly invented: Spread
}

export interface FingersWishes {
  readonly people: number
  /** Sets of fingers; none: those beside the repository, or invented ones. */
  readonly folders: readonly string[]
  readonly progress: (text: string) => void
}

/** Every sixth of the people is not enrolled. */
const STRANGER = 6
/** Searches: fewer where each takes longer. All pairs of the five sets beside the repository are 560. */
const searchesAmong = (people: number): number => (people <= 20_000 ? 1_000 : people <= 1_000_000 ? 200 : 24)
const THREADS = Math.max(2, Math.min(16, availableParallelism()))

export async function fingersBench({ people, folders, progress }: FingersWishes): Promise<FingersFigures> {
  await loadKernels()
  const hands = await handsOf(folders, progress)
  progress(`inventing ${people} people`)
  const gallery = new FingerGallery(POSITIONS)
  const invented = inventedForms('bench')
  for (let i = 0; i < people; i++)
    gallery.put(i, Object.fromEntries(POSITIONS.map(position => [position, invented.next().slice()])))
  const pool = await fingerPool(gallery, THREADS)
  try {
    const seen = await searched(new Crowd(gallery, pool, invented.library), hands, people, progress)
    return { people, fingers: POSITIONS.length, memoryBytes: gallery.bytes, ...seen, ...strangersSpreads(hands) }
  } finally {
    await pool.stop()
  }
}

/** People of the gallery, with whole templates: of the hidden their own, of others one of the library, which costs as much. */
class Crowd {
  readonly #gallery: FingerGallery
  readonly #pool: FingerPool
  readonly #library: readonly Uint8Array[]
  readonly #hidden = new Map<number, Hand>()

  constructor(gallery: FingerGallery, pool: FingerPool, library: readonly Uint8Array[]) {
    this.#gallery = gallery
    this.#pool = pool
    this.#library = library
  }

  /** In the place of an invented person, or of who was hidden there. */
  hide(place: number, hand: Hand): void {
    this.#gallery.replace(place, place, formsOf(hand))
    this.#hidden.set(place, hand)
  }

  async search(hand: Hand) {
    const [began, before] = [performance.now(), process.threadCpuUsage()]
    const probe = hand.flatMap((print, n) => (print === null ? [] : [{ position: POSITIONS[n]!, ...print }]))
    const found = await searchFingers(this.#gallery.handle, probe, {
      scan: this.#pool.scan,
      compare: (place, { position, prepared }) => {
        const theirs = this.#storedOf(place, POSITIONS.indexOf(position))
        return theirs === null ? null : matchFingers(prepared, prepareFinger(theirs))
      },
    })
    const { user, system } = process.threadCpuUsage(before)
    return { found, passingMs: performance.now() - began, cpuMs: (user + system) / 1000 + this.#pool.cpuMs() }
  }

  #storedOf(place: number, n: number): Uint8Array | null {
    const hand = this.#hidden.get(place)
    if (hand === undefined) return this.#library[(place * POSITIONS.length + n) % this.#library.length]!
    return hand[n]?.stored ?? null
  }
}

interface Searched {
  readonly found: FingersFound
  readonly passingMs: number
  readonly cpuMs: number
  /** Where they are hidden; null: nowhere. */
  readonly place: number | null
}

/** A coming of somebody that is looked for, while another of them is hidden. */
interface Asked {
  readonly person: number
  readonly hidden: number
  readonly coming: number
}

const isStranger = (person: number) => person % STRANGER === STRANGER - 1

/** Round by round another coming of everybody is hidden, and all their others are looked for; strangers in the first. */
function roundsOf(hands: readonly HandPerson[]): readonly Asked[] {
  const comings = [...hands[0]!.comings.keys()]
  return comings.flatMap(hidden =>
    [...hands.keys()].flatMap(person =>
      comings
        .filter(coming => (isStranger(person) ? hidden === 0 : coming !== hidden))
        .map(coming => ({ person, hidden, coming })),
    ),
  )
}

async function searched(crowd: Crowd, hands: readonly HandPerson[], people: number, progress: (text: string) => void) {
  const placeOf = (person: number) => Math.floor(((person + 0.5) * people) / hands.length)
  const hide = (hidden: number) => {
    for (const [person, { comings }] of hands.entries())
      if (!isStranger(person)) crowd.hide(placeOf(person), comings[hidden]!)
  }
  const results: Searched[] = []
  let now = -1
  for (const { person, hidden, coming } of spread(roundsOf(hands), searchesAmong(people))) {
    if (hidden !== now) hide(hidden)
    now = hidden
    const result = await crowd.search(hands[person]!.comings[coming]!)
    results.push({ ...result, place: isStranger(person) ? null : placeOf(person) })
    if (results.length % 20 === 0)
      progress(`searched ${results.length} times, ${figuresOf(results, people).notFirst} not found first`)
  }
  return figuresOf(results, people)
}

function figuresOf(results: readonly Searched[], people: number) {
  const { look } = thresholdsFor(people)
  const mates = results.filter(({ place }) => place !== null)
  const strange = results.filter(({ place }) => place === null)
  const evidenceOf = ({ found, place }: Searched) => found.candidates.find(each => each.place === place)?.evidence
  const share = (some: readonly Searched[], of: 'passingMs' | 'cpuMs', at: number) =>
    quantile(
      some.map(each => each[of]),
      at,
    )
  return {
    p50Ms: share(mates, 'passingMs', 0.5),
    p95Ms: share(mates, 'passingMs', 0.95),
    strangerP50Ms: share(strange, 'passingMs', 0.5),
    cpuMs: share(mates, 'cpuMs', 0.5),
    strangerCpuMs: share(strange, 'cpuMs', 0.5),
    pairs: mates.length,
    notFirst: mates.filter(each => !isFirst(each)).length,
    notPassed: mates.filter(each => evidenceOf(each) === undefined).length,
    looked: mates.filter(each => (evidenceOf(each) ?? 0) >= look).length / Math.max(1, mates.length),
    strangers: strange.length,
    falselyFound: strange.filter(({ found }) => (found.candidates[0]?.evidence ?? 0) >= look).length,
  }
}

/** Whether the hidden one is more alike than everybody else. */
function isFirst({ found: { candidates }, place }: Searched): boolean {
  const [best, second] = candidates
  return best?.place === place && best.evidence > (second?.evidence ?? 0)
}

/** At most so many, from everywhere, in their order. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most)
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)]!)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
