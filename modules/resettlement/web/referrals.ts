import { type ErrfDocument, isoCountryOf, type Row, rowsOf } from '@nansen/errf'
import { CATEGORIES, type PRIORITIES } from '../fields.ts'

/** Somebody whom another office or partner puts forward, as their form says. */
export interface ReferredPerson {
  readonly number: string
  readonly name: string
  readonly sex: string
  /** A day, as written; the form has nothing less. */
  readonly born: string | null
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string | null
  readonly relationship: string
}
/** One case of an electronic form as a referral: the principal applicant first. */
export interface Referral {
  readonly number: string
  readonly primary: (typeof CATEGORIES)[number] | null
  readonly secondary: (typeof CATEGORIES)[number] | null
  readonly priority: (typeof PRIORITIES)[number]
  readonly people: readonly ReferredPerson[]
}

const PRIORITY_OF: Readonly<Record<string, Referral['priority']>> = { EM: 'emergency', UG: 'urgent', NR: 'normal' }
/** The newest table of the form calls it so. */
const OTHER_NAMES: Readonly<Record<string, string>> = { LAS: 'LFDS' }

/** The cases of a form of either generation. Nothing of it is taken over by itself: somebody looks at each and decides. */
export function referralsIn({ cases, generation }: ErrfDocument): readonly Referral[] {
  return cases.map(one => {
    const [asked] = rowsOf(one, 'dataResettlement')
    const key = generation === '3.1' ? 'IndividualID' : 'IndividualGUID'
    const related = new Map(
      rowsOf(one, generation === '3.1' ? 'dataIndividual' : 'dataIndividualProcessGroup').map(row => [
        row[key],
        row.RelationshipToPrincipalRepresentative ?? '',
      ]),
    )
    const people = rowsOf(one, 'dataIndividual').map(row => personOf(row, related.get(row[key]) ?? ''))
    return {
      number: rowsOf(one, 'dataProcessGroup')[0]?.ProcessingGroupNumber ?? '',
      primary: categoryOf(asked?.ResettlementCriteriaCode),
      secondary: categoryOf(asked?.ResettlementCriteria2Code ?? asked?.ResettlementCriteriaCode2),
      priority: PRIORITY_OF[asked?.ResettlementPriorityCode ?? ''] ?? 'normal',
      people: people.toSorted((a, b) => Number(b.relationship === 'PA') - Number(a.relationship === 'PA')),
    }
  })
}

const personOf = (row: Row, relationship: string): ReferredPerson => ({
  number: row.IndividualID ?? '',
  name: [row.GivenName, row.MiddleName, row.FamilyName, row.SecondFamilyName].filter(Boolean).join(' '),
  sex: row.SexCode ?? '',
  born: /^\d{4}-\d{2}-\d{2}/.exec(row.DateofBirth ?? '')?.[0] ?? null,
  nationality: isoCountryOf(row.NationalityCode ?? ''),
  relationship,
})

function categoryOf(code: string | undefined): Referral['primary'] {
  const known = OTHER_NAMES[code ?? ''] ?? code
  return CATEGORIES.find(each => each === known) ?? null
}
