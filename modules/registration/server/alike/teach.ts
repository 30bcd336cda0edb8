import {
  type Answered,
  type ByOrigin,
  type Calibration,
  calibrationBy,
  chanceOf,
  compare,
  heldOut,
  learnByOrigin,
  learnScale,
  type Model,
  oddsOf,
  type Scale,
  shownOf,
  totalBits,
} from '@nansen/linkage'
import type { LearntLikeness } from './learnt.ts'
import { type Described, entryOf, FIELDS, priorAmong } from './likeness.ts'

/** Somebody registered, to be learnt from. */
export interface Taught {
  readonly id: string
  readonly nationality: string | null
  /** Who are of one family are never one person. */
  readonly family: string | null
  readonly described: Described
}

/** Pairs that colleagues judged, by the people's ids. */
export interface Judged {
  readonly same: readonly (readonly [string, string])[]
  readonly apart: readonly (readonly [string, string])[]
}

/** What a version was learnt from, and what it changes: sums that name nobody. */
export interface Evidence {
  readonly people: number
  readonly compared: number
  readonly judgedSame: number
  readonly judgedApart: number
  readonly before: Found
  readonly after: Found
  /** How far chances hold on pairs that colleagues judged, as they are and by a scale learnt from other pairs than those; and that scale. */
  readonly held: { readonly unscaled: readonly Calibration[]; readonly scaled: readonly Calibration[] | null }
  readonly scale: Scale | null
}

/** Pairs likelier one person than two: of all compared, of those judged one person, of those judged two. */
export interface Found {
  readonly likely: number
  readonly ofSame: number
  readonly ofApart: number
}

/** Blocks larger than this are not compared, as in the evaluation. */
const REACH = { alone: 20, together: 60 } as const
/** Fewest people of an origin that is learnt apart, and fewest bearers of a word that is said to be so common. */
const FEWEST_OF_ORIGIN = 200
const FEWEST_BEARERS = 5
const ELSEWHERE = '-'

/**
 * Learns on an operation's own records: how they agree nobody says, except of the pairs that colleagues judged.
 * @param registered how many people are registered in all, of whom these are the newest.
 */
export function learnLikeness(
  people: readonly Taught[],
  judged: Judged,
  before: LearntLikeness,
  registered: number = people.length,
): { readonly model: LearntLikeness; readonly evidence: Evidence } {
  const counts = Map.groupBy(people, ({ nationality }) => nationality)
  const origins = people.map(({ nationality }) =>
    nationality !== null && counts.get(nationality)!.length >= FEWEST_OF_ORIGIN ? nationality : ELSEWHERE,
  )
  const places = new Map(people.map(({ id }, at) => [id, at]))
  const known = (pairs: Judged['same']) =>
    pairs.flatMap(([one, other]) => {
      const [a, b] = [places.get(one), places.get(other)]
      return a === undefined || b === undefined ? [] : [[a, b] as const]
    })
  const told = { same: known(judged.same), apart: known(judged.apart) }
  const may = (one: number, other: number): boolean =>
    people[one]!.family === null || people[one]!.family !== people[other]!.family
  const entries = people.map(({ described }) => entryOf(described))
  const learnt = learnByOrigin({ fields: FIELDS, entries, origins, may, judged: told, reach: REACH })
  const groups = [...learnt.groups].filter(([origin]) => origin !== ELSEWHERE)
  const answers = answersOf(learnt, origins, told, registered / people.length)
  const scale = learnScale(answers)
  const model: LearntLikeness = {
    scale,
    common: learnt.common.weights,
    groups: Object.fromEntries(groups.map(([origin, { weights }]) => [origin, weights])),
    words: wordsByPart(people, origins),
  }
  const found = (by: LearntLikeness): Found => {
    const over = (pairs: readonly (readonly [number, number])[]) => likelyAmong(learnt, origins, by, pairs)
    return { likely: over(learnt.candidates), ofSame: over(told.same), ofApart: over(told.apart) }
  }
  return {
    model,
    evidence: {
      people: people.length,
      compared: learnt.candidates.length,
      judgedSame: told.same.length,
      judgedApart: told.apart.length,
      before: found(before),
      after: found(model),
      held: { unscaled: calibrationBy(answers, null), scaled: heldOut(answers) },
      scale,
    },
  }
}

type Places = readonly [number, number]

/**
 * What the weights say of the pairs that colleagues judged, asked as the desk asks them, and what these found.
 * @param each how many people each of these stands for.
 */
function answersOf(
  { profiles, common, groups }: ByOrigin,
  origins: readonly string[],
  told: { readonly same: readonly Places[]; readonly apart: readonly Places[] },
  each: number,
): readonly Answered[] {
  const many = Map.groupBy(origins, origin => origin)
  const answered = (pairs: readonly Places[], same: boolean): readonly Answered[] =>
    pairs.map(([one, other]) => {
      const origin = origins[one] === origins[other] ? origins[one]! : ELSEWHERE
      // the desk has no weights for those of few origins together
      const model = (origin === ELSEWHERE ? undefined : groups.get(origin)) ?? common
      const bits = totalBits(model, compare(profiles[one]!, profiles[other]!))
      return { odds: oddsOf(bits, priorAmong((many.get(origin)?.length ?? 0) * each)), same }
    })
  return shownOf([...answered(told.same, true), ...answered(told.apart, false)])
}

/** Both are asked with the same share of pairs that are one person, so that only the weights differ. */
function likelyAmong(
  { profiles, common, groups }: ByOrigin,
  origins: readonly string[],
  by: LearntLikeness,
  pairs: readonly (readonly [number, number])[],
): number {
  return pairs.filter(([one, other]) => {
    const origin = origins[one] === origins[other] ? origins[one]! : ELSEWHERE
    const { prior } = groups.get(origin) ?? common
    const model: Model = { prior, weights: by.groups[origin] ?? by.common }
    return chanceOf(totalBits(model, compare(profiles[one]!, profiles[other]!)), prior) >= 0.5
  }).length
}

/** Of each origin and part of the name: shares of the people who bear a word that sounds so. Rare ones are left out: they are asked for anew. */
function wordsByPart(people: readonly Taught[], origins: readonly string[]): LearntLikeness['words'] {
  const places = Map.groupBy(people.keys(), at => origins[at]!)
  places.delete(ELSEWHERE)
  return Object.fromEntries([...places].map(([origin, all]) => [origin, wordsOfOrigin(all.map(at => people[at]!))]))
}

function wordsOfOrigin(people: readonly Taught[]): LearntLikeness['words'][string] {
  const bearers = new Map<string, Map<string, number>>()
  for (const { described } of people) {
    const name = entryOf(described).name as readonly {
      words: readonly { part: string | null; sounds: readonly string[] }[]
    }[]
    const said = name.flatMap(({ words }) =>
      words.flatMap(({ part, sounds }) => sounds.map(key => [part, key] as const)),
    )
    for (const pair of new Set(said.map(([part, key]) => `${part} ${key}`))) {
      const [part, key] = pair.split(' ') as [string, string]
      const of = bearers.get(part) ?? new Map<string, number>()
      bearers.set(part, of.set(key, (of.get(key) ?? 0) + 1))
    }
  }
  const share = (count: number): number => Number((count / people.length).toPrecision(3))
  return Object.fromEntries(
    [...bearers].map(([part, keys]) => [
      part,
      Object.fromEntries(
        [...keys].filter(([, count]) => count >= FEWEST_BEARERS).map(([key, count]) => [key, share(count)]),
      ),
    ]),
  )
}
