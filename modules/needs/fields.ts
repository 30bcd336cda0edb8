import { boolean, code, codeOf, date, defineRecord, note, type Row, reference, text } from '@nansen/model'

/** How soon something must be done; the clocks of follow-up go by it. */
export const SEVERITIES = ['urgent', 'high', 'medium', 'low'] as const

const fields = {
  /** Of the operation's list. A confidential code stands in `confidential_need` alone: the database refuses it here. */
  need: codeOf('need', { optional: true }),
  confidential_need: codeOf('need', { optional: true, sensitivity: 'protected' }),
  /** What lists, cards and manifests may show of a confidential need: that there is one that comes first. */
  priority: boolean({ optional: true, derived: true, sensitivity: 'open' }),
  /** The list that the code is of, where it is not today's: older codes are kept as they were said. */
  list_version: text({ optional: true, max: 40 }),
  found_by: code(['registration', 'protection', 'partner', 'person', 'suggested-by-data', 'imported']),
  identified_on: date(),
  severity: code(SEVERITIES, { optional: true }),
  what_is_needed: note({ optional: true }),
  remarks: note({ optional: true, sensitivity: 'protected' }),
  assessed_by: reference('auth.staff', { optional: true, derived: true }),
  resolved_by: reference('auth.staff', { optional: true, derived: true }),
  outcome: code(['addressed', 'no-longer-there', 'not-confirmed', 'said-in-error', 'left-the-operation'], {
    optional: true,
  }),
  outcome_remarks: note({ optional: true, sensitivity: 'protected' }),
} as const

/** A stored need, without its id, number and state. */
export interface NeedRow extends Row<typeof fields> {}

/** One specific need of one person: flagged by whoever met them, assessed by protection, and followed until it is resolved. */
export const need = defineRecord({
  fields,
  title: [],
  listed: ['need', 'priority', 'severity', 'identified_on'],
})

/** What was done about it. */
export const step = defineRecord({
  parent: 'need',
  fields: {
    kind: code([
      'visit',
      'counselling',
      'referral',
      'medical-care',
      'safe-shelter',
      'assistive-device',
      'material-help',
      'family-contact',
      'legal-help',
      'other',
    ]),
    done_on: date(),
    done_by: reference('auth.staff', { optional: true }),
    came_of_it: note({ optional: true }),
  },
  title: ['kind', 'done_on'],
  listed: ['kind', 'done_on', 'done_by', 'came_of_it'],
})

/**
 * What somebody answered to a suggestion that follows from what is already written down: a case of it, or not, with the reason. What is suggested and
 * not answered is worked out each time it is looked at, and stands nowhere: nobody is flagged by a machine.
 */
export const suggestion = defineRecord({
  appendOnly: true,
  fields: {
    individual: reference('registration.individual', { derived: true }),
    rule: codeOf('need_suggestion', { derived: true }),
    need: codeOf('need', { derived: true }),
    answer: code(['taken-up', 'dismissed'], { derived: true }),
    because: note({ optional: true, derived: true, max: 2000 }),
    answered_on: date({ derived: true }),
    case_of_it: reference('needs.need', { optional: true, derived: true }),
  },
  title: ['individual', 'rule'],
  listed: ['individual', 'rule', 'answer', 'answered_on', 'because'],
})
