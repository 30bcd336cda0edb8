import { code, codeOf, codes, defineRecord, integer, note, partialDate, text } from '@nansen/model'

/**
 * One flight: whence, when, and why. Somebody who fled twice has two. Why is what a claim stands on, and can name who did it: it is written
 * down at the desk and read by those who judge claims.
 */
export const flight = defineRecord({
  parent: 'individual',
  fields: {
    left_on: partialDate({ optional: true, told: true }),
    left_country: codeOf('country', { optional: true }),
    left_place: text({ optional: true }),
    arrived_on: partialDate({ optional: true, told: true }),
    /** Where the country of asylum was entered, as said. */
    arrived_at: text({ optional: true }),
    entered: code(['border-post', 'elsewhere-by-land', 'by-air', 'by-water'], { optional: true }),
    causes: codes(
      [
        'war',
        'general-violence',
        'race-or-ethnicity',
        'religion',
        'nationality',
        'political-opinion',
        'social-group',
        'forced-recruitment',
        'sexual-or-gender-based-violence',
        'detention-or-torture',
        'loss-of-home-or-land',
        'family',
        'disaster',
        'other',
      ],
      { optional: true, sensitivity: 'protected' },
    ),
    reasons: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['left_country', 'left_on'],
  listed: ['left_on', 'left_country', 'left_place', 'arrived_on', 'arrived_at', 'entered'],
})

/** A part of the way: the country or place that was passed, and how one came there. */
export const flightLeg = defineRecord({
  parent: 'individual',
  fields: {
    /** Order on the way, from 1. */
    sequence: integer(),
    country: codeOf('country'),
    place_as_said: text({ optional: true }),
    means: code(['on-foot', 'animal', 'car-or-truck', 'bus', 'train', 'boat', 'air', 'other'], { optional: true }),
    arrived_on: partialDate({ optional: true, told: true }),
    left_on: partialDate({ optional: true, told: true }),
  },
  title: ['country', 'place_as_said'],
  listed: ['sequence', 'country', 'place_as_said', 'means', 'arrived_on', 'left_on'],
})

/** What befell the person on the way. That something did stands open, what it was does not. */
export const flightIncident = defineRecord({
  parent: 'individual',
  fields: {
    happened_on: partialDate({ optional: true, told: true }),
    country: codeOf('country', { optional: true }),
    place_as_said: text({ optional: true }),
    kind: code(
      [
        'robbery',
        'extortion',
        'violence',
        'sexual-violence',
        'detention',
        'kidnapping',
        'trafficking',
        'pushback',
        'shipwreck',
        'accident',
        'separation',
        'death-of-a-companion',
        'other',
      ],
      { sensitivity: 'protected' },
    ),
    what: note({ optional: true, sensitivity: 'protected' }),
  },
  title: ['happened_on', 'country'],
  listed: ['happened_on', 'country', 'place_as_said'],
})
