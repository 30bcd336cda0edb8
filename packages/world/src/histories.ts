import type { InventedFamily } from './families.ts'
import type { InventedMember } from './family.ts'
import { type InventedLeg, ORIGINS } from './origins.ts'
import { ageAt, type InventedPerson } from './people.ts'

type Ability = 'easily' | 'not-easily' | 'none'

export interface InventedLanguage {
  /** ISO 639-3. */
  readonly language: string
  readonly isMotherTongue: boolean
  readonly speaks: Ability
  readonly reads: Ability
}

/** What people tell who are asked more than the rest: why they fled, by which way, and whom they left or lost. */
export interface InventedFlight {
  readonly causes: readonly string[]
  readonly reasons: string
  readonly legs: readonly InventedLeg[]
  readonly relative: InventedRelative
  readonly hope: 'return' | 'stay' | 'resettlement' | 'undecided'
}

/** Somebody of the family who is not with them. */
export interface InventedRelative {
  readonly name: string
  /** Code of the list `relationship`. */
  readonly relationship: string
  readonly life: 'alive' | 'dead' | 'unknown'
  readonly lost: 'missing' | null
}

/** A person's life beside what every form asks. */
export interface InventedHistory {
  readonly languages: readonly InventedLanguage[]
  readonly attendsSchool: boolean
  /** ISCO-08 unit group within the person's occupation; null for who has none. */
  readonly work: string | null
  /** Whether they are good at it, and would teach it. */
  readonly skill: 'alone' | 'teaches' | null
  readonly wish: string | null
  readonly flight: InventedFlight | null
}

/** One family in so many was asked at length. */
const ASKED_AT_LENGTH = 8

/**
 * What follows from who a person is, the same every time. It draws from nothing: a world with histories has the same people as one without, and
 * making them costs no more than a few divisions.
 */
export function historyOf(
  family: InventedFamily,
  { person, relationship }: InventedMember,
  today: string,
): InventedHistory {
  const age = ageAt(person.born, today)
  const work = workOf(person)
  const attendsSchool = age >= 6 && age < 18 && /^\d+$/.test(person.education)
  const atLength = relationship === 'PA' && family.key % ASKED_AT_LENGTH === 0
  return {
    languages: languagesOf(person),
    attendsSchool,
    work,
    skill: work === null || person.key % 2 === 1 ? null : person.key % 10 === 0 ? 'teaches' : 'alone',
    wish: person.key % 6 === 0 ? wishOf(age, attendsSchool, person.key) : null,
    flight: atLength ? flightOf(family, person) : null,
  }
}

const SCHOOLED = /^([4-9]|1\d|UG|PG|TC)$/

function languagesOf({ languages, education }: InventedPerson): readonly InventedLanguage[] {
  const reads = SCHOOLED.test(education)
  return languages.map((language, at) => ({
    language,
    isMotherTongue: at === 0,
    speaks: at < 2 ? 'easily' : 'not-easily',
    reads: reads ? (at === 0 ? 'easily' : 'not-easily') : 'none',
  }))
}

/** Unit groups of ISCO-08 that people of our stories worked in, by major group. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  '2': ['2341', '2330', '2221'],
  '3': ['3253', '3221'],
  '4': ['4110'],
  '5': ['5120', '5211', '5221', '5141'],
  '6': ['6111', '6121', '6320'],
  '7': ['7115', '7112', '7531', '7231', '7411'],
  '8': ['8322', '8332'],
  '9': ['9313', '9211', '9111'],
}

function workOf({ occupation, key }: InventedPerson): string | null {
  const units = UNITS[occupation ?? ''] ?? []
  return units[key % Math.max(1, units.length)] ?? null
}

function wishOf(age: number, attendsSchool: boolean, key: number): string | null {
  if (age < 6 || attendsSchool) return null
  if (age < 15) return 'school'
  return (
    ['vocational-training', 'paid-work', 'own-business', 'language-course', 'literacy-course'][(key / 6) % 5] ?? null
  )
}

/** What a story says of its causes. */
const CAUSES: readonly (readonly [story: RegExp, cause: string])[] = [
  [/shell|fight|attacked|burned|armed/i, 'war'],
  [/called up|national service|asked for a son/i, 'forced-recruitment'],
  [/arrested|were taken/i, 'detention-or-torture'],
  [/prayer|church/i, 'religion'],
  [/killed/i, 'general-violence'],
  [/rains/i, 'disaster'],
  [/destroyed|farm/i, 'loss-of-home-or-land'],
]

function flightOf(family: InventedFamily, person: InventedPerson): InventedFlight {
  const causes = CAUSES.flatMap(([story, cause]) => (story.test(family.story) ? [cause] : []))
  return {
    causes: causes.length > 0 ? causes : ['other'],
    reasons: family.story,
    legs: family.way,
    relative: relativeOf(family, person),
    hope: (['resettlement', 'return', 'stay', 'undecided'] as const)[(family.key / ASKED_AT_LENGTH) % 4] ?? 'undecided',
  }
}

/** Whom the story names, or a brother who stayed. */
function relativeOf({ story, key }: InventedFamily, person: InventedPerson): InventedRelative {
  const men = Object.values(ORIGINS).find(({ country }) => country === person.nationality)!.culture.men
  const name = men[key % men.length]!.latin[0]!
  const hasLostHusband =
    person.sex === 'female' && person.maritalStatus !== 'married' && person.maritalStatus !== 'single'
  if (/did not come back/.test(story) && hasLostHusband)
    return { name, relationship: 'HUS', life: 'unknown', lost: 'missing' }
  if (/uncle/.test(story)) return { name, relationship: 'UNC', life: 'dead', lost: null }
  if (/brother/.test(story)) return { name, relationship: 'SBM', life: 'dead', lost: null }
  return { name, relationship: 'SBM', life: 'alive', lost: null }
}
