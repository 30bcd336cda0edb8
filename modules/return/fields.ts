import { code, codeOf, date, defineRecord, integer, note, type Row, reference, text } from '@nansen/model'

const asking = {
  interest_on: date(),
  interest_how: code(['in-person', 'phone', 'hotline', 'survey', 'community', 'partner', 'go-and-see']),
  /** `facilitated`: UNHCR helps who asks; `promoted`: by an agreement of three parties. Who goes alone is a departure in registration. */
  kind: code(['facilitated', 'promoted']),
  to_country: codeOf('country', { optional: true }),
  to_province: text({ optional: true, max: 120 }),
  to_district: text({ optional: true, max: 120 }),
  to_place: text({ optional: true, max: 120 }),
  /** Who expects them there, and how that person is reached. */
  contact_there: note({ optional: true, max: 1000, sensitivity: 'protected' }),
  goods: note({ optional: true, max: 1000 }),
  needs_on_the_way: note({ optional: true, max: 1000 }),
} as const

const going = {
  /** What they owe here, or is owed to them: rent, loans, wages, school fees. */
  exit_debts: code(['none', 'settled', 'open'], { optional: true }),
  convoy: reference('return.convoy', { optional: true }),
  /** When they were asked once more whether they still want to go. */
  reconfirmed_on: date({ optional: true }),
  departed_on: date({ optional: true }),
  arrived_on: date({ optional: true }),
  arrived_at: text({ optional: true, max: 120 }),
} as const

const ending = {
  hold_because: code(
    ['child', 'procedure-open', 'clearance', 'health', 'security', 'documents', 'person-asks', 'other'],
    {
      optional: true,
    },
  ),
  refused_because: code(['not-voluntary', 'clearance-rejected', 'not-best-for-child', 'not-safe', 'other'], {
    optional: true,
  }),
  /** Nobody has to say why they changed their mind. */
  withdrawn_because: note({ optional: true, max: 2000, sensitivity: 'protected' }),
} as const

const kept = {
  /** Where the case stood when it was put on hold. */
  held_from: text({ optional: true, derived: true, max: 40 }),
  counselled_by: reference('auth.staff', { optional: true, derived: true }),
  signed_by: reference('auth.staff', { optional: true, derived: true }),
  verified_by: reference('auth.staff', { optional: true, derived: true }),
  departure_by: reference('auth.staff', { optional: true, derived: true }),
  refused_by: reference('auth.staff', { optional: true, derived: true }),
} as const

const fields = { ...asking, ...going, ...ending, ...kept } as const

/** A stored case, without its id, number and state. */
export interface FileRow extends Row<typeof fields> {}

/**
 * People who want to go home together, from the first question to what became of them there. They need not be a whole registration group.
 * domain.md 12.
 */
export const file = defineRecord({
  fields,
  title: [],
  listed: ['to_country', 'to_place', 'kind', 'interest_on', 'convoy'],
  presets: {
    asking: [
      'interest_on',
      'interest_how',
      'kind',
      'to_country',
      'to_province',
      'to_district',
      'to_place',
      'contact_there',
      'goods',
      'needs_on_the_way',
    ],
    going: ['exit_debts', 'convoy', 'reconfirmed_on', 'departed_on', 'arrived_on', 'arrived_at'],
  },
})

/** One journey: a bus convoy or a flight. It names nobody; its manifest is printed from the cases that go with it. */
export const convoy = defineRecord({
  fields: {
    name: text({ search: 'name', max: 120 }),
    leaves_on: date(),
    from_place: text({ max: 120 }),
    crossing: text({ optional: true, max: 120 }),
    to_country: codeOf('country'),
    to_place: text({ max: 120 }),
    travel: code(['bus', 'truck', 'aeroplane', 'boat', 'train', 'car', 'on-foot']),
    seats: integer(),
    luggage_kilograms: integer({ optional: true }),
    escort: text({ optional: true, max: 200 }),
    status: code(['planned', 'left', 'cancelled']),
  },
  title: ['name'],
  listed: ['name', 'leaves_on', 'from_place', 'to_place', 'travel', 'seats', 'status'],
})
