import { boolean, code, codeOf, date, defineRecord, note, partialDate, reference, text } from '@nansen/model'
import { SEXES } from './individual.ts'

/** Somebody of the family who is not in the group: alive elsewhere, dead, lost on the way, or nobody knows. */
export const relative = defineRecord({
  parent: 'individual',
  fields: {
    name: text(),
    /** What they are to this person. */
    relationship: codeOf('relationship'),
    sex: code(SEXES, { optional: true }),
    born: partialDate({ optional: true, told: true }),
    life: code(['alive', 'dead', 'unknown']),
    whereabouts: code(['country-of-origin', 'country-of-asylum', 'elsewhere', 'unknown'], { optional: true }),
    country: codeOf('country', { optional: true }),
    place_as_said: text({ optional: true }),
    /** How the flight parted them, where it did. */
    lost: code(['died', 'separated', 'taken', 'missing'], { optional: true }),
    lost_on: partialDate({ optional: true, told: true }),
    lost_at: text({ optional: true }),
    /** Their record, where they are registered. */
    registered_as: reference('registration.individual', { optional: true }),
  },
  title: ['name', 'relationship'],
  listed: ['name', 'relationship', 'life', 'whereabouts', 'country', 'place_as_said', 'lost', 'registered_as'],
})

/** A marriage or a life as a couple, present or past. */
export const marriage = defineRecord({
  parent: 'individual',
  fields: {
    spouse_name: text({ optional: true }),
    spouse: reference('registration.individual', { optional: true }),
    kind: code(['civil', 'religious', 'customary', 'common-law', 'partnership'], { optional: true }),
    married_on: partialDate({ optional: true, told: true }),
    country: codeOf('country', { optional: true }),
    place_as_said: text({ optional: true }),
    /** Whether a paper says so. */
    documented: boolean({ optional: true }),
    ended_because: code(['divorce', 'death', 'separation', 'annulment'], { optional: true }),
    ended_on: partialDate({ optional: true, told: true }),
    /** The marital status that this end wrote over, so that an end that was none gives it back. */
    status_before: codeOf('marital_status', { optional: true, derived: true }),
  },
  title: ['spouse_name', 'married_on'],
  listed: ['spouse_name', 'spouse', 'kind', 'married_on', 'country', 'ended_because', 'ended_on'],
})

/** What a person hopes for in the end. A change of mind is a new fact, and the newest counts. */
export const intention = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    solution: code(['return', 'stay', 'resettlement', 'join-family', 'another-country', 'undecided']),
    country: codeOf('country', { optional: true }),
    by_when: code(['now', 'when-it-is-safe', 'later', 'not-known'], { optional: true }),
    conditions: note({ optional: true }),
    said_on: date(),
  },
  title: ['solution', 'said_on'],
  listed: ['solution', 'country', 'by_when', 'conditions', 'said_on'],
})

/** Why a question that was asked has no answer: not the same as a question that nobody asked. */
export const NO_ANSWERS = ['refused', 'does-not-know', 'nothing', 'not-applicable'] as const

/** That a question was asked and not answered. Taken back when it is answered later. */
export const notAnswered = defineRecord({
  parent: 'individual',
  fields: {
    /** A field of the person, or the name of a record beside them. */
    question: text({ max: 60, derived: true }),
    because: code(NO_ANSWERS, { derived: true }),
    asked_on: date({ derived: true }),
  },
  title: ['question', 'because'],
  listed: ['question', 'because', 'asked_on'],
})
