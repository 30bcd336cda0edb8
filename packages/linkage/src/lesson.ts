import { seededRandom } from '@nansen/kernel'
import { compare } from './compare.ts'
import type { Fields, Observation } from './field.ts'
import type { Lesson } from './learn.ts'
import type { Model } from './model.ts'
import type { Profile } from './profile.ts'

type Pair = readonly [number, number]

/** Records to learn from, by place. */
export interface Material {
  readonly fields: Fields
  readonly profiles: readonly Profile[]
  readonly candidates: readonly Pair[]
  /** Pairs that people judged, and are not guessed at: those that are one person are learnt from. */
  readonly judged?: { readonly same: readonly Pair[]; readonly apart: readonly Pair[] }
  /** Pairs that can be one person at all: of two lists only those across them. */
  readonly may: (one: number, other: number) => boolean
  /** How many such pairs there are. */
  readonly pairs: number
  readonly before?: Model
}

/** Pairs drawn blindly, and candidates looked at, at most: more move no weight by a tenth of a bit. */
const STRANGERS = 100_000
const CANDIDATES = 100_000

/** Draws the pairs that are learnt from. The same material gives the same lesson. */
export function lessonOf({ fields, profiles, candidates: all, judged, may, pairs, before }: Material): Lesson {
  const told = new Set([...(judged?.same ?? []), ...(judged?.apart ?? [])].map(keyOf))
  const candidates = told.size === 0 ? all : all.filter(pair => !told.has(keyOf(pair)))
  const random = seededRandom('strangers')
  const strangers: (readonly Observation[])[] = []
  for (let drawn = 0; drawn < Math.min(STRANGERS, pairs); drawn++) {
    const [one, other] = [random.below(profiles.length), random.below(profiles.length)]
    if (one !== other && may(one, other)) strangers.push(compare(profiles[one]!, profiles[other]!))
  }
  const each = Math.max(1, candidates.length / CANDIDATES)
  const seen: (readonly Observation[])[] = []
  for (let at = 0; at < candidates.length; at += each) {
    const [one, other] = candidates[Math.floor(at)]!
    seen.push(compare(profiles[one]!, profiles[other]!))
  }
  const same = (judged?.same ?? []).map(([one, other]) => compare(profiles[one]!, profiles[other]!))
  return { fields, strangers, candidates: seen, same, each, pairs, ...(before && { before }) }
}

const keyOf = ([one, other]: Pair): string => `${Math.min(one, other)} ${Math.max(one, other)}`
