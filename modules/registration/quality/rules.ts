import { type Finding, findingsIn } from '../householdFindings.ts'
import { agesOf, type Facts, isSurelyAfter, type Judged } from './facts.ts'

export const SEVERITIES = ['critical', 'warning', 'information'] as const
export type Severity = (typeof SEVERITIES)[number]

/** One rule: what it is called in labels (`registration.rule.NAME`), how bad it is, and when it holds. */
export interface Rule {
  readonly name: string
  readonly severity: Severity
  /** What the rule looks at: a confirmation counts as long as these are the same. */
  readonly looksAt: (judged: Judged) => unknown
  readonly holds: (judged: Judged) => boolean
}

/** Ages from which a question is asked. Completed years. */
const FROM_AGE: Readonly<Record<string, number>> = {
  marital_status: 15,
  occupation: 15,
  education_level: 5,
  languages: 5,
  interview_language: 5,
  interviewer_sex: 5,
}

/** A question that everybody of a level should have answered. UNHCR's profile of severities: domain.md 1.2. */
export interface Question {
  readonly name: string
  readonly severity: Severity
  /** Asked from this level on. */
  readonly from: 'emergency' | 'basic'
  readonly answered: (person: Facts) => boolean
}

const field = (name: string, severity: Severity, from: Question['from']): Question => ({
  name,
  severity,
  from,
  answered: ({ answers }) => answers.includes(name),
})
const beside = (
  name: string,
  severity: Severity,
  from: Question['from'],
  answered: Question['answered'],
): Question => ({
  name,
  severity,
  from,
  answered,
})
const lives = (kind: string) => (person: Facts) => person.addresses.some(address => address.kind === kind)

/** Religion and ethnicity are not among them: they may be refused, and are not read by whoever judges quality. */
export const QUESTIONS: readonly Question[] = [
  field('born', 'critical', 'emergency'),
  field('nationality', 'critical', 'emergency'),
  field('country_of_origin', 'critical', 'emergency'),
  field('country_of_asylum', 'critical', 'emergency'),
  field('marital_status', 'critical', 'emergency'),
  field('arrived_on', 'critical', 'emergency'),
  beside('photo', 'critical', 'emergency', ({ photo }) => photo),
  beside('consent', 'critical', 'emergency', ({ consent }) => consent),
  beside('address', 'critical', 'emergency', lives('CoA')),
  field('country_of_birth', 'critical', 'basic'),
  beside('address-of-origin', 'critical', 'basic', lives('CoO')),
  beside('document_held', 'critical', 'basic', ({ papers }) => papers.length > 0),
  beside('legal_status', 'critical', 'basic', ({ statuses }) => statuses.length > 0),
  field('education_level', 'warning', 'emergency'),
  field('occupation', 'warning', 'emergency'),
  field('father_name', 'warning', 'basic'),
  beside('own-script', 'warning', 'basic', ({ ownScript }) => ownScript),
  field('birth_town', 'warning', 'basic'),
  field('fled_on', 'warning', 'basic'),
  field('mother_name', 'information', 'basic'),
  field('languages', 'information', 'basic'),
  field('interview_language', 'information', 'basic'),
  field('interviewer_sex', 'information', 'basic'),
]

/** Whether the question is asked of this person: at their level, and at their age. */
export const isAsked = ({ name, from }: Question, person: Facts, on: string): boolean =>
  (from === 'emergency' || person.level !== 'emergency') && agesOf(person, on).oldest >= (FROM_AGE[name] ?? 0)

const missing = QUESTIONS.map(
  (question): Rule => ({
    name: `missing-${question.name}`,
    severity: question.severity,
    looksAt: ({ person }) => person.level,
    holds: ({ person, on }) => isAsked(question, person, on) && !question.answered(person),
  }),
)

const later = (name: string, one: keyof Facts, other: keyof Facts): Rule => ({
  name,
  severity: 'critical',
  looksAt: ({ person }) => [person[one], person[other]],
  holds: ({ person }) => isSurelyAfter(person[one] as string | null, person[other] as string | null),
})

