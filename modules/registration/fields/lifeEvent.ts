import { CALENDARS } from '@nansen/kernel'
import { boolean, code, defineRecord, note, partialDate, reference, text } from '@nansen/model'

/** What happens to people after they are registered (domain.md 1.12). What came of each is in the records it changed. */
export const LIFE_EVENTS = [
  'birth',
  'death',
  'marriage',
  'divorce',
  'separation',
  'adoption',
  'custody',
  'reunion',
  'move',
  'departure',
  'return',
  'duplicate',
  'duplicate-undone',
] as const
export type LifeEvent = (typeof LIFE_EVENTS)[number]

/** That something happened to a person: when, where, who said so, and which paper. Written by the command that also does what follows. */
export const lifeEvent = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    kind: code(LIFE_EVENTS, { derived: true }),
    happened_on: partialDate({ derived: true }),
    /** As said in the calendar of those who told it, beside the Gregorian day: `12 Meskerem 2016`. */
    happened_as_said: text({ optional: true, max: 60, derived: true }),
    happened_calendar: code(CALENDARS, { optional: true, derived: true }),
    place_as_said: text({ optional: true, derived: true }),
    /** Who told us. */
    source: note({ derived: true }),
    /** Which paper says so: its kind and number, as read. */
    document: text({ optional: true, derived: true }),
    /** The other person of it: the spouse, the mother, who takes a child, the record that stays. */
    other: reference('registration.individual', { optional: true, derived: true }),
    /** A birth that is registered more than a year after it happened. */
    late: boolean({ optional: true, derived: true }),
    /** How who came back was recognised. */
    verified_by: code(['biometrics', 'photo-and-papers', 'known-to-family', 'interview'], {
      optional: true,
      derived: true,
    }),
  },
  title: ['kind', 'happened_on'],
  listed: [
    'kind',
    'happened_on',
    'happened_as_said',
    'place_as_said',
    'source',
    'document',
    'other',
    'late',
    'verified_by',
  ],
})
