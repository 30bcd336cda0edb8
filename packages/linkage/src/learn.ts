import { ASPECTS, type Aspect, type Fields, type Observation, startsOf } from './field.ts'
import { aspectKey, aspectsOf, chanceOf, type Model, totalBits } from './model.ts'

/** What learning is done from: no pair says whether it is one person. */
export interface Lesson {
  readonly fields: Fields
  /** Observations of pairs drawn blindly from all: as good as surely strangers. */
  readonly strangers: readonly (readonly Observation[])[]
  /** Observations of pairs that share something rare. */
  readonly candidates: readonly (readonly Observation[])[]
  /** Observations of pairs that people have said are one person: believed, beside what is guessed. */
  readonly same?: readonly (readonly Observation[])[]
  /** How many pairs each candidate stands for, when they are a sample. */
  readonly each: number
  /** How many pairs there are in all; those that are no candidates count as strangers. */
  readonly pairs: number
  /** What is known of all groups together, when this is one of them: the fewer pairs of its own, the more it keeps of that. */
  readonly before?: Model
}

const ROUNDS = 40
/** Change of the share of true pairs below which learning has ended. */
const STILL = 1e-4

/**
 * Learns without labels, by expectation and maximisation (Dempster, Laird and Rubin 1977) over all pairs, of which those outside the
 * candidates are taken for strangers. How strangers look is counted once and stays.
 */
export function learn(lesson: Lesson): Model {
  let model = beginning(lesson)
  for (let round = 0; round < ROUNDS; round++) {
    const next = improved(lesson, model)
    const still = Math.abs(next.prior / model.prior - 1) < STILL
    model = next
    if (still) break
  }
  return model
}

function beginning({ fields, strangers, pairs, before }: Lesson): Model {
  const seen = counted(strangers, () => 1)
  const weights = Object.fromEntries(
    [...keysOf(fields, seen)].map(([key, aspect]) => {
      const counts = seen.get(key) ?? []
      const total = sumOf(counts)
      const levels = startsOf(key).map((start, level) => ({
        m: before?.weights[key]?.[level]?.m ?? start,
        u: ((counts[level] ?? 0) + 0.5) / (total + 0.5 * ASPECTS[aspect].length),
      }))
      return [key, levels]
    }),
  )
  // Before anything is known: as many true pairs as half of the records.
  return { prior: 1 / Math.sqrt(8 * (pairs + 2)), weights }
}

function improved({ candidates, same = [], each, pairs, before }: Lesson, model: Model): Model {
  const belief = before === undefined ? BELIEF : BELIEF_IN_ALL
  let truth = 0
  const judged = new Set(same)
  truth += same.length
  const seen = counted([...candidates, ...same], pair => {
    if (judged.has(pair)) return 1
    const chance = chanceOf(totalBits(model, pair), model.prior)
    truth += chance * each
    return chance
  })
  const weights = Object.fromEntries(
    Object.entries(model.weights).map(([key, levels]) => {
      const counts = seen.get(key) ?? []
      const total = sumOf(counts)
      const starts = startsOf(key)
      // Dirichlet: as if so many more pairs had been seen, spread as was believed before.
      const after = levels.map(({ u }, level) => {
        const believed = before?.weights[key]?.[level]?.m ?? starts[level]!
        return { m: ((counts[level] ?? 0) + belief * believed) / (total + belief), u }
      })
      return [key, after]
    }),
  )
  return { prior: Math.min(0.5, (truth + 1) / (pairs + 2)), weights }
}

type Counts = ReadonlyMap<string, readonly (number | undefined)[]>

const sumOf = (counts: readonly (number | undefined)[]): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)

/** What these fields have, and of words and years what was seen among each. */
const keysOf = (fields: Fields, seen: Counts): ReadonlyMap<string, Aspect> =>
  new Map([...aspectsOf(fields), ...[...seen.keys()].map(key => [key, key.split('.')[1] as Aspect] as const)])

/** Pairs that the starting shares are worth. */
const BELIEF = 20
const BELIEF_IN_ALL = 200

/** How often each level was seen, by aspect and, of words and years, by what they are learnt among too; each pair with its weight. */
function counted(
  pairs: readonly (readonly Observation[])[],
  weightOf: (pair: readonly Observation[]) => number,
): Counts {
  const counts = new Map<string, (number | undefined)[]>()
  const add = (key: string, level: number, weight: number): void => {
    const of = counts.get(key) ?? []
    counts.set(key, of)
    of[level] = (of[level] ?? 0) + weight
  }
  for (const pair of pairs) {
    const weight = weightOf(pair)
    if (weight < LEAST) continue
    for (const { field, aspect, level, among } of pair) {
      add(aspectKey(field, aspect), level, weight)
      if (among !== undefined) add(aspectKey(field, aspect, among), level, weight)
    }
  }
  return counts
}

/** Chance of being true below which a pair teaches nothing. */
const LEAST = 1e-6
