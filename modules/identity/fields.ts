import { boolean, code, codes, decimal, defineRecord, instant, integer, note, reference, text } from '@nansen/model'

/** Places of the body that are captured; the engine's words. */
export const SITES = [
  'finger-1',
  'finger-2',
  'finger-3',
  'finger-4',
  'finger-5',
  'finger-6',
  'finger-7',
  'finger-8',
  'finger-9',
  'finger-10',
  'iris-left',
  'iris-right',
] as const

/** Below this age nothing but a photo is taken (domain 16). Completed years. */
export const YOUNGEST_CAPTURED = 5

/** One sitting in which a person's fingers and eyes were taken, and what the search of everybody said. */
export const enrolment = defineRecord({
  fields: {
    individual: reference('registration.individual', { derived: true }),
    /** The opaque reference under which the gallery knows this person; it stands beside no name anywhere else. */
    gallery_alias: text({ derived: true, max: 36 }),
    captured_at: instant({ derived: true }),
    sites_captured: integer({ derived: true }),
    sites_excepted: integer({ derived: true }),
    lowest_quality: integer({ optional: true, derived: true }),
    searched_at: instant({ optional: true, derived: true }),
    people_searched: integer({ optional: true, derived: true }),
    /** Whether a supervisor agrees that so much could not be taken; nothing where nobody needs to. */
    exceptions_state: code(['waiting', 'agreed', 'denied'], { optional: true, derived: true }),
    exceptions_why: note({ optional: true, derived: true, max: 500 }),
    exceptions_decided_at: instant({ optional: true, derived: true }),
  },
  title: ['individual', 'captured_at'],
  listed: ['individual', 'captured_at', 'sites_captured', 'lowest_quality'],
})

/** One finger or eye as it was accepted: its image is sealed in the image store, its template stands in the gallery. */
export const capture = defineRecord({
  parent: 'enrolment',
  appendOnly: true,
  fields: {
    site: code(SITES),
    quality: integer(),
    advice: codes([
      'good',
      'dry',
      'wet',
      'too-light',
      'too-dark',
      'partial',
      'moved',
      'off-centre',
      'too-small',
      'no-finger',
      'wrong-resolution',
      'eyelid',
      'blur',
      'gaze',
      'dilation',
      'glasses',
      'no-eye',
    ]),
    tries: integer(),
    /** Make, model and serial number of the scanner that signed it, as the browser that checked it says; nothing for a file. */
    device: text({ optional: true, derived: true, max: 160 }),
    /** SHA-256 of that scanner's certificate, hexadecimal. */
    device_key: text({ optional: true, derived: true, max: 64 }),
    /** Identifier of the sealed image. */
    image: text({ derived: true, max: 36 }),
  },
  title: ['site', 'quality'],
  listed: ['site', 'quality', 'tries', 'advice'],
})

/** Why a finger or an eye was not taken. It never blocks a registration; a supervisor agrees afterwards. */
export const exception = defineRecord({
  parent: 'enrolment',
  appendOnly: true,
  fields: {
    site: code(SITES),
    reason: code([
      'missing',
      'injured',
      'bandaged',
      'worn',
      'cannot-open',
      'cataract',
      'too-poor',
      'refused-religion',
      'refused-fear',
      'refused-other',
      'equipment',
    ]),
    lasting: boolean(),
    remarks: note({ optional: true, max: 500 }),
  },
  title: ['site', 'reason'],
  listed: ['site', 'reason', 'lasting'],
})

/** Why a body no longer is like its record. */
export const RENEWAL_REASONS = ['child-grew', 'injury', 'illness', 'worn', 'poor-before', 'other'] as const

/**
 * A step towards taking a sitting that is unlike the record as the person's own from now on: one asks, another agrees or refuses. What
 * was captured before stays, is searched as ever, and no longer verifies them.
 */
export const renewal = defineRecord({
  parent: 'enrolment',
  appendOnly: true,
  fields: {
    step: code(['asked', 'agreed', 'refused'], { derived: true }),
    reason: code(RENEWAL_REASONS, { optional: true, derived: true }),
    why: note({ max: 1_000, derived: true }),
  },
  title: ['step', 'reason'],
  listed: ['step', 'reason', 'why'],
})

/** Why somebody is compared 1:1; cases of resettlement wait for three of them. */
export const OCCASIONS = ['desk', 'card', 'interview', 'submission', 'distribution', 'departure', 'other'] as const

/** A person was compared with the record they say is theirs. */
export const verification = defineRecord({
  appendOnly: true,
  fields: {
    individual: reference('registration.individual', { derived: true }),
    verified_at: instant({ derived: true }),
    sites: codes(SITES, { derived: true }),
    outcome: code(['same-person', 'not-the-same', 'look'], { derived: true }),
    /** Minus log10 of the chance that a stranger is this like: 6 is one in a million. */
    evidence: decimal({ derived: true }),
    occasion: code(OCCASIONS),
  },
  title: ['individual', 'outcome'],
  listed: ['individual', 'verified_at', 'outcome', 'occasion'],
})
