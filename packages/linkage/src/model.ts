import { chanceOfOdds } from './calibrate.ts'
import { ASPECTS, ASPECTS_OF, type Aspect, type Fields, type Observation } from './field.ts'

/** Shares of a level among pairs that are one person, and among strangers. */
interface LevelWeights {
  readonly m: number
  readonly u: number
}

/** What was learnt: weights by field and aspect (`name.word`), level by level, and the share of pairs of records that are one person. */
export interface Model {
  readonly prior: number
  readonly weights: Readonly<Record<string, readonly LevelWeights[]>>
}

/** `name.word`, and of one script `name.word.Arab` or of guessed years `born.year.guessed`. Made once: millions of pairs ask for the same few. */
export function aspectKey(field: string, aspect: Aspect, among = ''): string {
  const ofField = keys.get(field) ?? new Map<string, Map<string, string>>()
  keys.set(field, ofField)
  const ofAspect = ofField.get(aspect) ?? new Map<string, string>()
  ofField.set(aspect, ofAspect)
  const before = ofAspect.get(among)
  if (before !== undefined) return before
  const now = among === '' ? `${field}.${aspect}` : `${field}.${aspect}.${among}`
  ofAspect.set(among, now)
  return now
}
const keys = new Map<string, Map<string, Map<string, string>>>()

/** Every aspect of these fields, in order. */
export const aspectsOf = (fields: Fields): readonly (readonly [key: string, aspect: Aspect])[] =>
  Object.entries(fields).flatMap(([field, kind]) =>
    ASPECTS_OF[kind].map(aspect => [aspectKey(field, aspect), aspect] as const),
  )

/** Evidence of one observation at most, either way. Bits. A single fact can be copied wrong from another's paper. */
const MOST_BITS = 16

/**
 * Evidence of one observation in bits (Fellegi and Sunter 1969): log2 of how much oftener it is seen of one person than of two. Where the
 * chance of this very value is known it stands for the mean one. What agrees never speaks against, what differs never for.
 */
export function bitsOf(model: Model, { field, aspect, level, chance, among }: Observation): number {
  const all = among === undefined ? undefined : model.weights[aspectKey(field, aspect, among)]
  const weights = (all ?? model.weights[aspectKey(field, aspect)])?.[level]
  if (weights === undefined) return 0
  const bits = Math.log2(weights.m / (chance ?? weights.u))
  const { side } = ASPECTS[aspect][level]!
  const bounded = side === 'agrees' ? Math.max(0, bits) : side === 'differs' ? Math.min(0, bits) : bits
  return Math.min(MOST_BITS, Math.max(-MOST_BITS, bounded))
}

export const totalBits = (model: Model, seen: readonly Observation[]): number =>
  seen.reduce((sum, each) => sum + bitsOf(model, each), 0)

/** Odds in bits that two records with so much evidence are one person, where a share `prior` of all pairs is. */
export const oddsOf = (bits: number, prior: number): number => bits + Math.log2(prior / (1 - prior))

/** The chance that two records with so much evidence are one person, where a share `prior` of all pairs is. */
export const chanceOf = (bits: number, prior: number): number => chanceOfOdds(oddsOf(bits, prior))
