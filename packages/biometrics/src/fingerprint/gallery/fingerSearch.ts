import { thresholdsFor } from '../../decide.ts'
import { type Evidence, ofSum, together } from '../../evidence.ts'
import type { FingerPosition } from '../../modality.ts'
import { filterFormOf } from '../filter/filterForm.ts'
import { LEADING } from '../filter/parameters.ts'
import type { PreparedFinger } from '../match/prepareFinger.ts'
import type { FingerHandle } from './fingerGallery.ts'
import { type FingerScores, NO_FINGER } from './fingerScan.ts'

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

/** What a search needs done: by threads, and by whoever holds whole templates. */
export interface FingerSteps {
  /** Everybody's likeness to a finger. @param shelf index of its position in the handle  @param probe filter form of its surest cylinders */
  readonly scan: (shelf: number, probe: Uint8Array) => Promise<FingerScores>
  /** What the whole templates say of one finger; null where somebody has none. */
  readonly compare: (place: number, finger: ProbeFinger) => Evidence | null
}

export interface AlikeByFingers {
  readonly place: number
  readonly evidence: Evidence
  /** Fingers that were compared. Count. */
  readonly fingers: number
}

export interface FingersFound {
  /** Best first, and who has the lower place among equals; only people with some evidence. */
  readonly candidates: readonly AlikeByFingers[]
  /** Fingers that everybody was asked for, and fingers compared in full. Counts. */
  readonly scanned: number
  readonly compared: number
}

/**
 * Searches everybody finger after finger, the best of the probe first: two are compared quickly with all, the survivors by whole templates, the best of these by
 * all fingers; if nobody is named then with all certainty, the next two fingers are asked of everybody too. Likenesses of a finger become surprises, -log10 of
 * the share of the gallery that is as alike, and add up over the fingers that somebody has. The answer does not hang on how threads divide the people.
 */
export async function searchFingers(
  { positions, places }: Pick<FingerHandle, 'positions' | 'places'>,
  probe: readonly ProbeFinger[],
  steps: FingerSteps,
): Promise<FingersFound> {
  const fingers = probe
    .filter(({ position }) => positions.includes(position))
    .toSorted((a, b) => b.quality - a.quality || a.position - b.position)
  const told = { sums: new Float32Array(places), counts: new Uint8Array(places) }
  const comparison = new Comparison(steps, fingers)
  for (const [i, finger] of fingers.entries()) {
    const form = filterFormOf(finger.prepared.cylinders, LEADING)
    addSurprises(await steps.scan(positions.indexOf(finger.position), form), told)
    const scanned = i + 1
    if (scanned % FINGERS_A_ROUND > 0 && scanned < fingers.length) continue
    const candidates = comparison.of(survivorsOf(told), scanned)
    const [best] = candidates
    const isNamed = best !== undefined && best.evidence >= thresholdsFor(places).sure
    if (isNamed || scanned === fingers.length) return { candidates, scanned, compared: comparison.compared }
  }
  return { candidates: [], scanned: 0, compared: 0 }
}

interface Told {
  /** Surprises of each place's fingers in sum, and how many they are. */
  readonly sums: Float32Array
  readonly counts: Uint8Array
}

function addSurprises(scores: FingerScores, { sums, counts }: Told): void {
  const worth = surprisesOf(scores)
  for (let place = 0; place < scores.length; place++) {
    if (scores[place] === NO_FINGER) continue
    sums[place]! += worth[scores[place]!]!
    counts[place]!++
  }
}

/** Of each likeness, -log10 of the share of the gallery's fingers that are at least as alike (of equals, half). */
export function surprisesOf(scores: FingerScores): Float32Array {
  const tally = new Uint32Array(NO_FINGER + 1)
  for (const score of scores) tally[score]!++
  const fingers = scores.length - tally[NO_FINGER]!
  const worth = new Float32Array(NO_FINGER)
  let above = 0
  for (let score = NO_FINGER - 1; score >= 0; score--) {
    if (tally[score]! > 0) worth[score] = -Math.log10((above + tally[score]! / 2) / fingers)
    above += tally[score]!
  }
  return worth
}

/** Places of the most surprising, best first. */
function survivorsOf({ sums, counts }: Told): readonly number[] {
  const worth = sums.map((sum, place) => (counts[place] === 0 ? -1 : ofSum(sum, counts[place]!)))
  const most = Math.max(SURVIVORS, Math.ceil(SURVIVORS_SHARE * worth.length))
  const least = worth.length > most ? worth.toSorted()[worth.length - most]! : 0
  const passing: number[] = []
  for (let place = 0; place < worth.length; place++) if (worth[place]! >= least) passing.push(place)
  return passing.sort((a, b) => worth[b]! - worth[a]! || a - b).slice(0, most)
}

/** Compares whole templates, each pair of fingers once. */
class Comparison {
  compared = 0
  readonly #steps: FingerSteps
  readonly #fingers: readonly ProbeFinger[]
  readonly #said = new Map<number, (Evidence | null | undefined)[]>()

  constructor(steps: FingerSteps, fingers: readonly ProbeFinger[]) {
    this.#steps = steps
    this.#fingers = fingers
  }

  /** These people, and those of before, by the first `count` fingers, and the best of them by all. */
  of(places: readonly number[], count: number): readonly AlikeByFingers[] {
    for (const place of places) this.#by(place, count)
    const first = inOrder([...this.#said.keys()].map(place => this.#by(place, count)))
    return inOrder(first.map((each, i) => (i < FINALISTS ? this.#by(each.place, this.#fingers.length) : each)))
  }

  #by(place: number, count: number): AlikeByFingers {
    const said = this.#said.get(place) ?? []
    this.#said.set(place, said)
    for (let i = 0; i < count; i++) {
      if (said[i] !== undefined) continue
      said[i] = this.#steps.compare(place, this.#fingers[i]!)
      this.compared++
    }
    const known = said.filter(each => each !== null && each !== undefined)
    return { place, evidence: together(known), fingers: known.length }
  }
}

const inOrder = (alike: readonly AlikeByFingers[]): readonly AlikeByFingers[] =>
  alike.filter(({ evidence }) => evidence > 0).toSorted((a, b) => b.evidence - a.evidence || a.place - b.place)
