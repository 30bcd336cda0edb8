import { boolean, code, codeOf, date, defineRecord, integer, note, type Row, reference, text } from '@nansen/model'

/** Sectors of the refugee coordination model, and what is asked for beside them. */
export const KINDS = [
  'education',
  'vocational-training',
  'language-course',
  'livelihood',
  'cash-for-work',
  'health',
  'mental-health',
  'nutrition',
  'rehabilitation',
  'legal-help',
  'community',
  'other',
] as const

/** What an organisation offers: a class, a course, a clinic, a savings group. It names nobody. */
export const programme = defineRecord({
  fields: {
    name: text({ search: 'name', max: 120 }),
    kind: code(KINDS),
    where_held: text({ optional: true, max: 120 }),
    starts_on: date({ optional: true }),
    ends_on: date({ optional: true }),
    /** Who is taken in at most at one time. Unanswered: there is no end of it. */
    places: integer({ optional: true }),
    /** Completed years, both included. */
    age_from: integer({ optional: true }),
    age_to: integer({ optional: true }),
    /** The need that it answers, and the work that it teaches: by these people are looked for. */
    answers_need: codeOf('need', { optional: true }),
    teaches: codeOf('occupation', { optional: true }),
    takes_in: boolean(),
  },
  title: ['name'],
  listed: ['name', 'kind', 'where_held', 'starts_on', 'ends_on', 'places', 'takes_in'],
})

/** One meeting of a programme. Who came stands with each of them. */
export const session = defineRecord({
  parent: 'programme',
  apart: true,
  fields: {
    held_on: date(),
    topic: text({ max: 200 }),
    hours: integer(),
  },
  title: ['held_on', 'topic'],
  listed: ['held_on', 'topic', 'hours'],
})

const fields = {
  programme: reference('partner_services.programme'),
  asked_on: date(),
  asked_by: code(['unhcr', 'partner', 'other-partner', 'person']),
  /** The day on which the person agreed that the partner is told of them. */
  agreed_on: date({ optional: true }),
  because: note({ optional: true, max: 2000 }),
  /** What else is told to the partner, chosen by who puts the person forward. Confidential needs are refused by the database. */
  shared_need: codeOf('need', { optional: true }),
  shared_skill: codeOf('occupation', { optional: true }),
  reached_by: text({ optional: true, max: 120 }),
  began_on: date({ optional: true }),
  declined_because: code(['no-place', 'not-for-them', 'not-reached', 'person-does-not-want', 'goes-elsewhere'], {
    optional: true,
  }),
  left_because: code(['moved', 'work', 'care-at-home', 'health', 'not-content', 'asked-to-leave', 'unknown'], {
    optional: true,
  }),
  ended_on: date({ optional: true }),
  outcome: code(['reached', 'partly-reached', 'not-reached', 'found-work', 'goes-on-learning'], { optional: true }),
  /** What the partner keeps of the work itself: health, marks, family. */
  remarks: note({ optional: true, sensitivity: 'protected' }),
  /** Hours of sessions and services at which they were, kept by the database. */
  hours_present: integer({ optional: true, derived: true }),
  accepted_by: reference('auth.staff', { optional: true, derived: true }),
  ended_by: reference('auth.staff', { optional: true, derived: true }),
} as const

/** A stored enrolment, without its id, number and state. */
export interface EnrolmentRow extends Row<typeof fields> {}

/** One person in one programme: put forward, taken in, followed, and what came of it. It is all that a partner learns of them. */
export const enrolment = defineRecord({
  fields,
  title: [],
  listed: ['programme', 'asked_on', 'began_on', 'hours_present', 'outcome'],
  presets: {
    asking: ['programme', 'asked_on', 'asked_by', 'agreed_on', 'because', 'shared_need', 'shared_skill', 'reached_by'],
    work: ['began_on', 'ended_on', 'remarks'],
  },
})

export const PRESENCES = ['present', 'late', 'excused', 'absent'] as const

/** Whether they were at one meeting. */
export const attendance = defineRecord({
  parent: 'enrolment',
  apart: true,
  fields: { session: reference('partner_services.session'), presence: code(PRESENCES) },
  title: ['presence'],
  listed: ['session', 'presence'],
})

/** What was done for this one person alone: a visit, a consultation, a tool kit. */
export const service = defineRecord({
  parent: 'enrolment',
  fields: {
    done_on: date(),
    what: text({ max: 200 }),
    hours: integer({ optional: true }),
    came_of_it: note({ optional: true, max: 2000, sensitivity: 'protected' }),
  },
  title: ['done_on', 'what'],
  listed: ['done_on', 'what', 'hours'],
})
