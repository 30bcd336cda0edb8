import { LANGUAGES } from '@nansen/kernel'
import type { Role } from '@nansen/model'

export interface PlacedOffice {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly parentId: string | null
  /** Begins every number it gives: `KEN-NBO`. */
  readonly numberPrefix: string
  /** Whose office it is. */
  readonly organisation: string
}
/** Somebody active who holds this role at this office today. */
export interface Holder {
  readonly staffId: string
  readonly role: string
  readonly officeId: string
}
/** What a role may do in administration and adjudication, and how far from where it is held. */
export interface Reach {
  readonly role: string
  readonly module: string
  readonly action: string
  readonly scope: string
}

/** Everything the check-list of an operation is derived from. */
export interface Facts {
  readonly country: string
  /** Of all countries: an office of one may stand below one of another. */
  readonly offices: readonly PlacedOffice[]
  readonly holders: readonly Holder[]
  readonly reaches: readonly Reach[]
  readonly countryNames: Readonly<Record<string, string>> | null
  /** Shared code lists that are empty. */
  readonly emptyLists: readonly string[]
  /** Places known below the country's own. */
  readonly places: number
  /** Levels of registration for which the operation asks questions of its own. */
  readonly ownLevels: number
  /** Holidays to come in a year; null where it was never said on which days people work, and in which zone a day ends. */
  readonly holidays: number | null
  /** Scanners that signed a capture at one of its offices within ninety days. */
  readonly devices: number
  /** Codes and calendars of its own that somebody asked for and nobody answered; they hold its opening up, and are ordinary work afterwards. */
  readonly codesWaiting: number
  readonly calendarsWaiting: number
  readonly isLive: boolean
}

/** `lacking`: to be mended before people are registered. `chosen`: works as it comes, and can be made one's own. `waived`: not asked in a demo. */
export interface Check {
  readonly name: string
  readonly state: 'good' | 'lacking' | 'chosen' | 'waived'
  /** What lacks: offices, roles or lists. Of offices their prefixes, of organisations their names. */
  readonly about: readonly string[]
  /** How many there are, or are missing. */
  readonly many: number
}

/** Code lists that every operation registers with: those of `countries/shared`, which a test compares. */
export const LISTS = [
  'address_type',
  'country',
  'document_type',
  'education',
  'ethnicity',
  'language',
  'marital_status',
  'need',
  'need_suggestion',
  'occupation',
  'relationship',
  'religion',
] as const

/**
 * Whom an operation cannot do without, and how many. Ours, from the roles that the matrix gives an act which nobody else has there:
 * two adjudicators because two decide on each likeness and cannot see each other.
 */
export const NEEDED: Readonly<Partial<Record<Role, number>>> = {
  head_of_office: 1,
  registration_officer: 1,
  registration_supervisor: 1,
  adjudicator: 2,
  protection_officer: 1,
  child_protection_caseworker: 1,
  gbv_caseworker: 1,
  data_protection_officer: 1,
  auditor: 1,
}
/** Who serves every operation wherever they sit: their work in the matrix is for all, or by case. */
const SERVES_ALL: readonly string[] = ['adjudicator', 'data_protection_officer', 'auditor']

/** The check-list of one operation. A pure function of facts: what it says is true of them, and nothing is ticked by hand. */
export function readiness(facts: Facts): readonly Check[] {
  const here = facts.offices.filter(({ country }) => country === facts.country)
  return [
    check(
      'country-named',
      LANGUAGES.filter(language => !facts.countryNames?.[language]),
    ),
    present(
      'offices',
      here.map(({ numberPrefix }) => numberPrefix),
    ),
    present('organisations', [...new Set(here.map(({ organisation }) => organisation))]),
    check(
      'office-head',
      here.filter(office => !hasHead(facts, office)).map(({ name }) => name),
    ),
    check('lists', facts.emptyLists),
    { name: 'places', state: facts.places > 0 ? 'good' : 'lacking', about: [], many: facts.places },
    { name: 'levels', state: facts.ownLevels > 0 ? 'good' : 'chosen', about: [], many: facts.ownLevels },
    { name: 'calendar', state: calendarState(facts), about: [], many: facts.holidays ?? 0 },
    waiting('codes-waiting', facts.codesWaiting, facts),
    waiting('calendars-waiting', facts.calendarsWaiting, facts),
    { name: 'devices', state: facts.devices > 0 ? 'good' : 'lacking', about: [], many: facts.devices },
    check(
      'needed-roles',
      Object.entries(NEEDED).flatMap(([role, least]) => (count(facts, here, role) < least ? [role] : [])),
    ),
    check(
      'two-approvers',
      here.filter(office => !canAgree(facts, office)).map(({ name }) => name),
    ),
    check('adjudicate', adjudicators(facts, here) >= 2 ? [] : ['adjudicator']),
  ]
}

