import { boolean, code, codes, decimal, defineRecord, instant, note, reference } from '@nansen/model'

export const VERDICTS = ['same-person', 'different-people', 'twins-or-relatives', 'poor-quality', 'fraud'] as const

/** What a review ends as: what two said, or that it was no pair to judge. */
export const OUTCOMES = [...VERDICTS, 'withdrawn'] as const

/** What a suspicion is of. Domain 11: kinds of fraud by registered people that a pair of records can show. */
export const REFERRAL_KINDS = ['two-identities', 'borrowed-body', 'forged-papers', 'staff-involved', 'other'] as const

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
    outcome: code(OUTCOMES, { optional: true, derived: true }),
    /** Why it was taken off the desk unjudged. */
    withdrawn_because: note({ optional: true, max: 1_000, derived: true }),
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

/** A suspicion handed to those who look into fraud. A likeness alone is none; whoever hands it over says why. */
export const referral = defineRecord({
  fields: {
    review: reference('adjudication.review', { derived: true }),
    kind: code(REFERRAL_KINDS, { derived: true }),
    reason: note({ max: 2_000, derived: true }),
    referred_at: instant({ derived: true }),
    step: code(['referred', 'taken-up', 'closed', 'withdrawn'], { derived: true }),
    taken_by: reference('auth.staff', { optional: true, derived: true }),
    closed_because: note({ optional: true, max: 2_000, derived: true }),
  },
  title: ['kind', 'referred_at'],
  listed: ['kind', 'step', 'referred_at'],
})

/** That all that hangs on one linked record was brought to the other: asked by one, done by another, and taken back without loss. */
export const recordMerge = defineRecord({
  fields: {
    survivor: reference('registration.individual', { derived: true }),
    other: reference('registration.individual', { derived: true }),
    step: code(['asked', 'merged', 'refused', 'undone'], { derived: true }),
    because: note({ max: 1_000, derived: true }),
    asked_at: instant({ derived: true }),
    asked_by: reference('auth.staff', { derived: true }),
    answered_at: instant({ optional: true, derived: true }),
    answered_by: reference('auth.staff', { optional: true, derived: true }),
    answered_because: note({ optional: true, max: 1_000, derived: true }),
    undone_at: instant({ optional: true, derived: true }),
    undone_because: note({ optional: true, max: 1_000, derived: true }),
  },
  title: ['survivor', 'other'],
  listed: ['survivor', 'other', 'step', 'asked_at', 'undone_at'],
})
