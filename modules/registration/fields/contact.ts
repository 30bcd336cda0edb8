import { boolean, code, codeOf, date, defineRecord, partialDate, phone as phoneField, place, text } from '@nansen/model'

/** Where a person lives, lived, or means to live. */
export const address = defineRecord({
  parent: 'individual',
  fields: {
    kind: codeOf('address_type'),
    country: codeOf('country'),
    /** By P-code where the country has them; `as_said` carries what has no code. */
    place: place({ optional: true }),
    as_said: text({ optional: true }),
    lived_from: partialDate({ optional: true, told: true }),
    lived_to: partialDate({ optional: true, told: true }),
  },
  title: ['kind', 'country'],
  listed: ['kind', 'country', 'place', 'lived_from', 'lived_to'],
  presets: {
    emergency: ['kind', 'country', 'place'],
    basic: ['kind', 'country', 'place', 'as_said', 'lived_from', 'lived_to'],
  },
})

/** A telephone and whether it may be used: a call to a shared telephone can put a person in danger. */
export const phone = defineRecord({
  parent: 'individual',
  fields: {
    number: phoneField({ search: 'exact' }),
    safe: code(['call', 'message-only', 'no']),
    shared: boolean({ optional: true }),
    whose: text({ optional: true }),
  },
  title: ['number'],
  listed: ['number', 'safe', 'whose'],
  presets: { emergency: ['number', 'safe'], basic: ['number', 'safe', 'shared', 'whose'] },
})

/**
 * What a person agreed or refused, for one purpose and one recipient. Where nothing is recorded the answer is no.
 * A change of mind is a new fact, and the newest counts.
 */
export const consent = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    purpose: code([
      'assistance',
      'protection-services',
      'health',
      'education',
      'biometrics',
      'tracing',
      'resettlement',
      'voluntary-return',
      'government-registration',
      'statistics',
    ]),
    recipient: code([
      'unhcr',
      'government-of-asylum',
      'un-agency',
      'partner-organisation',
      'red-cross-red-crescent',
      'resettlement-country',
    ]),
    /** Which agency, partner or country, when the class of recipient is not enough. */
    recipient_name: text({ optional: true }),
    agreed: boolean(),
    given_by: code(['person', 'parent-or-guardian', 'representative']),
    language: codeOf('language'),
    interpreted: boolean(),
    interpreter_name: text({ optional: true }),
    decided_on: date(),
    valid_to: date({ optional: true }),
    receipt_given: boolean({ optional: true }),
  },
  title: ['purpose', 'recipient', 'agreed'],
  listed: ['purpose', 'recipient', 'recipient_name', 'agreed', 'decided_on'],
  presets: {
    emergency: ['purpose', 'recipient', 'agreed', 'given_by', 'language', 'interpreted', 'decided_on'],
    basic: [
      'purpose',
      'recipient',
      'recipient_name',
      'agreed',
      'given_by',
      'language',
      'interpreted',
      'interpreter_name',
      'decided_on',
      'valid_to',
      'receipt_given',
    ],
  },
})
