import {
  boolean,
  code,
  codeOf,
  date,
  defineRecord,
  integer,
  note,
  partialDate,
  place,
  type Row,
  reference,
  text,
} from '@nansen/model'
import { PROCESS_STATUSES, REGISTRATION_LEVELS } from './individual.ts'

const groupFields = {
  number: text({ sensitivity: 'open', search: 'exact', derived: true, max: 20 }),
  focal_point: reference('registration.individual', { optional: true, derived: true }),
  /** Number of members now; the database refuses a commit where it is not. */
  size: integer({ derived: true }),
  registration_level: code(REGISTRATION_LEVELS, { sensitivity: 'open', derived: true }),
  registered_on: date({ derived: true }),
  arrived_on: partialDate({ optional: true, told: true }),
  country_of_origin: codeOf('country', { optional: true }),
  /** Where the group stays now. */
  place: place({ optional: true }),
  token: text({ optional: true, max: 40 }),
  process_status: code(PROCESS_STATUSES, { sensitivity: 'open', merge: 'owner', derived: true }),
  searched: boolean({ derived: true }),
  not_searched_because: text({ optional: true, derived: true, max: 500 }),
  remarks: note({ optional: true }),
} as const

/** People who want to be processed together, usually a family. Not a household, not an assistance group. */
export interface GroupRow extends Row<typeof groupFields> {}

export const registrationGroup = defineRecord({
  fields: groupFields,
  title: ['number'],
  listed: ['number', 'size', 'registered_on', 'country_of_origin', 'process_status'],
  presets: {
    emergency: ['arrived_on', 'country_of_origin', 'place', 'token'],
    basic: ['arrived_on', 'country_of_origin', 'place', 'token', 'remarks'],
  },
})

const membershipFields = {
  individual: reference('registration.individual', { merge: 'owner', derived: true }),
  relationship: codeOf('relationship', { merge: 'review', derived: true }),
  focal_point: boolean({ merge: 'owner', derived: true }),
  /** Order in the group, from 1. Kept when the person leaves, so that a number on a paper stays true. */
  sequence: integer({ derived: true }),
  member_from: date({ derived: true }),
  /** Absent while the person is a member. */
  member_to: date({ optional: true, derived: true }),
  left_because: code(['moved', 'split', 'merged', 'death', 'departure', 'erroneous', 'other'], {
    optional: true,
    derived: true,
  }),
} as const

export interface MembershipRow extends Row<typeof membershipFields> {}

/** That a person is, or was, in a group, and what they are to its focal point. */
export const membership = defineRecord({
  parent: 'registration_group',
  fields: membershipFields,
  title: ['individual', 'relationship'],
  listed: ['sequence', 'individual', 'relationship', 'focal_point', 'member_from', 'member_to'],
})

/** Two groups that belong together without being one: a polygamous family, adult children, or one that was split. */
export const groupLink = defineRecord({
  parent: 'registration_group',
  fields: {
    other_group: reference('registration.registration_group'),
    reason: code(['split', 'merged', 'polygamous-family', 'adult-children', 'close-relatives', 'other']),
  },
  title: ['other_group', 'reason'],
})

/** That another group was brought into this one, and what is needed to take it back. */
export const groupMerge = defineRecord({
  parent: 'registration_group',
  fields: {
    from_group: reference('registration.registration_group', { derived: true }),
    because: note({ derived: true }),
    /** What those who were here already were before, as `NUMBER RELATIONSHIP` lines; what the others were, their ended membership tells. */
    codes_before: text({ derived: true, max: 4000 }),
    undone_because: note({ optional: true, derived: true }),
  },
  title: ['from_group'],
  listed: ['from_group', 'because', 'undone_because'],
})

/** That custody of a group was asked to pass to another office, and what that office answered. It passes only when it is accepted. */
export const transfer = defineRecord({
  parent: 'registration_group',
  fields: {
    from_office: reference('auth.office', { derived: true }),
    to_office: reference('auth.office', { derived: true }),
    because: note({ derived: true }),
    answer: code(['accepted', 'refused', 'withdrawn'], { optional: true, derived: true }),
    answered_by: reference('auth.staff', { optional: true, derived: true }),
    answered_because: note({ optional: true, derived: true }),
  },
  title: ['to_office', 'answer'],
  listed: ['from_office', 'to_office', 'because', 'answer', 'answered_because'],
})
