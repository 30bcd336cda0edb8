import { boolean, code, date, defineRecord, note, phone, type Row, reference, text } from '@nansen/model'

const taken = {
  received_on: date(),
  channel: code(['desk', 'box', 'hotline', 'message', 'web', 'partner', 'community']),
  /** Then nothing leads to whoever complains: the table refuses it. */
  anonymous: boolean(),
  complainant_name: text({ optional: true, max: 120 }),
  complainant_phone: phone({ optional: true }),
  how_to_answer: code(['in-person', 'phone', 'message', 'through-somebody', 'no-answer'], { optional: true }),
  /** domain.md 15 (categories of HOPE). */
  category: code([
    'payment',
    'service-provider',
    'registration',
    'partner',
    'data-change',
    'positive-feedback',
    'negative-feedback',
    'other',
    'data-breach',
    'bribery',
    'fraud-forgery',
    'fraud-misuse',
    'harassment',
    'inappropriate-conduct',
    'unauthorised-use',
    'conflict-of-interest',
    'mismanagement',
    'sexual-exploitation',
    'sexual-harassment',
  ]),
  about_whom: code(['nobody', 'colleague', 'office', 'partner', 'registered-person']),
  /** As it was said. The database looks who that is, and keeps it from them. */
  about_name: text({ optional: true, max: 200 }),
  happened_on: date({ optional: true }),
  account: note(),
  wish: note({ optional: true, max: 2000 }),
} as const

const work = {
  priority: code(['urgent', 'soon', 'usual'], { optional: true }),
  acknowledged_on: date({ optional: true }),
  findings: note({ optional: true }),
  outcome: code(
    ['put-right', 'explained', 'substantiated', 'partly-substantiated', 'not-substantiated', 'referred', 'noted'],
    { optional: true },
  ),
  feedback_on: date({ optional: true }),
  feedback: note({ optional: true, max: 2000 }),
  withdrawn_because: code(['by-complainant', 'mistaken', 'twice'], { optional: true }),
  reopened_because: code(['new-information', 'not-content', 'closed-wrongly'], { optional: true }),
} as const

const derived = {
  /** `ordinary`: as the matrix says. `apart`: without whom it is about. `investigators`: for them alone. */
  route: code(['ordinary', 'apart', 'investigators'], { optional: true, derived: true }),
  about_staff: reference('auth.staff', { optional: true, derived: true }),
  about_office: reference('auth.office', { optional: true, derived: true }),
  about_organisation: reference('auth.organisation', { optional: true, derived: true }),
  triaged_by: reference('auth.staff', { optional: true, derived: true }),
  answered_by: reference('auth.staff', { optional: true, derived: true }),
  closed_by: reference('auth.staff', { optional: true, derived: true }),
} as const

const fields = { ...taken, ...work, ...derived } as const

/** A stored complaint, without its id, number and state. */
export interface ComplaintRow extends Row<typeof fields> {}

const names = (some: object) => Object.keys(some) as (keyof typeof fields)[]

/** A complaint, feedback, or word of misuse: what somebody said, and what came of it. domain.md 15. */
export const complaint = defineRecord({
  fields,
  title: ['category'],
  listed: ['category', 'channel', 'route', 'priority', 'received_on', 'acknowledged_on', 'outcome'],
  presets: { taken: names(taken), work: names(work) },
})

/** What was done to find out. */
export const step = defineRecord({
  parent: 'complaint',
  fields: {
    kind: code(['spoke', 'looked-at', 'asked-office', 'asked-partner', 'referred-on', 'put-right']),
    done_on: date(),
    came_of_it: note({ max: 2000 }),
  },
  title: ['kind', 'done_on'],
  listed: ['kind', 'done_on', 'came_of_it'],
})
