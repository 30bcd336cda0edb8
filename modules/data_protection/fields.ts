import { code, codeOf, codes, date, defineRecord, integer, note, type Row, reference } from '@nansen/model'

/** What a person may ask about their data. UNHCR's policy of 2015, part 3; withdrawal of a consent is recorded with the consents. */
export const REQUEST_KINDS = ['access', 'correction', 'objection', 'restriction', 'erasure'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** Uses that a restriction stops in the database. A use that nothing stops is not offered. */
export const LIMITED_USES = ['transfer', 'papers'] as const

/** What an erasure destroys. `everything` includes the two others. */
export const ERASABLE = ['everything', 'biometrics', 'photos'] as const
export type Erasable = (typeof ERASABLE)[number]

const fields = {
  individual: reference('registration.individual', { merge: 'owner' }),
  kind: code(REQUEST_KINDS),
  received_on: date(),
  asked_by: code(['person', 'parent-or-guardian', 'representative', 'retention']),
  asked_how: code(['in-person', 'telephone', 'written', 'found-due']),
  identity_checked: code(['finger-or-eye', 'document', 'known-to-staff', 'not-needed']),
  language: codeOf('language'),
  /** In the person's own words. */
  asked: note({ optional: true, sensitivity: 'protected', max: 4_000 }),
  /** Which uses shall stop: of a restriction. */
  uses: codes(LIMITED_USES, { optional: true }),
  /** What shall be destroyed: of an erasure. */
  erase: code(ERASABLE, { optional: true }),
  due_on: date({ optional: true, derived: true }),
  extended_on: date({ optional: true, derived: true }),
  extended_because: note({ optional: true, derived: true, max: 1_000 }),
  decision: code(['granted', 'granted-in-part', 'refused'], { optional: true, derived: true }),
  decided_because: note({ optional: true, derived: true, max: 4_000 }),
  decided_by: reference('auth.staff', { optional: true, derived: true }),
  decided_on: date({ optional: true, derived: true }),
  approved_by: reference('auth.staff', { optional: true, derived: true }),
  carried_out_on: date({ optional: true, derived: true }),
} as const

export interface RequestRow extends Row<typeof fields> {}

/** What a person asked about their own data, until it is answered. */
export const request = defineRecord({
  fields,
  title: ['kind', 'individual'],
  listed: ['individual', 'kind', 'received_on', 'due_on', 'decision'],
})

/** Uses of a person's record that are stopped, from a decision until it is lifted. Written by commands. */
export const limitation = defineRecord({
  fields: {
    individual: reference('registration.individual', { derived: true }),
    request: reference('data_protection.request', { derived: true }),
    uses: codes(LIMITED_USES, { derived: true }),
    from_on: date({ derived: true }),
    lifted_on: date({ optional: true, derived: true }),
    lifted_because: note({ optional: true, derived: true, max: 1_000 }),
  },
  title: ['individual', 'uses'],
  listed: ['individual', 'uses', 'from_on', 'lifted_on'],
})

/** Figures an operation works with: how soon we answer, and how long data is kept, from which event. */
export const FIGURES = [
  'answer-within',
  'extend-by',
  'backups',
  'case-file',
  'contact',
  'biometrics',
  'photo',
  'working-list',
  'rights',
  'oversight',
] as const

/** One figure as an operation decided it; the latest counts, and where none is decided the default. Written by a command. */
export const figure = defineRecord({
  appendOnly: true,
  fields: {
    country: codeOf('country', { derived: true }),
    figure: code(FIGURES, { derived: true }),
    amount: integer({ derived: true }),
    unit: code(['days', 'months'], { derived: true }),
    because: note({ derived: true, max: 1_000 }),
  },
  title: ['figure', 'country'],
  listed: ['country', 'figure', 'amount', 'unit', 'because'],
})
