import {
  boolean,
  code,
  date,
  defineRecord,
  instant,
  note,
  partialDate,
  place,
  type Row,
  reference,
  text,
} from '@nansen/model'

/** How soon somebody must act; the first follow-up goes by it. */
const RISKS = ['immediate', 'high', 'medium', 'low'] as const

const fields = {
  reported_on: date(),
  reported_how: code(['in-person', 'phone', 'hotline', 'partner', 'community', 'monitoring', 'other']),
  happened_on: partialDate({ optional: true }),
  /** domain.md 7. Gender-based violence goes to a module of its own. */
  kind: code([
    'denied-territory',
    'deportation',
    'push-back',
    'arbitrary-arrest',
    'detention',
    'trafficking',
    'abduction',
    'forced-recruitment',
    'killing',
    'torture',
    'assault',
    'threat',
    'armed-attack',
    'disappearance',
    'child-abuse',
    'child-exploitation',
    'theft',
    'extortion',
    'eviction',
    'labour-exploitation',
    'discrimination',
    'xenophobic-attack',
    'family-dispute',
    'papers-taken',
    'registration-refused',
    'service-refused',
    'aid-diverted',
  ]),
  by_whom: code(['authorities', 'armed-group', 'host-community', 'refugee', 'family', 'service-provider', 'unknown'], {
    optional: true,
  }),
  risk: code(RISKS, { optional: true }),
  /** Since when somebody is held: after 48 hours without a visit the owner is alerted. */
  detained_at: instant({ optional: true }),
  verified: code(['alleged', 'verified', 'refuted'], { optional: true }),
  injuries: boolean({ optional: true }),
  weapons: boolean({ optional: true }),
  outcome: code(
    ['protected', 'released', 'relocated', 'prosecuted', 'settled', 'no-remedy', 'withdrawn', 'not-an-incident'],
    { optional: true },
  ),
  handled_by: reference('auth.staff', { optional: true, derived: true }),
  closed_by: reference('auth.staff', { optional: true, derived: true }),
  where_it_was: place({ optional: true, sensitivity: 'protected' }),
  account: note({ optional: true, sensitivity: 'protected' }),
  police_number: text({ optional: true, max: 60, sensitivity: 'protected' }),
  outcome_remarks: note({ optional: true, sensitivity: 'protected' }),
} as const

/** A stored incident, without its id, number and state. */
export interface IncidentRow extends Row<typeof fields> {}

/** Something that was done to people whom we protect, and what is done about it. domain.md 7. */
export const incident = defineRecord({
  fields,
  title: ['kind'],
  listed: ['kind', 'risk', 'reported_on', 'detained_at'],
})

/**
 * Who is said to have done it. Everything of it is protected: that a registered person is accused is known to who reads what is protected in
 * incidents, and stands on no page of theirs.
 */
export const accused = defineRecord({
  parent: 'incident',
  fields: {
    category: code([
      'authorities',
      'armed-group',
      'host-community',
      'refugee',
      'family',
      'service-provider',
      'unknown',
    ]),
    individual: reference('registration.individual', { optional: true, sensitivity: 'protected', merge: 'owner' }),
    described: note({ optional: true, sensitivity: 'protected', max: 2000 }),
  },
  title: ['category'],
  listed: ['category'],
})

/** What was done: legal and physical protection. */
export const intervention = defineRecord({
  parent: 'incident',
  fields: {
    kind: code([
      'detention-visit',
      'legal-aid',
      'intervention-with-authorities',
      'border-advocacy',
      'relocation',
      'safe-house',
      'medical-care',
      'accompaniment',
      'material-help',
      'mediation',
    ]),
    status: code(['planned', 'under-way', 'done', 'not-possible']),
    started_on: date(),
    ended_on: date({ optional: true }),
    came_of_it: note({ optional: true, max: 2000 }),
  },
  title: ['kind', 'status'],
  listed: ['kind', 'status', 'started_on', 'ended_on', 'came_of_it'],
})
