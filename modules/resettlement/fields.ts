import { code, codes, date, defineRecord, note, type Row, reference, text } from '@nansen/model'

/** The seven categories, by the codes of the receiving states' form. domain.md 4.1. */
export const CATEGORIES = ['LPN', 'SVT', 'MED', 'AWR', 'FAM', 'CHL', 'LFDS'] as const
export const PRIORITIES = ['emergency', 'urgent', 'normal'] as const
export const HOLDS = ['fraud-inquiry', 'data-unclear', 'family-unclear', 'best-interests', 'security', 'other'] as const
export const CLOSED_BECAUSE = [
  'not-contactable',
  'not-willing',
  'no-need',
  'other-solution',
  'not-recommended',
  'integrity',
  'withdrew',
  'returned',
  'died',
  'no-state-left',
  'other',
] as const

const guarded = { optional: true, sensitivity: 'protected' } as const
const optional = { optional: true } as const

const opening = {
  found_by: code(['needs', 'vulnerability', 'status-determination', 'partner', 'registration', 'family', 'list']),
  found_on: date(),
  /** Who put the person forward, where it was a partner or a colleague. */
  put_forward_by: text({ ...optional, max: 120 }),
  put_forward_because: note(guarded),
  /** How fast we work on it; how fast a state must take them is `submission_priority`. */
  processing_priority: code(PRIORITIES),
} as const

const assessment = {
  primary_category: code(CATEGORIES, optional),
  secondary_category: code(CATEGORIES, optional),
  submission_priority: code(PRIORITIES, optional),
  willing_on: date(optional),
  why_not_return: note(guarded),
  why_not_stay: note(guarded),
  hold_because: code(HOLDS, optional),
} as const

/** What the form says beside what is known already. domain.md 4.4, sections 5 to 7. */
const form = {
  need: note(guarded),
  specific_needs: note(guarded),
  travels_with: note(guarded),
  remarks: note(guarded),
} as const

const submission = {
  quota: reference('resettlement.quota', optional),
  share: reference('resettlement.share', optional),
  state_reference: text({ ...optional, max: 60 }),
  acknowledged_on: date(optional),
  /** How the state looks at it: on papers, or in person. */
  seen_by: code(['dossier', 'mission'], optional),
  mission_on: date(optional),
  decided_on: date(optional),
  refused_because: codes(
    [
      'criteria',
      'credibility',
      'security',
      'medical',
      'polygamy',
      'family-elsewhere',
      'integration',
      'quota-full',
      'no-show',
      'changed-mind',
      'returned-home',
      'died',
      'fraud',
      'sent-back',
      'no-decision',
    ],
    optional,
  ),
} as const

const ending = {
  departed_on: date(optional),
  closed_because: code(CLOSED_BECAUSE, optional),
  closed_remarks: note(guarded),
} as const

const signer = () => reference('auth.staff', { optional: true, derived: true })
const kept = {
  /** Nothing goes on for the moment: the word that others may ask for, without the reason. */
  hold: code(['yes'], { optional: true, derived: true }),
  /** So often as a country allows, or oftener: the next time a second colleague agrees first. */
  often_refused: code(['yes'], { optional: true, derived: true }),
  /** Who belongs to the case has changed since the form was locked. */
  form_outdated: code(['yes'], { optional: true, derived: true }),
  assessed_by: signer(),
  cleared_by: signer(),
  recommended_by: signer(),
  reviewed_by: signer(),
  submitted_by: signer(),
  confirmed_by: signer(),
} as const

const fields = { ...opening, ...assessment, ...form, ...submission, ...ending, ...kept } as const

/** A stored file, without its id, number and state. */
export interface FileRow extends Row<typeof fields> {}

const names = (some: object) => Object.keys(some) as (keyof typeof fields)[]

/** People who are put forward to a third country together. domain.md 4. */
export const file = defineRecord({
  fields,
  title: [],
  listed: ['submission_priority', 'processing_priority', 'primary_category', 'quota', 'hold'],
  presets: {
    opening: names(opening),
    assessment: names(assessment),
    form: names(form),
    submission: names(submission),
    ending: names(ending),
  },
})
