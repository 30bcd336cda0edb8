import {
  boolean,
  code,
  codeOf,
  codes,
  date,
  defineRecord,
  instant,
  note,
  place,
  type Row,
  reference,
  text,
} from '@nansen/model'

const PART = { optional: true, sensitivity: 'protected' } as const

const AGES = ['0-11', '12-17', '18-25', '26-40', '41-60', '61-up', 'unknown'] as const
const SEXES = ['female', 'male', 'other', 'unknown'] as const
/** domain.md 6.2: what a survivor is referred to. */
const SERVICES = ['health', 'psychosocial', 'safe-house', 'legal', 'security', 'livelihood'] as const

/**
 * What was done, as it was told. The database makes of it one type, the first that applies (domain.md 6.1); a caseworker never chooses it.
 * `sexual-contact` holds attempted rape and genital cutting too.
 */
const ACTS = [
  'penetration',
  'sexual-contact',
  'physical-force',
  'forced-marriage',
  'denial-of-resources',
  'psychological-abuse',
] as const

const fields = {
  reported_on: date(),
  reported_by: code(['survivor', 'caregiver', 'somebody-else']),
  /** The earliest hour it may have been: the hours for health care count from it. */
  happened_at: instant({ optional: true }),
  acts: codes(ACTS, { optional: true }),
  gender_based: boolean({ optional: true }),
  type: code(
    [
      'rape',
      'sexual-assault',
      'physical-assault',
      'forced-marriage',
      'denial-of-resources',
      'psychological-abuse',
      'not-gbv',
    ],
    { optional: true, derived: true },
  ),
  context: codes(
    [
      'intimate-partner-violence',
      'child-sexual-abuse',
      'early-marriage',
      'possible-sexual-exploitation',
      'possible-sexual-slavery',
      'harmful-traditional-practice',
    ],
    { optional: true, derived: true },
  ),
  /** From when the hours for health care count; empty where the type asks for none. */
  health_from: instant({ optional: true, derived: true }),
  practice: code(['none', 'genital-cutting', 'inheritance', 'honour', 'bride-price', 'other'], { optional: true }),
  exchange: boolean({ optional: true }),
  abduction: code(['none', 'forced-conscription', 'trafficked', 'other'], { optional: true }),
  time_of_day: code(['morning', 'afternoon', 'night', 'unknown'], { optional: true }),
  place_type: code(
    ['home', 'work', 'school', 'on-the-way', 'water-or-firewood', 'distribution', 'detention', 'border', 'other'],
    { optional: true },
  ),
  displacement_stage: code(['at-home', 'before-flight', 'during-flight', 'in-refuge', 'on-return', 'after'], {
    optional: true,
  }),
  survivor_sex: code(SEXES),
  survivor_age: code(AGES),
  reported_before: codes(SERVICES, { optional: true }),
  earlier_incidents: boolean({ optional: true }),
  limits_told_on: date({ optional: true }),
  statistics_consent: boolean({ optional: true }),
  safety_reviewed_on: date({ optional: true }),
  /** The last day on which anybody of the service spoke with the survivor: told by the attempts, from the day it was told. */
  last_contact_on: date({ optional: true, derived: true }),
  /** The day of the second attempt without an answer since then; empty until there were two. */
  tried_twice_on: date({ optional: true, derived: true }),
  /** What the survivor says of the care, asked at the end; nobody has to answer, and it is told of many only. */
  feedback: code(['content', 'partly', 'not-content', 'declined', 'not-safe'], { optional: true }),
  closed_because: code(['needs-met', 'no-contact', 'survivor-asked', 'left-area', 'transferred', 'funding-ended'], {
    optional: true,
  }),
  closed_by: reference('auth.staff', { optional: true, derived: true }),
  /** Empty: nobody calls, writes or visits; the survivor comes. */
  safe_ways: codes(['in-person', 'call', 'message', 'through-somebody'], PART),
  safe_times: codes(['morning', 'afternoon', 'evening'], PART),
  area: place(PART),
  survivor_nationality: codeOf('country', PART),
  survivor_status: code(
    ['refugee', 'asylum-seeker', 'stateless', 'returnee', 'displaced-inside', 'foreigner', 'resident'],
    PART,
  ),
  survivor_disability: boolean(PART),
  survivor_child: code(['with-parents', 'unaccompanied', 'separated', 'other-vulnerable'], PART),
  legal_action: code(['yes', 'no', 'undecided'], PART),
  state_before: code(['calm', 'distressed', 'very-distressed'], PART),
  state_after: code(['calm', 'distressed', 'very-distressed'], PART),
} as const

/** A stored incident, without its id, number and state. */
export interface IncidentRow extends Row<typeof fields> {}

/** One incident of gender-based violence, apart from whoever survived it: no column of it leads to a person. domain.md 6. */
export const incident = defineRecord({
  fields,
  title: ['reported_on'],
  listed: ['type', 'reported_on', 'happened_at', 'closed_because'],
})

/** Somebody who did it, by kind and never by name. */
export const perpetrator = defineRecord({
  parent: 'incident',
  fields: {
    relation: code([
      'intimate-partner',
      'former-partner',
      'carer',
      'family',
      'employer',
      'schoolmate',
      'teacher',
      'service-provider',
      'cotenant',
      'friend',
      'neighbour',
      'other-refugee',
      'host-community',
      'none',
      'unknown',
    ]),
    sex: code(SEXES),
    age: code(AGES),
    before: boolean({ optional: true }),
  },
  title: ['relation'],
  listed: ['relation', 'sex', 'age', 'before'],
})

/** What the survivor allows one organisation to be told for one service; nobody asked is a no. */
export const consent = defineRecord({
  parent: 'incident',
  fields: {
    service: code(SERVICES),
    organisation: text({ max: 120 }),
    agreed: boolean(),
    given_by: code(['survivor', 'caregiver']),
    asked_on: date(),
    withdrawn_on: date({ optional: true }),
  },
  title: ['service', 'organisation'],
  listed: ['service', 'organisation', 'agreed', 'asked_on', 'withdrawn_on'],
})

/** What became of each service. To refer asks for a consent that stands. */
export const service = defineRecord({
  parent: 'incident',
  fields: {
    service: code(SERVICES),
    decision: code(['given-by-us', 'referred', 'already-received', 'not-applicable', 'declined', 'unavailable']),
    organisation: text({ optional: true, max: 120 }),
    decided_on: date(),
    outcome: code(['waiting', 'received', 'turned-away', 'did-not-go'], { optional: true }),
    outcome_on: date({ optional: true }),
  },
  title: ['service', 'decision'],
  listed: ['service', 'decision', 'organisation', 'decided_on', 'outcome'],
})

/** A try to reach the survivor in a way that they said is safe, and whether they were reached; by which way is not kept. */
export const attempt = defineRecord({
  parent: 'incident',
  fields: {
    tried_on: date(),
    reached: boolean(),
  },
  title: ['tried_on'],
  listed: ['tried_on', 'reached'],
})

/** Words that only readers of a group can open: see packages/sealed. A change is another row; the newest of its kind holds. */
export const part = defineRecord({
  parent: 'incident',
  apart: true,
  appendOnly: true,
  fields: {
    part: code(['narrative', 'identity', 'contact', 'safety-plan']),
    sealed_for: reference('sealed.group'),
    words: note({ sensitivity: 'sealed' }),
  },
  title: ['part'],
  listed: ['part', 'sealed_for'],
})
