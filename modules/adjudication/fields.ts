import { boolean, code, codes, decimal, defineRecord, instant, note, reference } from '@nansen/model'

export const VERDICTS = ['same-person', 'different-people', 'twins-or-relatives', 'poor-quality', 'fraud'] as const

/** Two records that may be one person. */
export const review = defineRecord({
  fields: {
    first: reference('registration.individual', { derived: true }),
    second: reference('registration.individual', { derived: true }),
    found_by: code(['fingers-and-eyes', 'name', 'officer'], { derived: true }),
    /** Minus log10 of the chance that strangers are this like. Shown only after the first opinion. */
    evidence: decimal({ optional: true, sensitivity: 'protected', derived: true }),
    opened_at: instant({ derived: true }),
    first_adjudicator: reference('auth.staff', { optional: true, derived: true }),
    outcome: code(VERDICTS, { optional: true, derived: true }),
    decided_at: instant({ optional: true, derived: true }),
  },
  title: ['first', 'second'],
  listed: ['first', 'second', 'found_by', 'opened_at', 'outcome'],
})

/** What one adjudicator saw and concluded. The other one reads it only after giving their own. */
export const opinion = defineRecord({
  parent: 'review',
  appendOnly: true,
  fields: {
    verdict: code(VERDICTS),
    seen: codes(['fingers', 'eyes', 'face', 'names', 'birth', 'family', 'story', 'documents']),
    reasons: note({ max: 2_000 }),
    /** Set when the review is decided: until then the row is its author's alone. */
    disclosed: boolean({ derived: true }),
  },
  title: ['verdict'],
  listed: ['verdict', 'seen', 'reasons'],
})

/** Two records are one person. Nothing moves: the survivor is shown, the other points to it, and both numbers still find them. */
export const link = defineRecord({
  fields: {
    survivor: reference('registration.individual', { derived: true }),
    other: reference('registration.individual', { derived: true }),
    review: reference('adjudication.review', { optional: true, derived: true }),
    linked_at: instant({ derived: true }),
    unlinked_at: instant({ optional: true, derived: true }),
    unlinked_because: note({ optional: true, max: 1_000, derived: true }),
  },
  title: ['survivor', 'other'],
  listed: ['survivor', 'other', 'linked_at', 'unlinked_at'],
})
