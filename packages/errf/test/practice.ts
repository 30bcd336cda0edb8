import { seededRandom } from '@nansen/kernel'
import { type InventedFamily, type InventedMember, type InventedPerson, practiceWorld } from '@nansen/world'
import ethnicity from '../../../countries/shared/ethnicity.json' with { type: 'json' }
import language from '../../../countries/shared/language.json' with { type: 'json' }
import type { Submission, SubmittedMember, SubmittedName } from '../src/submission.ts'
import { inventedBatch } from './batch.ts'

const PICTURE = inventedBatch(1).cases[0]!.dataPhotograph![0]!.Photo!
const CATEGORIES = ['LPN', 'SVT', 'MED', 'AWR', 'FAM', 'CHL'] as const
const MARITAL = { single: 'SN', married: 'MA', widowed: 'WD', separated: 'SR', divorced: 'DV' } as const

interface Listed {
  readonly code: string
  readonly external?: { readonly errf?: string }
}

const errfOf = (codes: readonly Listed[], code: string): string | undefined =>
  codes.find(each => each.code === code)?.external?.errf

/** An identifier in the form of a GUID, the same for the same numbers. */
const guid = (kind: number, key: number, of = 0): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-9000-${of.toString(16).padStart(4, '0')}${key.toString(16).padStart(8, '0')}`

const nameOf = ({ names }: InventedPerson): SubmittedName => {
  const part = (...kinds: readonly string[]): string | null =>
    names
      .filter(each => each.script === 'Latn' && kinds.includes(each.part))
      .map(each => each.text)
      .join(' ') || null
  return {
    given: part('given'),
    middle: part('father', 'grandfather', 'middle'),
    family: part('family'),
    secondFamily: null,
    maiden: null,
  }
}

/** Who was born since the family came never arrived, and was registered after the birth. */
function cameOn(
  born: string,
  { arrivedOn, registeredOn }: InventedFamily,
): Pick<SubmittedMember, 'arrivedOn' | 'registeredOn'> {
  const first = (born + '-01-01'.slice(born.length - 4)).slice(0, 10)
  return {
    arrivedOn: first > arrivedOn ? null : (arrivedOn as SubmittedMember['arrivedOn']),
    registeredOn: first > registeredOn ? first : registeredOn,
  }
}

function memberOf({ person, relationship }: InventedMember, family: InventedFamily): SubmittedMember {
  return {
    id: guid(1, person.key),
    number: `900-${String(person.key).padStart(8, '0')}`,
    membershipId: guid(2, person.key),
    name: nameOf(person),
    born: person.born,
    bornEstimated: person.bornEstimated,
    birthCountry: person.bornIn,
    birthPlace: family.town,
    sex: person.sex,
    nationality: person.nationality,
    maritalStatus: MARITAL[person.maritalStatus],
    relationship,
    ...cameOn(person.born, family),
    originCountry: person.nationality,
    asylumCountry: family.country,
    religion: person.religion,
    ethnicity: person.ethnicity === null ? null : (errfOf(ethnicity.codes, person.ethnicity) ?? person.ethnicity),
    education: person.education,
    motherName: null,
    fatherName: null,
  }
}

/** A family of the practice world as if it were a case. Its categories and priority are drawn: no family of it is submitted anywhere. */
function submissionOf(family: InventedFamily): Submission {
  const random = seededRandom('resettlement').stream(String(family.key))
  const principal = guid(1, family.members[0]!.person.key)
  const everybody = family.members.map(each => each.person)
  return {
    id: guid(3, family.key),
    number: `900-${family.key}-RST-01`,
    members: family.members.map(each => memberOf(each, family)),
    primary: random.pick(CATEGORIES),
    secondary: 'LFDS',
    priority: random.pick(['emergency', 'urgent', 'normal', 'normal']),
    links: [],
    addresses: [
      {
        id: guid(4, family.key),
        of: principal,
        type: 'CoA',
        country: family.country,
        levels: [family.address.pcode],
        detail: family.address.detail,
      },
      {
        id: guid(5, family.key),
        of: principal,
        type: 'CoO',
        country: everybody[0]!.nationality,
        levels: [family.town],
        detail: null,
      },
    ],
    aliases: [],
    educations: everybody.map(({ key, education }) => ({
      id: guid(6, key),
      of: guid(1, key),
      level: education,
      degree: null,
    })),
    employments: everybody.flatMap(({ key, occupation }) =>
      occupation === null ? [] : [{ id: guid(7, key), of: guid(1, key), type: 'E', occupation, words: '' }],
    ),
    relatives: [],
    languages: everybody.flatMap(({ key, languages }) =>
      languages.map((code, i) => ({
        id: guid(8, key, i),
        of: guid(1, key),
        code: errfOf(language.codes, code) ?? null,
        read: null,
        write: null,
        speak: 'E' as const,
        understand: 'E' as const,
      })),
    ),
    photos: everybody.map(({ key }) => ({ id: guid(9, key), of: guid(1, key), picture: PICTURE })),
    needs: everybody.flatMap(({ key, needs }) =>
      needs.map((code, i) => ({ id: guid(10, key, i), of: guid(1, key), code })),
    ),
  }
}

/** So many families of the practice world, as cases. */
export const practiceCases = (cases: number, today: string): readonly Submission[] =>
  practiceWorld({ people: cases * 8, today })
    .families.slice(0, cases)
    .map(submissionOf)
