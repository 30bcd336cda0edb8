import { boolean, code, codeOf, date, defineRecord, note, partialDate, reference, text } from '@nansen/model'

const parent = 'file'

/** A nationality that they had, have or may have, and what became of it. */
export const nationality = defineRecord({
  parent,
  fields: {
    individual: reference('registration.individual', { optional: true, merge: 'owner' }),
    country: codeOf('country'),
    got_by: code(['birth-there', 'descent', 'marriage', 'naturalisation', 'succession', 'unknown']),
    got_on: partialDate({ optional: true }),
    ended_by: code(['not-ended', 'lost', 'renounced', 'deprived', 'succession', 'unknown']),
    ended_on: partialDate({ optional: true }),
    law_article: text({ optional: true, max: 200 }),
  },
  title: ['country', 'ended_by'],
  listed: ['country', 'individual', 'got_by', 'got_on', 'ended_by', 'ended_on', 'law_article'],
})

/** One State with a link to the person, examined by its law and by what it really does. */
export const examination = defineRecord({
  parent,
  fields: {
    country: codeOf('country'),
    link: code(['birth', 'descent', 'marriage', 'residence', 'former-nationality', 'succession']),
    /** Asked of every State, before anybody writes to it. */
    feared: boolean(),
    consent_on: date({ optional: true }),
    consent_withdrawn_on: date({ optional: true }),
    law: note({ optional: true }),
    practice: note({ optional: true }),
    finding: code(['national', 'not-national', 'undetermined'], { optional: true }),
    reasons: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['country', 'finding'],
  listed: ['country', 'link', 'feared', 'consent_on', 'finding'],
})

/** What a State was asked, and its answer, or that none came in reasonable time. */
export const enquiry = defineRecord({
  parent,
  fields: {
    country: codeOf('country'),
    authority: text({ max: 200 }),
    sent_how: code(['letter', 'visit', 'phone', 'through-person', 'through-government']),
    sent_on: date(),
    reply_by: date({ optional: true }),
    reply: code(['national', 'not-national', 'cannot-say', 'no-reply'], { optional: true }),
    replied_on: date({ optional: true }),
    asked: note({ optional: true, sensitivity: 'protected' }),
    reply_words: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['country', 'sent_on'],
  listed: ['country', 'authority', 'sent_on', 'reply_by', 'reply', 'replied_on'],
})

/** What was asked of the person themselves, with whom and in which language. */
export const interview = defineRecord({
  parent,
  fields: {
    held_on: date(),
    individual: reference('registration.individual', { optional: true, merge: 'owner' }),
    language: codeOf('language', { optional: true }),
    interpreter: boolean({ optional: true }),
    record: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['held_on'],
  listed: ['held_on', 'individual', 'language', 'interpreter'],
})

/** One material fact, and whether it is believed. */
export const fact = defineRecord({
  parent,
  fields: {
    what: code(['birth', 'parents', 'marriage', 'residence', 'papers', 'registration', 'loss', 'other']),
    finding: code(['accepted', 'rejected', 'open']),
    said: note({ optional: true, sensitivity: 'protected' }),
    why: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['what', 'finding'],
  listed: ['what', 'finding'],
})

/** Of a case that helps: what was done for a late registration of birth, or for a proof of nationality. */
export const step = defineRecord({
  parent,
  fields: {
    kind: code(['asked-registrar', 'court', 'witnesses', 'hospital-paper', 'fee', 'legal-help', 'proof-received']),
    done_on: date(),
    came_of_it: note({ optional: true, max: 2000 }),
  },
  title: ['kind', 'done_on'],
  listed: ['kind', 'done_on', 'came_of_it'],
})

/** The status in practice: papers, residence, and at the end a nationality. */
export const paper = defineRecord({
  parent,
  fields: {
    individual: reference('registration.individual', { merge: 'owner' }),
    kind: code([
      'stateless-card',
      'travel-document',
      'residence-permit',
      'birth-certificate',
      'nationality-certificate',
      'naturalisation',
    ]),
    given_on: date(),
    valid_until: date({ optional: true }),
    given_by: text({ optional: true, max: 200 }),
    number: text({ optional: true, max: 60, sensitivity: 'protected' }),
  },
  title: ['kind', 'given_on'],
  listed: ['kind', 'individual', 'given_on', 'valid_until', 'given_by'],
})
