import { boolean, code, codeOf, date, defineRecord, note, reference, text } from '@nansen/model'

const parent = 'inquiry'

/** Where the suspicion came from: they are asked by who examines it, and nobody else learns of them. */
export const report = defineRecord({
  parent,
  fields: {
    source: code(['colleague', 'duplicate-review', 'rule', 'tip', 'other-office']),
    received_on: date(),
    /** The module in whose work it was noticed. */
    noticed_in: text({ optional: true, max: 60 }),
    told_by: reference('auth.staff', { optional: true, derived: true }),
    /** Of another module's record that was handed on. */
    from_row: text({ optional: true, derived: true, max: 36 }),
    words: note({ optional: true }),
  },
  title: ['source', 'received_on'],
  listed: ['source', 'received_on', 'noticed_in'],
})

/** What speaks for it and against it. */
export const evidence = defineRecord({
  parent,
  fields: {
    kind: code(['biometric', 'document', 'data', 'statement', 'visit', 'other-office', 'other']),
    found_on: date(),
    speaks: code(['for', 'against', 'open']),
    what: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['kind', 'found_on'],
  listed: ['kind', 'found_on', 'speaks'],
})

/** The person's own say: heard with an interpreter where they need one, in writing, or offered and not taken. */
export const hearing = defineRecord({
  parent,
  fields: {
    kind: code(['interview', 'written-reply', 'declined', 'not-reached']),
    held_on: date(),
    individual: reference('registration.individual', { optional: true, merge: 'owner' }),
    language: codeOf('language', { optional: true }),
    interpreter: boolean({ optional: true }),
    accompanied: boolean({ optional: true }),
    reply: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['kind', 'held_on'],
  listed: ['kind', 'held_on', 'individual', 'interpreter'],
})

/** What is done about it. No word of this list stops food, cash for living, shelter, health or asylum; an operation adds none. */
export const measure = defineRecord({
  parent,
  fields: {
    kind: code([
      'correct-record',
      'counselling',
      'close-duplicate',
      'recount-family',
      'warning',
      'suspend-resettlement',
      'suspend-return-grant',
      'review-status',
      'tell-authorities',
    ]),
    individual: reference('registration.individual', { merge: 'owner' }),
    starts_on: date(),
    ends_on: date({ optional: true }),
    status: code(['proposed', 'done', 'lifted']),
    why: note({ optional: true, max: 2000, sensitivity: 'protected' }),
  },
  title: ['kind', 'status'],
  listed: ['kind', 'individual', 'starts_on', 'ends_on', 'status'],
})
