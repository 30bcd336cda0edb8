import type { Calibration, Judged, Profile } from '@nansen/linkage'
import {
  chancesOf,
  keysOfMissing,
  likelyOf,
  type Missing,
  nationalityBits,
  profileOfMissing,
  profileOfPerson,
  tracingJudge,
} from '@nansen/tracing/server'
import {
  type InventedPerson,
  type InventedSearch,
  type InventedTold,
  practiceWorld,
  separatedFrom,
} from '@nansen/world'
import { agreementOf } from '../linkage/agreement.ts'

export interface TracingFigures {
  readonly name: string
  readonly searches: number
  /** Searches for somebody who is registered. */
  readonly answers: number
  /** Share of the answers that are among the ten likeliest of everybody, and the likeliest. Who is as likely comes before. */
  readonly recallAtTen: number
  readonly first: number
  /** Share of the answers given a chance over a half. */
  readonly likely: number
  /** Of all who were given a chance over a half, in every search, the share that is the right person. */
  readonly precision: number
  readonly calibration: readonly Calibration[]
}

export interface TracingReport {
  readonly people: number
  readonly ways: readonly TracingFigures[]
}

/** The same day gives the same world. */
const TODAY = '2026-01-01'
/** As registration counts: nobody is said to be rarer. */
const LEAST_SAID = 5
const EVEN = 0.5
const SHOWN = 10

/** How a search is looked at: which of the person's names are known here, and whether their own search counts. */
interface Way {
  readonly name: string
  readonly names: (person: InventedPerson, told: InventedTold) => readonly string[]
  readonly back: boolean
  readonly takes: (search: InventedSearch) => boolean
}

const bothNames = ({ displayName, nativeName }: InventedPerson): readonly string[] => [
  ...new Set([displayName, nativeName]),
]
/** Only the name in the other script than the one the seeker said it in. */
const otherName = ({ displayName, nativeName }: InventedPerson, { script }: InventedTold): readonly string[] => [
  script === 'Latn' ? nativeName : displayName,
]

/** Looks for everybody who is sought in a practice world, among all who are registered there. Nothing is learnt from the answers. */
export function measureTracing(people: number): TracingReport {
  const world = practiceWorld({ people, today: TODAY })
  const parted = separatedFrom(world)
  const everybody = [...world.families, ...parted.families].flatMap(({ members }) =>
    members.map(({ person }) => person),
  )
  const origins = new Map(everybody.map(({ key, nationality }) => [key, nationality]))
  const arabic = new Set(
    everybody.filter(({ nativeName }) => /\p{Script=Arabic}/u.test(nativeName)).map(({ key }) => key),
  )
  const ways: readonly Way[] = [
    { name: 'names and births', names: bothNames, back: false, takes: () => true },
    { name: 'with searches of their own', names: bothNames, back: true, takes: () => true },
    {
      name: 'Arabic told, Latin kept',
      names: otherName,
      back: false,
      takes: ({ seeker, script }) => arabic.has(seeker) && script !== 'Latn',
    },
    {
      name: 'Latin told, Arabic kept',
      names: otherName,
      back: false,
      takes: ({ seeker, script }) => arabic.has(seeker) && script === 'Latn',
    },
  ]
  const counted = countBearers(everybody)
  return {
    people: everybody.length,
    ways: ways.map(way => measured(way, parted.searches, everybody, people => borneIn(counted, origins.get(people)!))),
  }
}

function measured(
  way: Way,
  searches: readonly InventedSearch[],
  everybody: readonly InventedPerson[],
  borneAmong: (seeker: number) => readonly [ReadonlyMap<string, number>, string],
): TracingFigures {
  const asked = searches.filter(way.takes)
  const looks = asked.map(search => lookFor(way, search, searches, everybody, borneAmong(search.seeker)))
  const answers = looks.filter(({ rank }) => rank !== null)
  const share = (holds: (look: Look) => boolean): number => answers.filter(holds).length / Math.max(1, answers.length)
  const over = looks.flatMap(({ judged }) => judged).filter(({ chance }) => chance >= EVEN)
  const { calibration } = agreementOf(
    looks.flatMap(({ judged }) => judged),
    answers.length,
  )
  return {
    name: way.name,
    searches: asked.length,
    answers: answers.length,
    recallAtTen: share(({ rank }) => rank! <= SHOWN),
    first: share(({ rank }) => rank === 1),
    likely: share(({ judged }) => judged.some(({ same, chance }) => same && chance >= EVEN)),
    precision: over.filter(({ same }) => same).length / Math.max(1, over.length),
    calibration,
  }
}

interface Look {
  /** Place of the right person; null: there is none. */
  readonly rank: number | null
  readonly judged: readonly Judged[]
}

function lookFor(
  way: Way,
  search: InventedSearch,
  searches: readonly InventedSearch[],
  everybody: readonly InventedPerson[],
  [borne, nationality]: readonly [ReadonlyMap<string, number>, string],
): Look {
  const judge = tracingJudge(borne, nationality)
  const missing = profileOfMissing(judge, missingOf(search))
  const profileIn = (person: InventedPerson): Profile =>
    profileOfPerson(judge, { ...describedBy(person), name: way.names(person, search) })
  const seeker = way.back ? profileIn(everybody.find(({ key }) => key === search.seeker)!) : null
  const theirs = Map.groupBy(
    searches.filter(({ back, found }) => back !== null && found !== null),
    ({ found }) => found,
  )
  const others = everybody.filter(({ key }) => key !== search.seeker)
  const bits = others.map(person => {
    const seek = way.back ? (theirs.get(person.key) ?? []) : []
    const sought = seek.map(({ back }) => profileOfMissing(judge, missingOf(back!)))
    const { bits } = likelyOf(judge, missing, profileIn(person), seeker, sought)
    return bits + nationalityBits(nationality, person.nationality)
  })
  const judged = chancesOf(judge, bits).map(
    (chance, at): Judged => ({ chance, same: others[at]!.key === search.found }),
  )
  const right = judged.find(({ same }) => same)
  const before = right === undefined ? 0 : judged.filter(({ same, chance }) => !same && chance >= right.chance).length
  return { rank: right === undefined ? null : before + 1, judged }
}

const missingOf = ({ name, sex, born }: InventedTold): Missing => ({
  names: [name],
  sex,
  born: born === null ? null : { ...born, day: null, estimated: born.from !== born.to },
})

const describedBy = ({ sex, born, bornEstimated }: InventedPerson) => ({
  sex,
  born,
  estimated: bornEstimated,
  mother: null,
})

interface Bearers {
  readonly people: ReadonlyMap<string, number>
  readonly ofNationality: ReadonlyMap<string, number>
}

/** Who bears which sound in the name that lists show, as `registration.borne_by` counts. */
function countBearers(everybody: readonly InventedPerson[]): Bearers {
  const [people, ofNationality] = [new Map<string, number>(), new Map<string, number>()]
  for (const { displayName, nationality } of everybody) {
    ofNationality.set(nationality, (ofNationality.get(nationality) ?? 0) + 1)
    for (const key of keysOfMissing([{ names: [displayName], sex: null, born: null }]))
      people.set(key, (people.get(key) ?? 0) + 1)
  }
  return { people, ofNationality }
}

function borneIn(
  { people, ofNationality }: Bearers,
  nationality: string,
): readonly [ReadonlyMap<string, number>, string] {
  const borne = new Map([...people].map(([key, count]) => [key, Math.max(LEAST_SAID, count)]))
  return [borne.set('', ofNationality.get(nationality) ?? LEAST_SAID), nationality]
}
