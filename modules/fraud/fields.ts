import { code, codes, date, defineRecord, note, type Row, reference } from '@nansen/model'

/** domain.md 11. What staff do is no kind of it: that goes to complaints. */
export const KINDS = [
  'two-identities',
  'borrowed-identity',
  'false-details',
  'borrowed-children',
  'added-members',
  'hidden-spouse',
  'sham-marriage',
  'false-parentage',
  'forged-papers',
  'traded-papers',
  'false-claim',
  'aid-for-the-gone',
  'aid-twice',
  'bribe-offered',
  'broker-paid',
  'false-relative',
  'threat-to-staff',
  'broker',
  'other',
] as const

/** What may rest while it is clarified, and no more: food, cash for living, shelter, health and asylum itself are no words of this list. */
export const HELD = ['resettlement', 'return-grant', 'new-papers', 'transfer'] as const

const opening = {
  reported_on: date(),
  kind: code(KINDS),
  /** Everybody who reads anything here reads what is protected here: there is nobody to keep it from. */
  account: note(),
} as const

const examination = {
  first_look: code(['worth-opening', 'unclear'], { optional: true }),
  hold_of: codes(HELD, { optional: true }),
  hold_from: date({ optional: true }),
  hold_until: date({ optional: true }),
  hold_why: note({ optional: true, max: 2000, sensitivity: 'protected' }),
  notice_given_on: date({ optional: true }),
  notice_how: code(['in-person', 'by-letter', 'by-representative'], { optional: true }),
  reply_weighed: note({ optional: true, sensitivity: 'protected' }),
  finding: code(['substantiated', 'partly', 'unsubstantiated', 'mistake'], { optional: true }),
  reasons: note({ optional: true, sensitivity: 'protected' }),
} as const

const ending = {
  notified_on: date({ optional: true }),
  notified_how: code(['in-person', 'by-letter', 'by-representative'], { optional: true }),
  appeal_filed_on: date({ optional: true }),
  appeal_late_because: note({ optional: true, max: 2000 }),
  appeal_points: note({ optional: true, sensitivity: 'protected' }),
  appeal_outcome: code(['upheld', 'granted', 'lessened'], { optional: true }),
  appeal_reasons: note({ optional: true, sensitivity: 'protected' }),
  appeal_notified_on: date({ optional: true }),
  closed_because: code(['final', 'nothing-to-it', 'mistake', 'belongs-elsewhere', 'taken-back', 'died'], {
    optional: true,
  }),
  /** All that whoever handed the suspicion on is told, when it is over. Unanswered: that it is over. */
  told_outcome: code(['nothing-found', 'put-right', 'cannot-say'], { optional: true }),
} as const

const derived = {
  /** Nothing that is held rests longer than this says: kept by the database. */
  hold: code(['yes'], { optional: true, derived: true }),
  hold_ended_on: date({ optional: true, derived: true }),
  appeal_until: date({ optional: true, derived: true }),
  assessed_by: reference('auth.staff', { optional: true, derived: true }),
  concluded_by: reference('auth.staff', { optional: true, derived: true }),
  decided_by: reference('auth.staff', { optional: true, derived: true }),
  appeal_decided_by: reference('auth.staff', { optional: true, derived: true }),
} as const

const fields = { ...opening, ...examination, ...ending, ...derived } as const

/** A stored inquiry, without its id, number and state. */
export interface InquiryRow extends Row<typeof fields> {}

const names = (some: object) => Object.keys(some) as (keyof typeof fields)[]

/** Whether a registered person misled us for a benefit, heard fairly, and what follows. domain.md 11. */
export const inquiry = defineRecord({
  fields,
  title: ['kind'],
  listed: ['kind', 'reported_on', 'finding', 'hold', 'hold_until'],
  presets: { opening: names(opening), examination: names(examination), ending: names(ending) },
})
