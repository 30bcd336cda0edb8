import { believable, type Evidence, together } from '../../evidence.ts'
import { type Kernel, sharedKernel } from '../../loadKernels.ts'
import { likenessByChance } from '../normalTail.ts'
import type { PreparedIris } from '../prepared.ts'
import type { Eyes, GalleryHandle } from './eyeGallery.ts'
import * as layout from './layout.ts'
import { type CoarseLimits, EVERYBODY, FEW, FEW_COARSE, ONE_EYE, RECORD_TAIL, TWO_EYES } from './parameters.ts'
import { COARSE_TURNS, FINE_TURNS, FIRST_FINE_TURNS, RECORD_WORDS, recordOf } from './record.ts'
import { listsOf } from './sheet.ts'

/** The kernel `engine/sharedIris.ts`; addresses in bytes. */
interface ScanKernel {
  coarse(
    probe: number,
    right: number,
    turns: number,
    sheets: number,
    people: number,
    few: number,
    neutral: number,
    together: number,
    alone: number,
    desk: number,
    out: number,
  ): number
  fine(
    probe: number,
    right: number,
    looks: number,
    turns: number,
    near: number,
    records: number,
    list: number,
    count: number,
    few: number,
    out: number,
  ): void
}

/** A probe turned every way that is tried. */
export interface TurnedEyes {
  /** As the kernel reads it. */
  readonly words: Uint32Array
  readonly eyes: number
}

export function turnedEyes({ left, right }: Eyes): TurnedEyes {
  const words = new Uint32Array((2 * layout.PROBE_EYE_BYTES) / 4)
  const known = [left, right].map(eye => (eye?.plausible ? eye : null))
  for (const [i, eye] of known.entries()) {
    if (eye === null) continue
    const base = (i * layout.PROBE_EYE_BYTES) / 4
    const fineBase = base + layout.PROBE_COARSE_BYTES / 4
    const turned = FINE_TURNS.map(turn => recordOf(eye.whole, turn))
    for (const [t, record] of turned.entries()) words.set(record, fineBase + t * RECORD_WORDS)
    const lists = listsOf(COARSE_TURNS.map(turn => turned[FINE_TURNS.indexOf(turn)]!))
    new Uint16Array(words.buffer, 4 * base, lists.length).set(lists)
  }
  return { words, eyes: known.filter(eye => eye !== null).length }
}

/** Lays turned probes into a gallery's memories, where every thread finds them. At most `MOST_PROBES`. */
export function layProbes({ memories }: GalleryHandle, probes: readonly TurnedEyes[]): void {
  for (const { buffer } of memories)
    for (const [i, { words }] of probes.entries())
      new Uint32Array(buffer, layout.PROBES_AT + i * 2 * layout.PROBE_EYE_BYTES, words.length).set(words)
}

/** Somebody who is like a probe. */
export interface Alike {
  readonly number: number
  /** Both eyes together. */
  readonly evidence: Evidence
  readonly left: Evidence
  readonly right: Evidence
}

/** What one thread, or one shard, found for one probe: nobody is left out who has the evidence asked for. */
export interface Scanned {
  /** People who passed the coarse comparison. */
  readonly passed: number
  readonly alike: readonly Alike[]
}

/** What is asked of everybody. */
export interface ScanWishes {
  /** Least evidence, 4 or more. */
  readonly least: Evidence
  /** Compare everybody in full. */
  readonly exhaustive?: boolean
}

/** One thread's way through a gallery. Its probes were laid by `layProbes`. */
export class EyeScanner {
  readonly #desk: number
  #kernels: readonly Kernel[] = []

  /** @param thread its own among those that search this gallery at once, 0 to `MOST_THREADS` - 1 */
  constructor(handle: GalleryHandle, thread: number) {
    this.#desk = layout.DESKS_AT + thread * layout.DESK_BYTES
    this.see(handle)
  }

  /** The gallery has changed. */
  see(handle: GalleryHandle): void {
    this.#kernels = handle.memories.map((memory, i) => this.#kernels[i] ?? sharedKernel('sharedIris', memory))
  }

