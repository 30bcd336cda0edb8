import { type Finding, findingsIn } from '../householdFindings.ts'
import { ALL_QUESTIONS, expectedOf } from '../levels.ts'
import { type Facts, isBornHere, isSurelyAfter, type Judged } from './facts.ts'

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

/** How grave it is that a question of the level has no answer. UNHCR's profile of severities: domain.md 1.2; a question without one informs. */
const MISSING: Readonly<Record<string, Severity>> = {
  born: 'critical',
  nationality: 'critical',
  country_of_origin: 'critical',
  country_of_asylum: 'critical',
  marital_status: 'critical',
  arrived_on: 'critical',
  consent: 'critical',
  address: 'critical',
  country_of_birth: 'critical',
  document_held: 'critical',
  education_level: 'warning',
  occupation: 'warning',
  father_name: 'warning',
  birth_town: 'warning',
  fled_on: 'warning',
}
/** Religion and ethnicity are not among them: they may be refused. */
const REFUSABLE = ['religion', 'ethnicity']

/** What a level asks is missing where it has no answer: one rule for each question there is. */
const missing = expectedOf(ALL_QUESTIONS, null)
  .filter(name => !REFUSABLE.includes(name))
  .map(
    (name): Rule => ({
      name: `missing-${name}`,
      severity: MISSING[name] ?? 'information',
      looksAt: ({ person }) => person.level,
      holds: ({ missing: unanswered }) => unanswered.includes(name),
    }),
  )

/** What no level asks and a record should have all the same. */
const lacking = (
  name: string,
  severity: Severity,
  from: 'emergency' | 'basic',
  has: (person: Facts) => boolean,
): Rule => ({
  name: `missing-${name}`,
  severity,
  looksAt: ({ person }) => person.level,
  holds: ({ person }) => (from === 'emergency' || person.level !== 'emergency') && !has(person),
})
const unasked: readonly Rule[] = [
  lacking('photo', 'critical', 'emergency', ({ photo }) => photo),
  // somebody has moved, and nobody knows where to
  lacking(
    'current-address',
    'critical',
    'emergency',
    ({ addresses }) => addresses.length === 0 || addresses.some(({ kind }) => kind === 'CoA'),
  ),
  lacking('legal_status', 'critical', 'basic', ({ statuses }) => statuses.length > 0),
  lacking('own-script', 'warning', 'basic', ({ ownScript }) => ownScript),
  lacking(
    'address-of-origin',
    'critical',
    'basic',
    person => isBornHere(person) || person.addresses.some(({ kind }) => kind === 'CoO'),
  ),
]

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

type Paper = Facts['paperDetails'][number]

/** Something that a paper held should have. @param from the level from which on it is asked. */
const ofPaper = (name: string, severity: Severity, lacks: (paper: Paper) => boolean, from?: 'basic'): Rule => ({
  name,
  severity,
  looksAt: ({ person }) => [person.level, person.paperDetails],
  holds: ({ person }) => (from === undefined || person.level !== 'emergency') && person.paperDetails.some(lacks),
})

/** Where people live, and where they came from: the kinds of addresses that are counted by place. */
const COUNTED_BY_PLACE = ['CoA', 'CoO']

/** What papers, addresses, marriages and births should say (domain.md 1.4, 1.5, 1.15). */
const details: readonly Rule[] = [
  ofPaper('paper-without-number', 'critical', ({ number }) => number === 'none'),
  ofPaper('paper-number-odd', 'warning', ({ number }) => number === 'odd'),
  ofPaper('paper-without-issue', 'critical', ({ issued }) => !issued, 'basic'),
  ofPaper('paper-without-issuer', 'warning', ({ issuer }) => !issuer, 'basic'),
  ofPaper('paper-without-expiry', 'warning', ({ expires }) => !expires, 'basic'),
  {
    name: 'address-without-place',
    severity: 'warning',
    looksAt: ({ person }) => person.places,
    holds: ({ person }) => person.places.some(({ kind, placed }) => COUNTED_BY_PLACE.includes(kind) && !placed),
  },
  {
    name: 'transit-without-days',
    severity: 'warning',
    looksAt: ({ person }) => person.addresses,
    holds: ({ person }) =>
      person.addresses.some(({ kind, from, to }) => kind === 'Trans' && (from === null || to === null)),
  },
  {
    name: 'married-before-birth',
    severity: 'critical',
    looksAt: ({ person }) => [person.born, person.marriedOn],
    holds: ({ person }) => person.marriedOn.some(day => isSurelyAfter(person.born, day)),
  },
  {
    // a child who was born here has another country of birth than who fled, and nothing is amiss
    name: 'other-birth-country',
    severity: 'warning',
    looksAt: ({ person, household }) => [person.birthCountry, leaderOf(household)?.birthCountry],
    holds: ({ person, household }) =>
      !isBornHere(person) && differs(person.birthCountry, leaderOf(household)?.birthCountry),
  },
]

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

export const RULES: readonly Rule[] = [...missing, ...unasked, ...chronology, ...ownRules, ...details, ...household]
