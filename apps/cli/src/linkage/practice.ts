import {
  birthOf,
  candidatePairs,
  chanceOf,
  compare,
  type Entry,
  learn,
  lessonOf,
  type Model,
  type Name,
  type Profile,
  profileOf,
  sharesOf,
  totalBits,
} from '@nansen/linkage'
import { wordsOf } from '@nansen/model'
import { type InventedPerson, practiceWorld } from '@nansen/world'
import { REACH } from './measureSet.ts'
import { heard } from './readName.ts'

export interface PracticeFigures {
  readonly people: number
  readonly planted: number
  /** Share of those who came twice whose first record is among the best ten, the best, of everybody. */
  readonly topTen: number
  readonly first: number
  /** Share that the model finds likelier one person than two. */
  readonly likely: number
}

/** Weights learnt, of everybody and by nationality. */
export interface PracticeWeights {
  readonly common: Model['weights']
  readonly groups: Readonly<Record<string, Model['weights']>>
}

/** What is asked of everybody at a desk. Names, years and the mother's name; no paper, no family: who comes again brings neither. */
const FIELDS = { name: 'name', mother: 'name', sex: 'code', born: 'born', nationality: 'code' } as const
/** The same day gives the same world. */
const TODAY = '2026-01-01'

/** Everybody of a practice world made ready, and weights by where they come from. */
interface Learnt {
  readonly profiles: readonly Profile[]
  readonly origins: readonly string[]
  readonly common: Model
  readonly groups: ReadonlyMap<string, Model>
}

/** Looks for the first record of everybody planted to have come twice, among all. The model never learns who that is. */
export function measurePractice(
  people: number,
  taught: (weights: PracticeWeights) => void = () => {},
): PracticeFigures {
  const { families, planted } = practiceWorld({ people, today: TODAY })
  const everybody = families.flatMap(({ key, members }) => members.map(({ person }) => ({ person, family: key })))
  const learnt = learnPractice(
    everybody.map(({ person }) => person),
    everybody.map(({ family }) => family),
  )
  taught({
    common: learnt.common.weights,
    groups: Object.fromEntries([...learnt.groups].map(([at, { weights }]) => [at, weights])),
  })
  const places = new Map(everybody.map(({ person }, at) => [person.key, at]))
  const looks = planted.duplicates.map(({ first, again }) => lookFor(learnt, places.get(again)!, places.get(first)!))
  const share = (holds: (look: Look) => boolean): number => looks.filter(holds).length / looks.length
  return {
    people: everybody.length,
    planted: looks.length,
    topTen: share(({ rank }) => rank <= 10),
    first: share(({ rank }) => rank === 1),
    likely: share(({ chance }) => chance >= 0.5),
  }
}

interface Look {
  readonly rank: number
  readonly chance: number
}

/** Place of one among everybody who may be the other; who is as likely comes before. */
function lookFor(learnt: Learnt, asked: number, meant: number): Look {
  const chanceFor = (at: number): number => {
    const model = modelFor(learnt, asked, at)
    return chanceOf(totalBits(model, compare(learnt.profiles[asked]!, learnt.profiles[at]!)), model.prior)
  }
  const chance = chanceFor(meant)
  const before = learnt.profiles.keys().filter(at => at !== asked && at !== meant && chanceFor(at) >= chance)
  return { rank: [...before].length + 1, chance }
}

const modelFor = ({ origins, common, groups }: Learnt, one: number, other: number): Model =>
  (origins[one] === origins[other] ? groups.get(origins[one]!) : undefined) ?? common

function learnPractice(people: readonly InventedPerson[], families: readonly number[]): Learnt {
  const origins = people.map(({ nationality }) => nationality)
  const entries = people.map(entryOf)
  const places = Map.groupBy(people.keys(), at => origins[at]!)
  const shares = new Map(
    [...places].map(
      ([origin, all]) =>
        [
          origin,
          sharesOf(
            FIELDS,
            all.map(at => entries[at]!),
          ),
        ] as const,
    ),
  )
  const profiles = entries.map((entry, at) => profileOf(FIELDS, entry, shares.get(origins[at]!)!))
  const may = (one: number, other: number): boolean => families[one] !== families[other]
  const candidates = [...candidatePairs(FIELDS, entries, REACH)].filter(([one, other]) => may(one, other))
  const common = learn(lessonOf({ fields: FIELDS, profiles, candidates, may, pairs: pairsAmong(people.length) }))
  const groups = new Map(
    [...places].map(([origin, all]) => {
      const inGroup = new Map(all.map((at, place) => [at, place]))
      const own = candidates.flatMap(([one, other]) => {
        const [a, b] = [inGroup.get(one), inGroup.get(other)]
        return a === undefined || b === undefined ? [] : [[a, b] as const]
      })
      const material = {
        fields: FIELDS,
        profiles: all.map(at => profiles[at]!),
        candidates: own,
        may: (one: number, other: number) => may(all[one]!, all[other]!),
        pairs: pairsAmong(all.length),
        before: common,
      }
      return [origin, learn(lessonOf(material))] as const
    }),
  )
  return { profiles, origins, common, groups }
}

const pairsAmong = (count: number): number => (count * (count - 1)) / 2

function entryOf({ names, sex, born, bornEstimated, nationality }: InventedPerson): Entry {
  const said = (parts: (part: string) => boolean): Name =>
    [...new Set(names.map(({ script }) => script))]
      .map(script => ({
        script,
        words: names
          .filter(name => name.script === script && parts(name.part))
          .flatMap(({ text, part }) => wordsOf(text).map(word => heard(word, part))),
      }))
      .filter(({ words }) => words.length > 0)
  return {
    name: said(part => part !== 'mother' && part !== 'maiden'),
    mother: said(part => part === 'mother'),
    sex,
    born: birthOf(born, bornEstimated),
    nationality,
  }
}