/** Chronology: birth, flight, arrival, registration, statuses, in this order; nothing in the future; papers issued before they expire. */
const chronology: readonly Rule[] = [
  later('born-after-flight', 'born', 'fledOn'),
  later('born-after-arrival', 'born', 'arrivedOn'),
  later('fled-after-arrival', 'fledOn', 'arrivedOn'),
  later('arrived-after-registration', 'arrivedOn', 'registeredOn'),
  {
    name: 'in-the-future',
    severity: 'critical',
    looksAt: ({ person }) => daysOf(person),
    holds: ({ person, on }) => daysOf(person).some(day => isSurelyAfter(day, on)),
  },
  {
    name: 'status-before-birth',
    severity: 'critical',
    looksAt: ({ person: { born, statuses } }) => [born, statuses],
    holds: ({ person: { born, statuses } }) => isSurelyAfter(born, statuses[0] ?? null),
  },
  {
    name: 'status-before-registration',
    severity: 'information',
    looksAt: ({ person: { registeredOn, statuses } }) => [registeredOn, statuses],
    holds: ({ person: { registeredOn, statuses } }) => isSurelyAfter(registeredOn, statuses[0] ?? null),
  },
  {
    name: 'paper-expires-before-issue',
    severity: 'critical',
    looksAt: ({ person }) => person.papers,
    holds: ({ person }) => person.papers.some(({ issued, expires }) => isSurelyAfter(issued, expires)),
  },
  {
    name: 'paper-expired',
    severity: 'information',
    looksAt: ({ person }) => person.papers,
    holds: ({ person, on }) =>
      person.papers.some(({ expires, status }) => status === 'valid' && isSurelyAfter(on, expires)),
  },
  {
    name: 'lived-to-before-from',
    severity: 'warning',
    looksAt: ({ person }) => person.addresses,
    holds: ({ person }) => person.addresses.some(({ from, to }) => isSurelyAfter(from, to)),
  },
]

const daysOf = ({ born, fledOn, arrivedOn, papers }: Facts): readonly (string | null)[] => [
  born,
  fledOn,
  arrivedOn,
  ...papers.map(({ issued }) => issued),
]

const ownRules: readonly Rule[] = [
  {
    name: 'photo-poor',
    severity: 'warning',
    looksAt: ({ person }) => person.photoPoor,
    holds: ({ person }) => person.photoPoor,
  },
  {
    name: 'first-of-january',
    severity: 'information',
    looksAt: ({ person }) => [person.born, person.estimated],
    holds: ({ person: { born, estimated } }) => !estimated && /^\d{4}-0[17]-01$/.test(born ?? ''),
  },
  {
    name: 'two-current-addresses',
    severity: 'critical',
    looksAt: ({ person }) => [person.addresses],
    holds: ({ person }) => person.addresses.filter(({ kind, to }) => kind === 'CoA' && to === null).length > 1,
  },
  {
    name: 'other-asylum',
    severity: 'critical',
    looksAt: ({ person, household }) => [person.asylum, leaderOf(household)?.asylum],
    holds: ({ person, household }) => differs(person.asylum, leaderOf(household)?.asylum),
  },
  {
    name: 'other-origin',
    severity: 'warning',
    looksAt: ({ person, household }) => [person.origin, leaderOf(household)?.origin],
    holds: ({ person, household }) => differs(person.origin, leaderOf(household)?.origin),
  },
]

const leaderOf = (household: readonly Facts[]) => household.find(({ relationship }) => relationship === 'PA')
const differs = (one: string | null, other: string | null | undefined) => one !== null && other != null && one !== other

/** Those of a household, as they are looked at before saving; domain.md 1.15 calls some of them critical. */
const HOUSEHOLD: Readonly<Record<Finding['rule'], Severity>> = {
  'two-spouses': 'critical',
  'spouse-of-unmarried': 'critical',
  'other-nationality': 'critical',
  'minor-leads': 'warning',
  'minor-spouse': 'warning',
  'parent-too-young': 'warning',
  'child-alone': 'warning',
  'older-than-110': 'warning',
  'older-person-alone': 'information',
}

const household = Object.entries(HOUSEHOLD).map(
  ([name, severity]): Rule => ({
    name,
    severity,
    looksAt: judged => asMembers(judged),
    holds: judged => {
      const place = judged.household.findIndex(({ id }) => id === judged.person.id) + 1
      return findingsIn(asMembers(judged), judged.on).some(({ rule, member }) => rule === name && member === place)
    },
  }),
)

const asMembers = ({ household: members }: Judged) =>
  members.map(({ relationship, sex, born, maritalStatus, nationality }) => ({
    relationship: relationship ?? '',
    sex,
    born,
    maritalStatus,
    nationality,
  }))

export const RULES: readonly Rule[] = [...missing, ...chronology, ...ownRules, ...household]
