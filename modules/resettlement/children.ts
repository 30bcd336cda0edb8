import { LANGUAGES } from '@nansen/kernel'
import {
  boolean,
  code,
  codeOf,
  date,
  defineRecord,
  attachment as file,
  integer,
  note,
  reference,
  text,
} from '@nansen/model'

const PERSON = reference('registration.individual')
const kept = { optional: true, derived: true } as const
const guarded = { optional: true, sensitivity: 'protected' } as const

/** When it is proved that the person in the room is the person of the record. */
export const OCCASIONS = ['interview', 'submission', 'departure'] as const
/** How it was: by finger or eye, or not, as a supervisor agreed. */
const PROVED = ['verified', 'excepted'] as const
export const EXCEPTIONS = ['too-young', 'cannot-be-captured', 'refuses', 'device', 'not-there'] as const

/**
 * One person of the case, kept by the database for each member: what they are to the principal applicant, what is proved of them, and their way
 * out of the country. Names, birth and papers stand in registration and are asked nowhere else.
 */
export const traveller = defineRecord({
  parent: 'file',
  fields: {
    individual: reference('registration.individual', { derived: true }),
    /** To the principal applicant, in this case; begins as in the registration group. */
    relationship: codeOf('relationship'),
    adult: code(['yes', 'no'], kept),
    /** Whether they are a refugee, or stateless and of concern, in law. */
    recognised: code(['yes', 'no'], kept),
    /** Of somebody who is none: that they depend on one of the case. */
    depends_on_refugee: code(['yes'], { optional: true }),
    /** Whether their record is active: neither on hold nor closed. */
    record_good: code(['yes', 'no'], kept),
    photo_good: code(['yes', 'no'], kept),
    no_photo_because: text({ optional: true, max: 200 }),
    /** Of a child who leaves with one parent: what is shown of the other, so that no assessment is asked. */
    custody_shown: code(['sole-custody-proved', 'death-proved', 'consented'], { optional: true }),
    /** Of a child: whether it is settled what is best for them. From who travels with them, what is shown, and their best-interests file. */
    best_interests: code(['needed', 'settled', 'not-needed'], kept),
    interviewed_on: date(kept),
    /** Signature or thumb-print under the declaration: of every adult. */
    declared_on: date({ optional: true }),
    declared_by: code(['signature', 'thumb-print'], { optional: true }),
    medical_release: boolean({ optional: true }),
    proved_at_interview: code(PROVED, kept),
    proved_at_submission: code(PROVED, kept),
    proved_at_departure: code(PROVED, kept),
    goes: code(['yes', 'stays'], { optional: true }),
    health_check: code(['planned', 'fit', 'fit-with-escort', 'delayed'], { optional: true }),
    health_checked_on: date({ optional: true }),
    exit_permit: code(['asked', 'given', 'refused'], { optional: true }),
    travel_document: text({ optional: true, max: 60 }),
    flight: text({ optional: true, max: 60 }),
    left_on: date(kept),
  },
  title: ['individual', 'relationship'],
  listed: [
    'individual',
    'relationship',
    'best_interests',
    'interviewed_on',
    'proved_at_interview',
    'proved_at_submission',
    'goes',
    'health_check',
    'exit_permit',
    'proved_at_departure',
    'left_on',
  ],
})

/** How and when each proof came about, or why it did not. Written by the database alone. */
export const identityCheck = defineRecord({
  parent: 'file',
  appendOnly: true,
  fields: {
    individual: reference('registration.individual', { derived: true }),
    occasion: code(OCCASIONS, { derived: true }),
    outcome: code(PROVED, { derived: true }),
    because: code(EXCEPTIONS, kept),
    remarks: note(kept),
    checked_on: date({ derived: true }),
    checked_by: reference('auth.staff', kept),
  },
  title: ['occasion', 'outcome'],
  listed: ['individual', 'occasion', 'outcome', 'because', 'checked_on', 'checked_by'],
})

/** What was looked at before anybody is interviewed, and what was found. domain.md 4.6. */
export const integrityCheck = defineRecord({
  parent: 'file',
  fields: {
    kind: code(['registration-data', 'family-composition', 'conflict-of-interest', 'duplicates', 'papers', 'photos']),
    result: code(['clear', 'inconsistent']),
    resolved: code(['yes'], { optional: true }),
    found: note(guarded),
    checked_on: date(),
  },
  title: ['kind', 'result'],
  listed: ['kind', 'result', 'resolved', 'checked_on'],
})

/** What one person says for sections 4 to 7. What they ask to keep from the rest of the family stands in an annex of their own. */
export const statement = defineRecord({
  parent: 'file',
  fields: {
    individual: PERSON,
    section: code(['claim', 'army-and-politics', 'exclusion', 'need', 'specific-need', 'remarks']),
    confidential: boolean(),
    words: note(guarded),
  },
  title: ['individual', 'section'],
  listed: ['individual', 'section', 'confidential'],
})

/** One submission to one state: what it took of the quota, and what came of it. Written by the database alone. */
export const submission = defineRecord({
  parent: 'file',
  fields: {
    quota: reference('resettlement.quota', { derived: true }),
    share: reference('resettlement.share', kept),
    persons: integer({ derived: true }),
    submitted_on: date({ derived: true }),
    outcome: code(['open', 'accepted', 'refused', 'taken-back', 'departed'], { derived: true }),
    ended_on: date(kept),
  },
  title: ['quota', 'outcome'],
  listed: ['quota', 'persons', 'submitted_on', 'outcome', 'ended_on'],
})

/** The form as it was locked: which people, which words, and the checksum of the paper. */
export const lockedForm = defineRecord({
  parent: 'file',
  fields: {
    edition: integer({ derived: true }),
    language: code(LANGUAGES, { derived: true }),
    persons: integer({ derived: true }),
    status: code(['locked', 'outdated'], { derived: true }),
    paper: file({ derived: true }),
    /** SHA-256 of the PDF, lower-case hexadecimal. */
    sha256: text({ max: 64, derived: true }),
    locked_on: date({ derived: true }),
    locked_by: reference('auth.staff', kept),
  },
  title: ['edition', 'status'],
  listed: ['edition', 'language', 'persons', 'status', 'locked_on'],
})
