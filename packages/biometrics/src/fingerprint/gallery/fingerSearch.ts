import { thresholdsFor } from '../../decide.ts'
import { type Evidence, together } from '../../evidence.ts'
import type { FingerPosition } from '../../modality.ts'
import type { PreparedFinger } from '../match/prepareFinger.ts'
import type { FingerHandle } from './fingerGallery.ts'
import { type FingerShard, FingerShare, type FingerSteps, type Survivor, surprisesOf } from './fingerShard.ts'

/** People whom the filter lets pass to the comparison of whole templates: so many, and this share of a large gallery. */
const SURVIVORS = 100
const SURVIVORS_SHARE = 0.0002
/** Of these, people whose every finger is compared. Count. */
const FINALISTS = 24
/** Fingers that are asked of everybody before survivors are compared. Count. */
const FINGERS_A_ROUND = 2

/** A finger of a probe. */
export interface ProbeFinger {
  readonly position: FingerPosition
  readonly prepared: PreparedFinger
  /** 0 to 100: the best begin. */
  readonly quality: number
}

export interface AlikeByFingers {
  /** Who it is; of a gallery that is searched by itself, their place. */
  readonly place: number
  readonly evidence: Evidence
  /** Fingers that were compared. Count. */
  readonly fingers: number
}

export interface FingersFound {
  /** Best first, and who has the lower number among equals; only people with some evidence. */
  readonly candidates: readonly AlikeByFingers[]
  /** Fingers that everybody was asked for, and fingers compared in full. Counts. */
  readonly scanned: number
  readonly compared: number
}

/** As `searchFingerShards`, in one gallery, whose people are told by their places. */
export function searchFingers(
  handle: Pick<FingerHandle, 'positions' | 'places'>,
  probe: readonly ProbeFinger[],
  steps: FingerSteps,
): Promise<FingersFound> {
  const { positions, places: people } = handle
  return searchFingerShards([new FingerShare({ people, positions, numberAt: place => place }, steps)], probe)
}

/**
 * Searches everybody finger after finger, the best of the probe first: two are compared quickly with all, the survivors by whole templates, the best of these by
 * all fingers; if nobody is named then with all certainty, the next two fingers are asked of everybody too. Likenesses of a finger become surprises, -log10 of
 * the share of all people that is as alike, and add up over the fingers that somebody has. Shards tell how many are how alike and are told what that is worth, so
 * that the answer hangs neither on how people are divided among them nor on threads.
 */
export async function searchFingerShards(
  shards: readonly FingerShard[],
  probe: readonly ProbeFinger[],
): Promise<FingersFound> {
  const people = shards.reduce((sum, shard) => sum + shard.people, 0)
  const fingers = probe
    .filter(({ position }) => shards.some(({ positions }) => positions.includes(position)))
    .toSorted((a, b) => b.quality - a.quality || a.position - b.position)
  const comparison = new Comparison(fingers)
  const most = Math.max(SURVIVORS, Math.ceil(SURVIVORS_SHARE * people))
  const searches = shards.map(shard => shard.begin(fingers))
  for (const i of fingers.keys()) {
    const worth = surprisesOf(summed(await Promise.all(searches.map(search => search.tally(i)))))
    await Promise.all(searches.map(search => search.add(i, worth)))
    const scanned = i + 1
    if (scanned % FINGERS_A_ROUND > 0 && scanned < fingers.length) continue
    const survivors = await Promise.all(
      searches.map(async search => (await search.survivors(most)).map(each => ({ ...each, search }))),
    )
    const candidates = await comparison.of(survivors.flat().sort(bySurprise).slice(0, most), scanned)
    const [best] = candidates
    const isNamed = best !== undefined && best.evidence >= thresholdsFor(people).sure
    if (isNamed || scanned === fingers.length) return { candidates, scanned, compared: comparison.compared }
  }
  return { candidates: [], scanned: 0, compared: 0 }
}

const bySurprise = (a: Survivor, b: Survivor) => b.worth - a.worth || a.number - b.number

function summed(tallies: readonly Uint32Array[]): Uint32Array {
  const [first, ...others] = tallies
  const sum = Uint32Array.from(first ?? [])
  for (const tally of others) for (let i = 0; i < sum.length; i++) sum[i]! += tally[i]!
  return sum
}

/** One search of a shard, once begun. */
type Begun = ReturnType<FingerShard['begin']>

/** Compares whole templates, each pair of fingers once. */
class Comparison {
  compared = 0
  readonly #fingers: readonly ProbeFinger[]
  readonly #known = new Map<number, { readonly search: Begun; readonly said: (Evidence | null | undefined)[] }>()

  constructor(fingers: readonly ProbeFinger[]) {
    this.#fingers = fingers
  }

  /** These people, and those of before, by the first `count` fingers, and the best of them by all. */
  async of(
    survivors: readonly { readonly number: number; readonly search: Begun }[],
    count: number,
  ): Promise<readonly AlikeByFingers[]> {
    for (const { number, search } of survivors)
      if (!this.#known.has(number)) this.#known.set(number, { search, said: [] })
    const all = [...this.#known.keys()]
    await this.#by(all, count)
    const first = inOrder(all.map(number => this.#alike(number)))
    await this.#by(
      first.slice(0, FINALISTS).map(({ place }) => place),
      this.#fingers.length,
    )
    return inOrder(first.map(({ place }) => this.#alike(place)))
  }

  async #by(numbers: readonly number[], count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const lacking = Map.groupBy(
        numbers.filter(number => this.#known.get(number)!.said[i] === undefined),
        number => this.#known.get(number)!.search,
      )
      for (const [search, some] of lacking) {
        const said = await search.compare(i, some)
        for (const [n, number] of some.entries()) this.#known.get(number)!.said[i] = said[n]!
        this.compared += some.length
      }
    }
  }

  #alike(number: number): AlikeByFingers {
    const known = this.#known.get(number)!.said.filter(each => each !== null && each !== undefined)
    return { place: number, evidence: together(known), fingers: known.length }
  }
}

const inOrder = (alike: readonly AlikeByFingers[]): readonly AlikeByFingers[] =>
  alike.filter(({ evidence }) => evidence > 0).toSorted((a, b) => b.evidence - a.evidence || a.place - b.place)
