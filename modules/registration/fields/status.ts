import { CALENDARS } from '@nansen/kernel'
import { code, codeOf, date, defineRecord, note, type Row, reference, text } from '@nansen/model'
import { PROCESS_STATUSES } from './individual.ts'

/** What a person is in the statistics and in law. Kept apart from the process status on purpose. */
export const legalStatus = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    status: code([
      'refugee',
      'refugee-like',
      'asylum-seeker',
      'idp',
      'idp-like',
      'returned-refugee',
      'returned-idp',
      'stateless',
      'other-international-protection',
      'other-of-concern',
      'host-community',
      'not-of-concern',
    ]),
    basis: code(
      [
        'convention-1951',
        'protocol-1967',
        'oau-1969',
        'cartagena-1984',
        'unhcr-mandate',
        'prima-facie',
        'temporary-protection',
        'complementary-protection',
        'derivative',
        'national-law',
      ],
      { optional: true },
    ),
    category: code(
      [
        'by-unhcr-individually',
        'by-unhcr-as-group',
        'by-government-individually',
        'by-government-as-group',
        'jointly-individually',
        'jointly-as-group',
      ],
      { optional: true },
    ),
    effective_on: date(),
  },
  title: ['status', 'basis'],
  listed: ['status', 'basis', 'category', 'effective_on'],
})

/** Why somebody is no longer counted here. The first sixteen are those of proGres v4. */
export const INACTIVE_REASONS = [
  'relocation-departed',
  'family-reunification-departed',
  'readmission-departed',
  'return-departed',
  'humanitarian-visa',
  'labour-mobility',
  'private-sponsorship',
  'education-pathway',
  'resettlement-departed',
  'voluntary-repatriation',
  'self-organised-return',
  'no-show',
  'spontaneous-departure',
  'no-contact',
  'death',
  'other',
] as const

/** Reasons of each process status; null where the status needs none. */
export const REASONS_OF = {
  active: ['registered', 'reactivated', 're-opened', 'clarified'],
  hold: ['possible-duplicate', 'possible-fraud', 'no-show-pending', 'clarification'],
  inactive: INACTIVE_REASONS,
  closed: ['rejected-final', 'naturalised', 'cancelled', 'cessation', 'not-of-concern'],
  erroneous: ['duplicate', 'registered-by-mistake', 'test-record'],
} as const satisfies Readonly<Record<(typeof PROCESS_STATUSES)[number], readonly string[]>>

const REASONS = [
  ...REASONS_OF.active,
  ...REASONS_OF.hold,
  ...REASONS_OF.inactive,
  ...REASONS_OF.closed,
  ...REASONS_OF.erroneous,
] as const
export type StatusReason = (typeof REASONS)[number]

/** One change of the process status. Written by commands only, because each has effects on the group. */
export const statusChange = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    status: code(PROCESS_STATUSES, { derived: true }),
    reason: code(REASONS, { derived: true }),
    effective_on: date({ derived: true }),
    remarks: note({ optional: true, derived: true }),
  },
  title: ['status', 'reason'],
  listed: ['status', 'reason', 'effective_on'],
})

/**
 * That a person may need special protection or help. Registration officers add a code and cannot read what anybody added:
 * assessing it is the work of protection staff. That a row exists is the neutral mark *priority*.
 */
export const specificNeed = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    need: codeOf('need', { sensitivity: 'protected' }),
    told_by: code(['person', 'relative', 'staff', 'partner'], { optional: true, sensitivity: 'protected' }),
    remarks: note({ optional: true, sensitivity: 'protected' }),
    identified_on: date(),
  },
  title: ['identified_on'],
  listed: ['identified_on'],
  presets: { emergency: ['need', 'identified_on'], basic: ['need', 'told_by', 'remarks', 'identified_on'] },
})

/** The facts of identity that one officer cannot change alone. */
export const CORRECTABLE = ['name', 'sex', 'born', 'nationality', 'country_of_origin'] as const
export type Correctable = (typeof CORRECTABLE)[number]

const correctionFields = {
  what: code(CORRECTABLE, { derived: true }),
  /** As it stood when the correction was asked for; for a name, its parts as `part:script:text` lines. */
  value_before: text({ optional: true, derived: true, max: 1000 }),
  value_after: text({ derived: true, max: 1000 }),
  /** Of a birth told in another calendar: the words, the calendar, and the days they can mean. */
  said_as: text({ optional: true, derived: true }),
  said_calendar: code(CALENDARS, { optional: true, derived: true }),
  said_from: date({ optional: true, derived: true }),
  said_to: date({ optional: true, derived: true }),
  because: code(['clerical-error', 'new-document', 'age-assessment', 'person-corrected', 'court-order'], {
    derived: true,
  }),
  evidence: note({ derived: true }),
  requested_by: reference('auth.staff', { derived: true }),
  decided_by: reference('auth.staff', { optional: true, derived: true }),
  decided_because: note({ optional: true, derived: true }),
} as const

export interface CorrectionRow extends Row<typeof correctionFields> {}

/** A correction of identity data, applied when a second person agrees. */
export const correctionRequest = defineRecord({
  parent: 'individual',
  fields: correctionFields,
  title: ['what'],
  listed: ['what', 'because', 'requested_by', 'decided_by'],
})
