import type { PartialDate, SeededRandom } from '@nansen/kernel'
import type { InventedName } from './names/culture.ts'
import type { Origin } from './origins.ts'
import { ageAt, bornAsTold, type InventedPerson } from './people.ts'
import { display, type SpokenName, written } from './spelling.ts'

/** What all people of one family share while they are made. */
export interface FamilyMaking {
  readonly origin: Origin
  readonly arrivedOn: string
  readonly asylum: string
  /** The day of the practice world. */
  readonly today: string
  readonly likeness: string
  readonly nextKey: () => number
}

/** What a family's shape decides about one of its people; the rest is drawn. */
export interface Given {
  readonly sex: InventedPerson['sex']
  readonly age: number
  /** Father's and grandfather's names. */
  readonly father: readonly InventedName[]
  readonly family: InventedName | null
  readonly marital: InventedPerson['maritalStatus']
  readonly needs?: readonly string[]
  readonly mother?: InventedName
}

/** A person made, with what their children's names are built from. */
export interface Made extends Pick<Given, 'sex' | 'age' | 'father'> {
  readonly person: InventedPerson
  readonly given: InventedName
}

export function inventedPerson(random: SeededRandom, making: FamilyMaking, given: Given): Made {
  const { origin, today } = making
  const key = making.nextKey()
  const own = random.pick(given.sex === 'male' ? origin.culture.men : origin.culture.women)
  const names = written(random, origin.culture, spoken(origin, own, given))
  const person: InventedPerson = {
    key,
    body: `body-${key}`,
    likeness: making.likeness,
    sex: given.sex,
    ...birth(random, making, given.age),
    nationality: origin.country,
    names,
    displayName: display(names, 'Latn'),
    nativeName: display(names, origin.culture.script),
    maritalStatus: given.marital,
    religion: random.chance(0.85) ? random.pick(origin.religions) : null,
    ethnicity: random.chance(0.8) ? random.pick(origin.ethnicities) : null,
    languages: given.age < 3 ? [] : origin.languages.slice(0, 1 + random.below(origin.languages.length)),
    education: educationOf(random, given.age),
    ...adultLife(random, making, given.age, key),
    needs: given.needs ?? (random.chance(0.06) ? [random.pick(COMMON_NEEDS)] : []),
    deceased: null,
  }
  return { person, sex: given.sex, age: ageAt(person.born, today), given: own, father: given.father }
}

/** Nobody is born after today, and who was born since the arrival was born in the country of asylum. */
function birth(random: SeededRandom, { today, arrivedOn, asylum, origin }: FamilyMaking, age: number) {
  const told = bornAsTold(random, Math.max(1925, Number(today.slice(0, 4)) - age - 1), age >= 18)
  const born = (told.born > today ? today.slice(0, 7) : told.born) as PartialDate
  const known = Math.min(born.length, arrivedOn.length)
  const bornIn = born.slice(0, known) > arrivedOn.slice(0, known) ? asylum : origin.country
  return { born, bornEstimated: told.estimated, bornIn }
}

function adultLife(random: SeededRandom, { origin, asylum }: FamilyMaking, age: number, key: number) {
  if (age < 18) return { occupation: null, phone: null, document: null }
  const subscriber = String(700_000_000 + key * 37 + random.below(30)).slice(0, 9)
  const number = `${origin.country.slice(0, 1)}${10_000_000 + key * 13 + random.below(9)}`
  return {
    occupation: random.chance(0.7) ? random.pick(OCCUPATIONS) : null,
    phone: random.chance(0.55) ? `${CALLING_CODE[asylum] ?? '+999'}${subscriber}` : null,
    document: random.chance(0.35) ? { type: random.chance(0.6) ? 'NATIONAL-ID' : 'PASSPORT', number } : null,
  }
}

function spoken(origin: Origin, own: InventedName, given: Given): readonly SpokenName[] {
  const [father, grandfather] = given.father
  const said: (SpokenName | null)[] = [
    { part: 'given', name: own },
    father ? { part: 'father', name: father } : null,
    origin.culture.system === 'chain' && grandfather ? { part: 'grandfather', name: grandfather } : null,
    origin.culture.system === 'family' && given.family ? { part: 'family', name: given.family } : null,
    given.mother ? { part: 'mother', name: given.mother } : null,
  ]
  return said.filter(name => name !== null)
}

/** UNHCR grades: 1 to 14 years of school, NE none, KG kindergarten, UG university, TC technical. */
function educationOf(random: SeededRandom, age: number): string {
  if (age < 5) return 'NE'
  if (age < 7) return 'KG'
  if (age < 19) return random.chance(0.25) ? 'NE' : String(Math.min(12, age - 6))
  return random.pick(['NE', 'NE', '4', '6', '8', '9', '12', '12', 'UG', 'TC'])
}

/** ISCO-08 major groups that people in our stories worked in. */
const OCCUPATIONS = ['6', '6', '5', '7', '7', '8', '2', '9', '9', '3', '4', 'HOME'] as const
const COMMON_NEEDS = ['DS-PM', 'SM-CI', 'CR-NE', 'DS-BD', 'FU-TR', 'LP-ND'] as const
/** Country calling codes (ITU-T E.164). */
const CALLING_CODE: Readonly<Record<string, string>> = { KEN: '+254', TCD: '+235', JOR: '+962' }
