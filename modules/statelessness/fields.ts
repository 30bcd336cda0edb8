import { code, codeOf, date, defineRecord, note, type Row, reference } from '@nansen/model'

const OUTCOMES = ['stateless', 'stateless-refugee', 'not-stateless', 'undetermined'] as const
/** What somebody may appeal against. */
export const AGAINST = ['not-stateless', 'undetermined'] as const

const opening = {
  /** Whether somebody is stateless; or help so that they do not become it. */
  procedure: code(['determination', 'birth-registration', 'nationality-confirmation']),
  referred_on: date(),
  referred_by: code(['registration', 'status-determination', 'partner', 'person', 'authority', 'other']),
  /** A claim to be a refugee goes first: before it is settled no State is asked where the person fears one. */
  claim: code(['none', 'pending', 'recognised', 'rejected']),
  /** When they were told what this is, what it asks of them, and who helps them. */
  informed_on: date({ optional: true }),
  interview_language: codeOf('language', { optional: true }),
  interpreter_sex: code(['female', 'male', 'no-preference'], { optional: true }),
} as const

const assessment = {
  account: note({ optional: true, sensitivity: 'protected' }),
  /** The standard by which it is judged (Handbook 2014): a reasonable degree, unless the operation's law asks for more. */
  standard: code(['reasonable-degree', 'other'], { optional: true }),
  recommendation: code(OUTCOMES, { optional: true, sensitivity: 'protected' }),
  analysis: note({ optional: true, sensitivity: 'protected' }),
} as const

const decision = {
  outcome: code(OUTCOMES, { optional: true }),
  reasons: note({ optional: true, sensitivity: 'protected' }),
  notified_on: date({ optional: true }),
  notified_how: code(['in-person', 'by-letter', 'by-representative'], { optional: true }),
  appeal_filed_on: date({ optional: true }),
  appeal_late_because: note({ optional: true, max: 2000 }),
  appeal_points: note({ optional: true, sensitivity: 'protected' }),
  appeal_outcome: code(['upheld', 'granted', 'sent-back'], { optional: true }),
  appeal_reasons: note({ optional: true, sensitivity: 'protected' }),
  appeal_notified_on: date({ optional: true }),
} as const

const ending = {
  /** Of a case that helps: what came of it. */
  settled_as: code(['registered', 'confirmed', 'not-possible'], { optional: true }),
  closed_because: code(['final', 'settled', 'withdrawn', 'departed', 'died', 'other'], { optional: true }),
  reopened_because: code(['new-evidence', 'law-changed', 'acquired-nationality', 'wrongly-decided'], {
    optional: true,
  }),
} as const

const derived = {
  /** What stands now, after an appeal too. */
  stands: code(OUTCOMES, { optional: true, derived: true }),
  decided_on: date({ optional: true, derived: true }),
  /** The last days, as long as the operation says (`statelessness.setting`). */
  decide_by: date({ optional: true, derived: true }),
  appeal_until: date({ optional: true, derived: true }),
  assessed_by: reference('auth.staff', { optional: true, derived: true }),
  reviewed_by: reference('auth.staff', { optional: true, derived: true }),
  decided_by: reference('auth.staff', { optional: true, derived: true }),
  appeal_decided_by: reference('auth.staff', { optional: true, derived: true }),
} as const

const fields = { ...opening, ...assessment, ...decision, ...ending, ...derived } as const

/** A stored file, without its id, number and state. */
export interface FileRow extends Row<typeof fields> {}

const names = (some: object) => Object.keys(some) as (keyof typeof fields)[]

/** Whether any State considers somebody its national (1954 Convention, article 1(1)), or help so that one does. domain.md 8. */
export const file = defineRecord({
  fields,
  title: ['procedure'],
  listed: ['procedure', 'referred_on', 'claim', 'decide_by', 'stands', 'decided_on'],
  presets: { opening: names(opening), assessment: names(assessment), decision: names(decision), ending: names(ending) },
})
