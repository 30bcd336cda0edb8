import {
  boolean,
  code,
  codeOf,
  codes,
  date,
  defineRecord,
  instant,
  integer,
  note,
  reference,
  text,
} from '@nansen/model'

const PERSON = reference('registration.individual')
const guarded = { optional: true, sensitivity: 'protected' } as const

/** What one person applies for, in their own words. Who they are stands in their registration and is not asked again. domain.md 3.4. */
export const application = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    received_on: date(),
    no_papers_because: note(guarded),
    earlier_registration: note(guarded),
    family_elsewhere: note(guarded),
    travel: note(guarded),
    why_left: note(guarded),
    what_happened: note(guarded),
    if_returned: note(guarded),
    armed_service: note(guarded),
    police_and_arrest: note(guarded),
    harm_to_others: note(guarded),
    filled_in_language: codeOf('language', { optional: true }),
    helped_by: code(['nobody', 'interpreter', 'lawyer', 'relative', 'staff'], { optional: true }),
    /** That what is said is true, and that it may be used to decide. */
    declared_on: date({ optional: true }),
  },
  title: ['individual', 'received_on'],
  listed: ['individual', 'received_on', 'declared_on'],
})

/** What happens to one family member's part: by the applicant's status, or by a claim of their own in a file of its own. */
export const claim = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    relation: code(['spouse', 'child', 'parent', 'sibling', 'other-dependant']),
    kind: code(['by-family', 'own-claim']),
    /** The file of their own. Made by `rsd.openOwnClaim`. */
    own_file: reference('rsd.file', { optional: true, derived: true }),
    dependent: boolean({ optional: true }),
    /** Of somebody of another nationality than the applicant: whether that country protects them. Without it nothing follows from the family. */
    other_country: code(['protects-them', 'does-not-protect-them'], { optional: true }),
    outcome: code(
      ['derivative-recognised', 'derivative-refused', 'prima-facie', 'own-file', 'status-kept', 'status-ended'],
      {
        optional: true,
      },
    ),
    refused_because: code(
      // the last follows by itself from a refusal of the applicant
      [
        'relation-not-shown',
        'not-dependent',
        'protected-elsewhere',
        'excluded',
        'national-of-asylum',
        'applicant-refused',
      ],
      {
        optional: true,
      },
    ),
    remarks: note(guarded),
  },
  title: ['individual', 'outcome'],
  listed: ['individual', 'relation', 'kind', 'outcome'],
})

/** Somebody is heard. Who interpreted is known to few. domain.md 3.2, 3 and 4. */
export const interview = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    kind: code(['first', 'private', 'further', 'notice', 'appeal']),
    status: code(['planned', 'held', 'no-show', 'postponed']),
    planned_for: instant(),
    place: text({ optional: true }),
    officer: reference('auth.staff', { optional: true }),
    language: codeOf('language', { optional: true }),
    interpreted: boolean({ optional: true }),
    interpreter: text({ ...guarded, max: 120 }),
    /** The interpreter signed to keep secret what is said. */
    undertaking: boolean({ optional: true }),
    /** Of a party to the conflict, a relative, or anybody the person objects to: such an interpreter does not interpret. */
    interpreter_conflict: boolean({ optional: true }),
    held_on: date({ optional: true }),
    alone: boolean({ optional: true }),
    support: codes(['lawyer', 'observer', 'guardian', 'support-person'], { optional: true }),
    read_back: boolean({ optional: true }),
    /** Of before transcripts had rows and editions: kept where it was filled. What is said now is the `transcript` of the interview's appointment. */
    transcript: note({ ...guarded, derived: true }),
    /** Why the officer is booked twice at that time. */
    override_because: note({ optional: true, max: 500 }),
  },
  title: ['individual', 'kind', 'status'],
  listed: ['individual', 'kind', 'status', 'planned_for', 'held_on'],
})

/** A question on which the claim turns, and what was found about it. How somebody behaved while telling is no indicator. domain.md 3.5. */
export const fact = defineRecord({
  parent: 'file',
  fields: {
    sequence: integer(),
    topic: text({ max: 120 }),
    statement: note(guarded),
    evidence: note(guarded),
    consistent_within: code(['yes', 'partly', 'no'], guarded),
    consistent_with_sources: code(['yes', 'partly', 'no', 'not-known'], guarded),
    plausible: code(['yes', 'partly', 'no'], guarded),
    detailed: code(['yes', 'partly', 'no'], guarded),
    finding: code(['accepted', 'not-accepted', 'benefit-of-doubt'], { optional: true }),
    reasons: note(guarded),
  },
  title: ['sequence', 'topic'],
  listed: ['sequence', 'topic', 'finding'],
})

/** A place in a source about the country, cited for one fact. */
export const citation = defineRecord({
  parent: 'file',
  fields: {
    fact: reference('rsd.fact', { optional: true }),
    title: text({ max: 300 }),
    publisher: text(),
    published_on: date({ optional: true }),
    country: codeOf('country', { optional: true }),
    address: text({ optional: true, max: 500 }),
    passage: text({ optional: true }),
    says: note(guarded),
    speaks: code(['for', 'against', 'both'], { optional: true }),
  },
  title: ['title', 'publisher'],
  listed: ['title', 'publisher', 'published_on', 'speaks'],
})

/** What a reviewer says to an assessor, of one fact or of the whole, until both are content. */
export const comment = defineRecord({
  parent: 'file',
  fields: {
    fact: reference('rsd.fact', { optional: true }),
    status: code(['open', 'answered', 'settled']),
    text: note(guarded),
    answer: note(guarded),
  },
  title: ['status', 'fact'],
  listed: ['fact', 'status'],
})

/** Where the paper file is. */
export const movement = defineRecord({
  parent: 'file',
  appendOnly: true,
  fields: {
    moved_on: date(),
    to_whom: reference('auth.staff', { optional: true }),
    to_place: text(),
    because: text({ optional: true }),
  },
  title: ['moved_on', 'to_place'],
  listed: ['moved_on', 'to_place', 'to_whom', 'because'],
})

/** Every decision of a file as it was taken; what comes later changes none. Written by the database alone. */
export const ruling = defineRecord({
  parent: 'file',
  appendOnly: true,
  apart: true,
  fields: {
    what: code(['decision', 'appeal', 'final', 'reopened'], { derived: true }),
    outcome: text({ optional: true, derived: true, max: 40 }),
    decided_on: date({ derived: true }),
    decided_by: reference('auth.staff', { optional: true, derived: true }),
  },
  title: ['what', 'outcome', 'decided_on'],
  listed: ['what', 'outcome', 'decided_on', 'decided_by'],
})
