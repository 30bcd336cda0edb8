import { code, codeOf, date, defineRecord, money, note, type Row, reference, text } from '@nansen/model'

/** What is worked for, by strand. domain.md 13; `pathway` leads to another country outside resettlement. */
export const AIMS = {
  legal: ['residence-permit', 'travel-document', 'permanent-residence', 'naturalisation', 'civil-papers'],
  economic: ['work-permit', 'own-business', 'land-to-farm', 'bank-account', 'licence', 'diploma-recognised'],
  social: ['language', 'school', 'housing', 'community-life'],
  pathway: ['family-reunification', 'humanitarian-visa', 'labour-mobility', 'private-sponsorship', 'education-abroad'],
} as const
export const STRANDS = Object.keys(AIMS) as (keyof typeof AIMS)[]

const plan = {
  strand: code(STRANDS),
  aim: code(Object.values(AIMS).flat()),
  assessed_on: date(),
  /** By the rules of the country or the programme that is named in `programme`. */
  eligible: code(['yes', 'not-yet', 'no', 'unsure'], { optional: true }),
  programme: text({ optional: true, max: 200 }),
  wish: note({ optional: true, max: 2000 }),
  missing_papers: note({ optional: true, max: 2000 }),
  to_country: codeOf('country', { optional: true }),
  /** The employer, university, sponsor or relative who expects them. */
  host: text({ optional: true, max: 200, sensitivity: 'protected' }),
} as const

const application = {
  applied_on: date({ optional: true }),
  authority: text({ optional: true, max: 200 }),
  application_number: text({ optional: true, max: 60 }),
  fee: money({ optional: true }),
  biometrics_given_on: date({ optional: true }),
  decided_on: date({ optional: true }),
  refused_because: code(
    ['not-eligible', 'papers-missing', 'fee', 'no-place', 'criminal-record', 'no-reason', 'other'],
    {
      optional: true,
    },
  ),
  appeal_filed_on: date({ optional: true }),
} as const

const result = {
  permit_number: text({ optional: true, max: 60, sensitivity: 'protected' }),
  valid_from: date({ optional: true }),
  valid_until: date({ optional: true }),
  oath_on: date({ optional: true }),
  naturalised_on: date({ optional: true }),
  certificate_number: text({ optional: true, max: 60, sensitivity: 'protected' }),
  departed_on: date({ optional: true }),
  closed_because: code(
    ['reached', 'departed', 'naturalised', 'person-does-not-want', 'not-possible', 'moved', 'died', 'left', 'other'],
    { optional: true },
  ),
} as const

const kept = {
  /** The day before which somebody should renew: two months before the end. */
  renew_from: date({ optional: true, derived: true }),
  /** A pathway that was granted: nobody leaves by another way meanwhile. */
  going: code(['yes'], { optional: true, derived: true }),
  granted_by: reference('auth.staff', { optional: true, derived: true }),
  confirmed_by: reference('auth.staff', { optional: true, derived: true }),
  closed_by: reference('auth.staff', { optional: true, derived: true }),
} as const

const fields = { ...plan, ...application, ...result, ...kept } as const

/** A stored case, without its id, number and state. */
export interface FileRow extends Row<typeof fields> {}

const names = (some: object) => Object.keys(some) as (keyof typeof fields)[]

/** One aim of one person on one strand: from looking whether it is possible to what came of it. Several strands are several cases, linked. */
export const file = defineRecord({
  fields,
  title: ['aim'],
  listed: ['strand', 'aim', 'eligible', 'applied_on', 'valid_until'],
  presets: { plan: names(plan), application: names(application), result: names(result) },
})

/** A step of the plan: who does what by when. */
export const step = defineRecord({
  parent: 'file',
  fields: {
    what: text({ max: 200 }),
    who: code(['person', 'unhcr', 'partner', 'authority', 'sponsor']),
    due_on: date({ optional: true }),
    status: code(['planned', 'under-way', 'done', 'not-possible']),
  },
  title: ['what', 'status'],
  listed: ['what', 'who', 'due_on', 'status'],
})

/** What was done or paid for them on the way. */
export const support = defineRecord({
  parent: 'file',
  fields: {
    kind: code(['legal-help', 'fee-paid', 'papers', 'course', 'grant', 'letter', 'accompanied', 'travel', 'other']),
    given_on: date(),
    amount: money({ optional: true }),
    remarks: text({ optional: true, max: 300 }),
  },
  title: ['kind', 'given_on'],
  listed: ['kind', 'given_on', 'amount'],
})