/** Without a calendar every deadline in working days ends on another day than the law says. */
const calendarState = ({ holidays }: Facts): Check['state'] =>
  holidays === null ? 'lacking' : holidays > 0 ? 'good' : 'chosen'

const check = (name: string, lacking: readonly string[]): Check => ({
  name,
  state: lacking.length === 0 ? 'good' : 'lacking',
  about: lacking,
  many: lacking.length,
})

const waiting = (name: string, many: number, { isLive }: Facts): Check => ({
  name,
  state: many > 0 && !isLive ? 'lacking' : 'good',
  about: [],
  many,
})

const present = (name: string, found: readonly string[]): Check => ({
  name,
  state: found.length > 0 ? 'good' : 'lacking',
  about: found,
  many: found.length,
})

/** The office and those above it. */
function above(offices: readonly PlacedOffice[], id: string | null): readonly string[] {
  const office = offices.find(each => each.id === id)
  return office === undefined ? [] : [office.id, ...above(offices, office.parentId)]
}

const hasHead = ({ offices, holders }: Facts, office: PlacedOffice) =>
  holders.some(({ role, officeId }) => role === 'head_of_office' && above(offices, office.id).includes(officeId))

/** Different people. */
function count({ offices, holders }: Facts, here: readonly PlacedOffice[], role: string): number {
  const near = new Set(here.flatMap(({ id }) => above(offices, id)))
  const found = holders.filter(each => each.role === role && (SERVES_ALL.includes(role) || near.has(each.officeId)))
  return new Set(found.map(({ staffId }) => staffId)).size
}

/** Who may do this at that office: by the matrix and where they hold their roles. */
function whoMay(facts: Facts, office: PlacedOffice, module: string, action: string): ReadonlySet<string> {
  const lineage = above(facts.offices, office.id)
  const countryOf = (id: string) => facts.offices.find(each => each.id === id)?.country
  const reaches = (scope: string, at: string) =>
    scope === 'global' ||
    (scope === 'office' && at === office.id) ||
    (scope === 'subtree' && lineage.includes(at)) ||
    (scope === 'country' && countryOf(at) === office.country)
  return new Set(
    facts.holders.flatMap(({ staffId, role, officeId }) =>
      facts.reaches.some(
        each => each.role === role && each.module === module && each.action === action && reaches(each.scope, officeId),
      )
        ? [staffId]
        : [],
    ),
  )
}

/** Whether any role can be given at the office, also to one of those who agree: one asks, two others agree, none of the three for themselves. */
function canAgree(facts: Facts, office: PlacedOffice): boolean {
  const askers = whoMay(facts, office, 'admin', 'create')
  const approvers = whoMay(facts, office, 'admin', 'approve')
  return [null, ...approvers].every(forWhom =>
    [...askers].some(asker => asker !== forWhom && others(approvers, [forWhom, asker]) >= 2),
  )
}
const others = (all: ReadonlySet<string>, without: readonly (string | null)[]) =>
  [...all].filter(each => !without.includes(each)).length

/** The fewest who decide on likenesses at any of its offices. */
function adjudicators(facts: Facts, here: readonly PlacedOffice[]): number {
  const each = here.map(office => whoMay(facts, office, 'adjudication', 'approve').size)
  return each.length === 0 ? 0 : Math.min(...each)
}
