import {
  type ByOrigin,
  birthOf,
  chanceOf,
  compare,
  type Entry,
  learnByOrigin,
  type Model,
  type Name,
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
  /** Of all pairs that it finds so, the share that came twice; and the same without those planted to have another's name and birth. */
  readonly precision: number
  readonly precisionWithoutNamesakes: number
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
interface Learnt extends ByOrigin {
  readonly origins: readonly string[]
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
  const likely = looks.filter(({ chance }) => chance >= EVEN).length
  const known = (pairs: readonly (readonly [number, number])[]) =>
    new Set(pairs.map(([one, other]) => pairOf(places.get(one)!, places.get(other)!)))
  const twice = known(planted.duplicates.map(({ first, again }) => [first, again]))
  const namesakes = known(planted.namesakes)
  const wrong = learnt.candidates.filter(
    ([one, other]) => !twice.has(pairOf(one, other)) && chanceOfPair(learnt, one, other) >= EVEN,
  )
  const others = wrong.filter(([one, other]) => !namesakes.has(pairOf(one, other)))
  return {
    people: everybody.length,
    planted: looks.length,
    topTen: share(({ rank }) => rank <= 10),
    first: share(({ rank }) => rank === 1),
    likely: likely / looks.length,
    precision: likely / Math.max(1, likely + wrong.length),
    precisionWithoutNamesakes: likely / Math.max(1, likely + others.length),
  }
}

const EVEN = 0.5
const pairOf = (one: number, other: number): string => `${Math.min(one, other)} ${Math.max(one, other)}`

interface Look {
  readonly rank: number
  readonly chance: number
}

/** Place of one among everybody who may be the other; who is as likely comes before. */
function lookFor(learnt: Learnt, asked: number, meant: number): Look {
  const chanceFor = (at: number): number => chanceOfPair(learnt, asked, at)
  const chance = chanceFor(meant)
  const before = learnt.profiles.keys().filter(at => at !== asked && at !== meant && chanceFor(at) >= chance)
  return { rank: [...before].length + 1, chance }
}

function chanceOfPair(learnt: Learnt, one: number, other: number): number {
  const model = modelFor(learnt, one, other)
  return chanceOf(totalBits(model, compare(learnt.profiles[one]!, learnt.profiles[other]!)), model.prior)
}

const modelFor = ({ origins, common, groups }: Learnt, one: number, other: number): Model =>
  (origins[one] === origins[other] ? groups.get(origins[one]!) : undefined) ?? common

function learnPractice(people: readonly InventedPerson[], families: readonly number[]): Learnt {
  const origins = people.map(({ nationality }) => nationality)
  const may = (one: number, other: number): boolean => families[one] !== families[other]
  return { origins, ...learnByOrigin({ fields: FIELDS, entries: people.map(entryOf), origins, may, reach: REACH }) }
}

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