  /** Who of a block is like the probe that was laid as `slot`. @param blocksOfMemory as the gallery was made */
  scan(slot: number, eyes: number, block: number, wishes: ScanWishes, blocksOfMemory = layout.MOST_BLOCKS): Scanned {
    const limits = wishes.exhaustive ? EVERYBODY : eyes > 1 ? TWO_EYES : ONE_EYE
    const { passed, memory, at } = this.#run(slot, limits, block, blocksOfMemory)
    if (passed === 0) return { passed, alike: [] }
    const scores = new Float32Array(memory.buffer, this.#desk + 4 * layout.BLOCK_PEOPLE, 8 * passed)
    const places = new Uint32Array(memory.buffer, this.#desk, passed)
    const numbers = new Float64Array(memory.buffer, at + layout.NUMBERS_AT, layout.BLOCK_PEOPLE)
    return { passed, alike: alikeAmong(scores, places, numbers, wishes.least) }
  }

  /** What the kernel says of each left eye of those who pass. */
  scores(slot: number, limits: CoarseLimits, block: number) {
    const { passed, memory } = this.#run(slot, limits, block, layout.MOST_BLOCKS)
    const said = new Float32Array(memory.buffer, this.#desk + 4 * layout.BLOCK_PEOPLE, 8 * passed)
    return Array.from({ length: passed }, (_, i) => {
      const [best, least, turn, places] = said.subarray(8 * i, 8 * i + 4)
      return { best: best!, least: least!, turn: turn!, places: places! }
    })
  }

  #run(slot: number, limits: CoarseLimits, block: number, blocksOfMemory: number) {
    const { exports, memory } = this.#kernels[Math.floor(block / blocksOfMemory)]!
    const kernel = exports as unknown as ScanKernel
    const at = layout.addressOfBlock(block % blocksOfMemory)
    const left = layout.PROBES_AT + slot * 2 * layout.PROBE_EYE_BYTES
    const right = left + layout.PROBE_EYE_BYTES
    const people = layout.BLOCK_PEOPLE
    const { neutral, together: both, alone, near } = limits
    const turns = COARSE_TURNS.length
    const desk = this.#desk
    const room = desk + layout.SAID_BYTES
    const passed = kernel.coarse(left, right, turns, at, people, FEW_COARSE, neutral, both, alone, room, desk)
    const [eye, other] = [left + layout.PROBE_COARSE_BYTES, right + layout.PROBE_COARSE_BYTES]
    const [fineLooks, fineTurns] = [FIRST_FINE_TURNS, FINE_TURNS.length]
    const [records, said] = [at + layout.RECORDS_AT, desk + 4 * people]
    kernel.fine(eye, other, fineLooks, fineTurns, near, records, desk, passed, FEW, said)
    return { passed, memory, at }
  }
}

/** The best score of an eye with the left eye at every place, in the order of places; of a gallery of one memory. */
export function leftScores(handle: GalleryHandle, eye: PreparedIris): number[] {
  layProbes(handle, [turnedEyes({ left: eye, right: null })])
  const scanner = new EyeScanner(handle, 0)
  return Array.from({ length: handle.blocks }, (_, block) => scanner.scores(0, EVERYBODY, block)).flatMap(said =>
    said.map(({ best }) => best),
  )
}

function alikeAmong(scores: Float32Array, places: Uint32Array, numbers: Float64Array, least: Evidence): Alike[] {
  const found: Alike[] = []
  const worth = scoreWorth(least / 2)
  for (let i = 0; i < places.length; i++) {
    if (scores[8 * i]! < worth && scores[8 * i + 4]! < worth) continue // two that say less than half do not say enough together
    const number = numbers[places[i]!]!
    if (number === 0) continue
    const left = evidenceOf(scores[8 * i]!, scores[8 * i + 1]!)
    const right = evidenceOf(scores[8 * i + 4]!, scores[8 * i + 5]!)
    const said = [left, right].filter((_, eye) => scores[8 * i + 4 * eye + 3]! > 0)
    const evidence = together(said)
    if (evidence >= least) found.push({ number: number - 1, evidence, left, right })
  }
  return found
}

/** What one eye says by its record. Who is further at some turn than near at any speaks for nobody, as in `matchIrises`. */
export function evidenceOf(score: number, leastScore: number): Evidence {
  if (-RECORD_TAIL.mean - leastScore > score + RECORD_TAIL.mean) return 0
  return believable(likenessByChance(-score, { nominal: 1, ...RECORD_TAIL }))
}

/** The score at which an eye says so much. */
function scoreWorth(evidence: Evidence): number {
  let [from, to] = [-RECORD_TAIL.mean + RECORD_TAIL.deviation, 30]
  while (to - from > 1e-6) {
    const middle = (from + to) / 2
    if (likenessByChance(-middle, { nominal: 1, ...RECORD_TAIL }) < evidence) from = middle
    else to = middle
  }
  return from
}
