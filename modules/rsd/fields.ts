import { boolean, code, codeOf, codes, date, defineRecord, note, type Row, reference } from '@nansen/model'

/** What was decided of a claim, or of a status that somebody has. domain.md 3.3. */
export const GRANTED = ['recognised', 'prima-facie', 'complementary'] as const
export const REFUSED = ['rejected', 'excluded', 'inadmissible'] as const
export const TAKEN = ['cancelled', 'revoked', 'ceased'] as const
const OUTCOMES = [...GRANTED, ...REFUSED, ...TAKEN, 'status-kept'] as const
/** What somebody may appeal against. */
export const AGAINST = [...REFUSED, ...TAKEN] as const

/** New procedures on a status that was given; each is heard, decided and open to appeal like the first. */
export const LATER_PROCEDURES = ['cancellation', 'revocation', 'cessation'] as const
export const PAUSES = [
  'fraud-inquiry',
  'security-advice',
  'waiting-for-papers',
  'waiting-for-guidance',
  'other',
] as const
/** An accelerated procedure has every step of a regular one, sooner. domain.md 3.1. */
export const PACES = ['ordinary', 'complex', 'urgent', 'urgent-complex', 'accelerated'] as const
export const MODALITIES = [
  'regular',
  'accelerated',
  'simplified',
  'merged-registration',
  'merged-resettlement',
  'prima-facie',
] as const

const opening = {
  procedure: code(['first-instance', ...LATER_PROCEDURES]),
  /** Of a later procedure: the file in which the status was given. */
  about_file: reference('rsd.file', { optional: true }),
  modality: code(MODALITIES),
  /** Whose mandate decides. Who is of the other body may help and never decides. */
  authority: code(['unhcr', 'government', 'joint']),
  applied_on: date(),
  /** Sets how soon the person is heard. */
  priority: code(['ordinary', 'detention', 'medical', 'unaccompanied-child', 'urgent-protection']),
  complexity: code(['ordinary', 'complex']),
  interview_language: codeOf('language', { optional: true }),
  interpreter_sex: code(['female', 'male', 'no-preference'], { optional: true }),
  /** Of a later procedure: when the person was told that it begins, and why. */
  notice_given_on: date({ optional: true }),
  paused_because: code(PAUSES, { optional: true }),
} as const

const assessment = {
  /** What resettlement reads of a claim; the rest of the assessment stays with status determination. */
  claim_summary: note({ optional: true }),
  harm_feared: note({ optional: true, sensitivity: 'protected' }),
  agents: codes(['state', 'armed-group', 'community', 'family', 'others'], {
    optional: true,
    sensitivity: 'protected',
  }),
  likelihood: code(['reasonable-degree', 'not-reasonable'], { optional: true, sensitivity: 'protected' }),
  state_protection: code(['available', 'not-available'], { optional: true, sensitivity: 'protected' }),
  relocation: code(['relevant-and-reasonable', 'not-relevant', 'not-reasonable'], {
    optional: true,
    sensitivity: 'protected',
  }),
  legal_analysis: note({ optional: true, sensitivity: 'protected' }),
  exclusion_trigger: code(['no', 'yes'], { optional: true, sensitivity: 'protected' }),
  exclusion_analysis: note({ optional: true, sensitivity: 'protected' }),
  recommendation: code(OUTCOMES, { optional: true, sensitivity: 'protected' }),
} as const

const decision = {
  outcome: code(OUTCOMES, { optional: true }),
  ground: code(['1951-1a2', '1951-1a1', 'oau-1-1', 'oau-1-2', 'cartagena-3-3', 'mandate-broad', 'national'], {
    optional: true,
  }),
  nexus: codes(['race', 'religion', 'nationality', 'social-group', 'political-opinion'], { optional: true }),
  nexus_imputed: boolean({ optional: true }),
  situations: codes(
    [
      'external-aggression',
      'occupation',
      'foreign-domination',
      'disturbed-public-order',
      'generalised-violence',
      'internal-conflict',
      'massive-violations',
    ],
    { optional: true },
  ),
  sur_place: boolean({ optional: true }),
  exclusion_grounds: codes(['1d', '1e', '1f-a', '1f-b', '1f-c'], { optional: true, sensitivity: 'protected' }),
  cessation_ground: code(['1c-1', '1c-2', '1c-3', '1c-4', '1c-5', '1c-6'], { optional: true }),
  /** What a letter tells of the reasons. domain.md 3.2, 7. */
  reason_categories: codes(
    [
      'not-related',
      'not-detailed',
      'not-reliable',
      'harm-not-serious',
      'harm-not-likely',
      'protection-available',
      'excluded',
      'wrongly-given',
      'not-needed-any-more',
    ],
    { optional: true, sensitivity: 'protected' },
  ),
  reasons: note({ optional: true, sensitivity: 'protected' }),
  notified_on: date({ optional: true }),
  notified_how: code(['in-person', 'by-representative', 'by-letter'], { optional: true }),
} as const

const appeal = {
  appeal_filed_on: date({ optional: true }),
  appeal_late_because: note({ optional: true }),
  appeal_points: note({ optional: true, sensitivity: 'protected' }),
  /** A new interview, where credibility or new facts ask for one. */
  appeal_interview: boolean({ optional: true }),
  appeal_outcome: code(['upheld', 'granted', 'sent-back'], { optional: true }),
  appeal_reasons: note({ optional: true, sensitivity: 'protected' }),
  appeal_notified_on: date({ optional: true }),
} as const

const ending = {
  closed_because: code(['withdrawn', 'final', 'departed', 'died', 'no-show', 'other'], { optional: true }),
  closed_remarks: note({ optional: true }),
  reopened_because: code(['changed-circumstances', 'new-evidence', 'wrongly-decided', 'in-contact-again'], {
    optional: true,
  }),
  reopened_remarks: note({ optional: true }),
} as const

const signed = {
  /** What stands now, after an appeal too: the word other modules ask for. */
  stands: code(OUTCOMES, { optional: true, derived: true }),
  /** How fast the steps follow each other, by what was answered of modality, priority and complexity: the clocks run by it. */
  pace: code(PACES, { optional: true, derived: true }),
  /** Nothing may rest on this status for the moment. */
  hold: code(['yes'], { optional: true, derived: true }),
  decided_on: date({ optional: true, derived: true }),
  appeal_decided_on: date({ optional: true, derived: true }),
  assessed_by: reference('auth.staff', { optional: true, derived: true }),
  reviewed_by: reference('auth.staff', { optional: true, derived: true }),
  decided_by: reference('auth.staff', { optional: true, derived: true }),
  appeal_decided_by: reference('auth.staff', { optional: true, derived: true }),
} as const

const fields = { ...opening, ...assessment, ...decision, ...appeal, ...ending, ...signed } as const

/** A stored file, without its id, number and state. */
export interface FileRow extends Row<typeof fields> {}

const names = (some: object) => Object.keys(some) as (keyof typeof fields)[]

/** One claim to be a refugee, or one look at a status that was given: from the application to the last decision. domain.md 3. */
export const file = defineRecord({
  fields,
  title: ['procedure'],
  listed: ['procedure', 'modality', 'authority', 'priority', 'stands', 'decided_on', 'hold'],
  // A form asks for one part of the work at a time.
  presets: {
    opening: names(opening),
    assessment: names(assessment),
    decision: names(decision),
    appeal: names(appeal),
    ending: names(ending),
  },
})
