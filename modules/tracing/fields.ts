import {
  attachment,
  code,
  codeOf,
  codes,
  codesOf,
  date,
  defineRecord,
  integer,
  namePart,
  note,
  partialDate,
  type Row,
  reference,
  text,
} from '@nansen/model'
import { SEXES } from '@nansen/registration'

/** Who the missing person is to the seeker: `child` means the seeker looks for their child. */
export const RELATIONS = ['parent', 'child', 'spouse', 'sibling', 'grandparent', 'grandchild', 'other'] as const

/** Said once: questions that several of these records ask alike. Derived ones are written by commands alone. */
const day = date({ derived: true })
const dayIfAny = date({ optional: true, derived: true })
const wordsIfAny = text({ optional: true, derived: true })
const relation = code(RELATIONS)
const sex = code(SEXES)
const staffIfAny = reference('auth.staff', { optional: true, derived: true })
const year = integer({ optional: true })
const protectedNote = note({ optional: true, sensitivity: 'protected' })
const wordsOfPlace = text({ optional: true })

const fields = {
  seeker: reference('registration.individual', { merge: 'owner' }),
  relation,
  sought_name: text({ search: 'name', merge: 'review' }),
  sought_sex: sex,
  sought_born: partialDate({ optional: true, merge: 'review' }),
  /** Years between which they were born, where nobody knows the day: an age as relatives guess it. */
  sought_born_earliest: year,
  sought_born_latest: year,
  sought_nationality: codeOf('country', { optional: true }),
  sought_languages: codesOf('language', { optional: true }),
  last_seen_at: wordsOfPlace,
  last_seen_on: partialDate({ optional: true }),
  separated_because: code(['flight', 'fighting', 'arrest', 'journey', 'entrusted-to-others', 'other', 'unknown'], {
    optional: true,
  }),
  circumstances: protectedNote,
  /** What the seeker agrees to. Empty: we look nowhere. */
  consents: codes([
    'search-here',
    'search-other-operations',
    'share-red-cross-red-crescent',
    'publish-name',
    'publish-photo',
  ]),
  proposed_match: reference('registration.individual', { optional: true, derived: true }),
  proposed_by: staffIfAny,
  confirmed_by: staffIfAny,
  /** Only the true relative knows it; asked of both sides before a match is confirmed. */
  verification: protectedNote,
  outcome: code(
    [
      'in-contact',
      'reunited',
      'deceased',
      'not-found',
      'withdrawn',
      'handed-over',
      'out-of-reach',
      'not-best-for-child',
    ],
    { optional: true },
  ),
  closed_on: dayIfAny,
} as const

/** A stored tracing request, without its id and state. */
export interface TracingRequest extends Row<typeof fields> {}

/** What we record when a person asks us to find a relative. A request is followed for one person; others who are missed stand beside them. */
export const request = defineRecord({
  fields,
  title: ['sought_name', 'relation'],
  listed: ['sought_name', 'relation', 'seeker', 'last_seen_at', 'last_seen_on'],
})

const otherNameFields = {
  name: namePart({ search: 'name' }),
  sequence: integer(),
  kind: code(['spoken', 'document', 'nickname']),
} as const

/** Another name, nickname or spelling of the missing person. */
export const otherName = defineRecord({ parent: 'request', fields: otherNameFields, title: ['name'] })

const alsoSoughtFields = {
  name: text({ search: 'name' }),
  relation,
  sex,
  born_earliest: year,
  born_latest: year,
  last_seen_at: wordsOfPlace,
} as const

/** Another person whom the same seeker misses, lost with the first or apart. Looked for alike; whoever is likely gets a request of their own. */
export const alsoSought = defineRecord({
  parent: 'request',
  fields: alsoSoughtFields,
  title: ['name', 'relation'],
  listed: ['name', 'relation', 'sex', 'last_seen_at'],
})

const candidateFields = {
  individual: reference('registration.individual'),
  found_by: code(['search', 'seeker', 'partner', 'photo', 'community'], { optional: true }),
  judgement: code(['possible', 'proposed', 'confirmed', 'ruled-out']),
  ruled_out_because: protectedNote,
  photo_shown: attachment({ optional: true }),
} as const

export interface MatchCandidate extends Row<typeof candidateFields> {}

/** A registered person who may be the one sought. Possible until verified with both sides. */
export const matchCandidate = defineRecord({
  parent: 'request',
  fields: candidateFields,
  title: ['individual', 'judgement'],
  listed: ['individual', 'found_by', 'judgement'],
})

/** What is told of who seeks or was found when it happens. */
export const TOLD_OF = [
  'death',
  'reunion',
  'departure',
  'return',
  'duplicate',
  'duplicate-undone',
  'custody',
  'adoption',
  'separation',
] as const

/** That something happened to the seeker or to whom we found: look again. Withdrawn when somebody did. */
export const notice = defineRecord({
  parent: 'request',
  fields: {
    what: code(TOLD_OF, { derived: true }),
    person: reference('registration.individual', { derived: true }),
    happened_on: partialDate({ derived: true }),
  },
  title: ['what', 'happened_on'],
  listed: ['what', 'person', 'happened_on'],
})

/** Who is asked whether a match is true, and whether they wish to be in contact. */
export const SIDES = ['seeker', 'found'] as const

const answerFields = {
  side: code(SIDES, { derived: true }),
  asked_on: day,
  agrees: code(['yes', 'no'], { derived: true, sensitivity: 'protected' }),
  answers: note({ derived: true, sensitivity: 'protected' }),
} as const

/** What one side said of the proposed match, asked apart from the other. Withdrawn with the proposal, so what stands is of the match that stands. */
export const answer = defineRecord({
  parent: 'request',
  fields: answerFields,
  title: ['side', 'asked_on'],
  listed: ['side', 'asked_on'],
})

/** Who agreed that the two live together again, or meet. */
export const AGREED = ['child', 'adult', 'carer', 'authority'] as const

const reunificationFields = {
  planned_on: day,
  place: text({ derived: true }),
  escorted_by: wordsIfAny,
  agreed_by: codes(AGREED, { derived: true }),
  handed_over_on: dayIfAny,
  handed_over_by: wordsIfAny,
  received_by: wordsIfAny,
} as const

/** How two relatives are brought together: the plan, and who handed over to whom. A new plan withdraws the one before. */
export const reunification = defineRecord({
  parent: 'request',
  fields: reunificationFields,
  title: ['planned_on', 'place'],
  listed: ['planned_on', 'place', 'handed_over_on'],
})

/** What a visit finds. */
export const FOUND = ['well', 'needs-help', 'separated-again', 'not-there'] as const

const visitFields = {
  due_on: day,
  done_on: dayIfAny,
  found: code(FOUND, { optional: true, derived: true }),
  remarks: note({ optional: true, derived: true, sensitivity: 'protected' }),
} as const

/** A visit after a reunion: due on a day, and what was found. */
export const visit = defineRecord({
  parent: 'request',
  fields: visitFields,
  title: ['due_on', 'found'],
  listed: ['due_on', 'done_on', 'found'],
})
