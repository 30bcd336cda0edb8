import { candidatePairs, type Reach } from './blocks.ts'
import { sharesOf } from './census.ts'
import type { Entry } from './entry.ts'
import type { Fields } from './field.ts'
import { learn } from './learn.ts'
import { lessonOf, type Material } from './lesson.ts'
import type { Model } from './model.ts'
import { type Profile, profileOf } from './profile.ts'

type Pair = readonly [number, number]

/** Records with where their people come from: strangers of one origin share names far more than strangers at large. */
export interface Gathered extends Pick<Material, 'fields' | 'may' | 'judged'> {
  readonly entries: readonly Entry[]
  readonly origins: readonly string[]
  readonly reach: Reach
}

export interface ByOrigin {
  readonly profiles: readonly Profile[]
  /** Pairs worth comparing, by place. */
  readonly candidates: readonly Pair[]
  readonly common: Model
  readonly groups: ReadonlyMap<string, Model>
}

/** Learns of everybody, and then of each origin what differs there. Words are as common as they are in their own origin. */
export function learnByOrigin({ fields, entries, origins, may, judged, reach }: Gathered): ByOrigin {
  const places = Map.groupBy(entries.keys(), at => origins[at]!)
  const profiles = profilesByOrigin(fields, entries, places)
  const candidates = [...candidatePairs(fields, entries, reach)].filter(([one, other]) => may(one, other))
  const told = judged && { judged }
  const common = learn(lessonOf({ fields, profiles, candidates, ...told, may, pairs: pairsAmong(entries.length) }))
  const groups = new Map(
    [...places].map(([origin, all]) => {
      const inGroup = new Map(all.map((at, place) => [at, place]))
      const own = (pairs: readonly Pair[]): readonly Pair[] =>
        pairs.flatMap(([one, other]) => {
          const [a, b] = [inGroup.get(one), inGroup.get(other)]
          return a === undefined || b === undefined ? [] : [[a, b] as const]
        })
      const material: Material = {
        fields,
        profiles: all.map(at => profiles[at]!),
        candidates: own(candidates),
        ...(judged && { judged: { same: own(judged.same), apart: own(judged.apart) } }),
        may: (one, other) => may(all[one]!, all[other]!),
        pairs: pairsAmong(all.length),
        before: common,
      }
      return [origin, learn(lessonOf(material))] as const
    }),
  )
  return { profiles, candidates, common, groups }
}

function profilesByOrigin(
  fields: Fields,
  entries: readonly Entry[],
  places: ReadonlyMap<string, readonly number[]>,
): readonly Profile[] {
  const profiles: Profile[] = []
  for (const all of places.values()) {
    const shares = sharesOf(
      fields,
      all.map(at => entries[at]!),
    )
    for (const at of all) profiles[at] = profileOf(fields, entries[at]!, shares)
  }
  return profiles
}

const pairsAmong = (count: number): number => (count * (count - 1)) / 2
