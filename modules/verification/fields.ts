import {
  boolean,
  code,
  date,
  defineRecord,
  instant,
  integer,
  note,
  place,
  type Row,
  reference,
  text,
} from '@nansen/model'

const derived = { derived: true } as const
const maybe = { derived: true, optional: true } as const

/** What a family passes, in the order in which a campaign sets them up. */
export const STATIONS = [
  'reception',
  'biometric-verification',
  'interview',
  'photo',
  'biometrics',
  'litigation-desk',
  'card-printing',
  'exit',
  'home-visit',
] as const
export const OUTCOMES = ['verified', 'updated', 'photo-new', 'done', 'litigation', 'absent'] as const
/** Why somebody who is still here did not come. */
export const ABSENT_REASONS = [
  'immobile',
  'hospital',
  'boarding-school',
  'detained',
  'at-work',
  'travelling',
  'unknown',
] as const
const campaignFields = {
  name: text({ max: 120 }),
  /** Who is expected: families of the office and those below, narrowed by what is answered here. */
  place: place({ optional: true }),
  size_from: integer({ optional: true }),
  size_to: integer({ optional: true }),
  arrived_from: date({ optional: true }),
  arrived_until: date({ optional: true }),
  /** Only families in which somebody has a specific need. */
  with_needs: boolean({ optional: true }),
  /** Families and members are expected as they were at the end of this day. */
  counted_on: date(),
  starts_on: date(),
  ends_on: date(),
  /** Who comes until this day still counts as seen. */
  grace_until: date(),
  families: integer(maybe),
  people: integer(maybe),
  /** Of the frozen list: numbers of families and people in their order. */
  sha256: text({ max: 64, ...maybe }),
  frozen_by: reference('auth.staff', maybe),
} as const

export interface CampaignRow extends Row<typeof campaignFields> {}

/** A verification exercise: every family of a population is asked to come, and is seen or not. */
export const campaign = defineRecord({
  fields: campaignFields,
  title: ['name'],
  listed: ['name', 'starts_on', 'ends_on', 'grace_until', 'families', 'people'],
})

export const station = defineRecord({
  parent: 'campaign',
  fields: { position: integer(), kind: code(STATIONS), desks: integer() },
  title: ['position', 'kind'],
  listed: ['position', 'kind', 'desks'],
})

/** A day on which so many families are asked to come. */
export const day = defineRecord({
  parent: 'campaign',
  fields: {
    on_day: date(),
    /** Families. */
    capacity: integer(),
    /** Only families that live there. */
    place: place({ optional: true }),
  },
  title: ['on_day'],
  listed: ['on_day', 'capacity', 'place'],
})

/** That a family came, and the token it was given. */
export const arrival = defineRecord({
  fields: {
    campaign: reference('verification.campaign', derived),
    family_number: text({ max: 40, ...derived }),
    token: text({ max: 20, ...derived }),
    arrived_at: instant(derived),
  },
  title: ['token', 'family_number'],
  listed: ['arrived_at', 'token', 'family_number', 'campaign'],
})

/** What was found of one person at one station, or at their home. Only added to: the last one counts. */
export const mark = defineRecord({
  fields: {
    campaign: reference('verification.campaign', derived),
    individual: reference('registration.individual', derived),
    family_number: text({ max: 40, ...derived }),
    station: code(STATIONS, derived),
    outcome: code(OUTCOMES, derived),
    reason: code(ABSENT_REASONS, maybe),
    known_by: code(['number', 'finger', 'iris'], maybe),
    found_at: instant(derived),
    remarks: note({ max: 1_000, ...maybe }),
  },
  title: ['station', 'outcome'],
  listed: ['found_at', 'family_number', 'station', 'outcome', 'reason', 'known_by'],
})
