import { boolean, code, date, decimal, defineRecord, instant, integer, note, reference, text } from '@nansen/model'

const derived = { derived: true } as const
const maybe = { derived: true, optional: true } as const

/** What is counted. A kilogram, a litre, a piece, or a unit of the currency of the country. */
export const MEASURES = ['kilogram', 'litre', 'piece', 'currency'] as const
/** Who took what a family is entitled to. */
export const TAKERS = ['collector', 'alternate', 'other'] as const
/** How the clerk knew them. A finger or an iris is verified by identity, never required: a number and the face on the screen always do. */
export const VERIFIED = ['card', 'number', 'finger', 'iris'] as const
/** Why another collects than the family's own. */
export const ALTERNATE_REASONS = ['ill', 'older', 'disability', 'caring', 'away', 'no-adult', 'other'] as const
export const DESK_REASONS = [
  'not-listed',
  'wrong-card',
  'not-collector',
  'not-recognised',
  'other-size',
  'collected',
  'collector-gone',
  'given-twice',
  'other',
] as const

/** What is given, by whom, to whom. Its rules hang on it. */
export const programme = defineRecord({
  fields: {
    name: text(),
    kind: code(['food', 'household-items', 'hygiene', 'shelter', 'fuel', 'cash', 'other']),
    /** Who pays for it, or gives it beside us. */
    partner: text({ optional: true }),
    running: boolean(),
  },
  title: ['name'],
  listed: ['name', 'kind', 'partner', 'running'],
})

/** One rule of a programme: so much of this for each person, or each family, that it is about. What is not answered does not narrow it. */
export const entitlement = defineRecord({
  parent: 'programme',
  fields: {
    item: text({ max: 60 }),
    measure: code(MEASURES),
    quantity: decimal(),
    per: code(['person', 'family']),
    age_from: integer({ optional: true }),
    /** The last age it is for. */
    age_to: integer({ optional: true }),
    sex: code(['female', 'male'], { optional: true }),
    size_from: integer({ optional: true }),
    size_to: integer({ optional: true }),
    /** No family gets more. */
    most: decimal({ optional: true }),
  },
  title: ['item', 'quantity'],
  listed: ['item', 'quantity', 'measure', 'per', 'age_from', 'age_to', 'sex', 'size_from', 'size_to', 'most'],
})

/** One round of a programme at an office and those below. */
export const cycle = defineRecord({
  fields: {
    programme: reference('assistance.programme'),
    /** The first day of the month (or other period) it is for: a family is on one list of a programme and period, wherever it lives. */
    period: date(),
    /** Whoever was there on this day is counted; what changes later counts from the next list on. */
    cut_off: date(),
    families: integer(maybe),
    people: integer(maybe),
    /** Of the frozen list: numbers, sizes and quantities in the order of the numbers. */
    sha256: text({ max: 64, ...maybe }),
    frozen_by: reference('auth.staff', maybe),
    closed_by: reference('auth.staff', maybe),
  },
  title: ['period'],
  listed: ['period', 'programme', 'cut_off', 'families', 'people'],
})

/** A place where families come on a day. It serves whoever is on a list of the programme and period of its cycle and lives at its office. */
export const point = defineRecord({
  fields: {
    cycle: reference('assistance.cycle'),
    place: text({ max: 60 }),
    on_day: date(),
    lanes: integer(),
    open: boolean(),
  },
  title: ['place', 'on_day'],
  listed: ['place', 'on_day', 'cycle', 'lanes', 'open'],
})

/** What came to a point, went back, was lost, or was counted in the evening. Only added to. */
export const stock = defineRecord({
  parent: 'point',
  appendOnly: true,
  fields: {
    act: code(['received', 'returned', 'lost', 'counted']),
    item: text({ max: 60 }),
    measure: code(MEASURES),
    quantity: decimal(),
    remarks: note({ optional: true, max: 1_000 }),
  },
  title: ['act', 'item'],
  listed: ['act', 'item', 'quantity', 'measure', 'remarks'],
})

/** That a family got what is due to it. One stands for each entry of a list: the database keeps it so. */
export const collection = defineRecord({
  fields: {
    cycle: reference('assistance.cycle', derived),
    /** Absent when a bank paid. */
    point: reference('assistance.point', maybe),
    /** Of the list that was frozen. */
    entry: text({ max: 36, ...derived }),
    family_number: text({ max: 40, ...derived }),
    collector: reference('registration.individual', derived),
    taken_by: code(TAKERS, derived),
    verified: code(VERIFIED, derived),
    partial: boolean(derived),
    given_at: instant(derived),
    /** Another point gave to the family too, and was first to say so here: both stand, and the desk looks at them. */
    double_of: reference('assistance.collection', maybe),
    /** Written up from the signed list of a point that worked without the server. */
    from_paper: boolean(maybe),
    annulled_by: reference('auth.staff', maybe),
    annulled_because: note({ max: 1_000, ...maybe }),
  },
  title: ['family_number', 'given_at'],
  listed: ['given_at', 'family_number', 'taken_by', 'verified', 'partial', 'point', 'double_of', 'annulled_by'],
})

/** One item of what was given. */
export const given = defineRecord({
  parent: 'collection',
  fields: {
    item: text({ max: 60, ...derived }),
    measure: code(MEASURES, derived),
    quantity: decimal(derived),
  },
  title: ['item', 'quantity'],
  listed: ['item', 'quantity', 'measure'],
})

/** Somebody whom a lane could not serve. Whoever wrote it down does not say that they are served after all. */
export const desk = defineRecord({
  fields: {
    point: reference('assistance.point'),
    reason: code(DESK_REASONS),
    /** The number on the card or as they say it. */
    said: text({ max: 40, optional: true }),
    entry: text({ max: 36, ...maybe }),
    remarks: note({ optional: true, max: 1_000 }),
    outcome: code(['serve-now', 'next-cycle', 'refer-to-registration', 'refuse', 'both-true', 'written-in-error'], {
      optional: true,
    }),
    decided_by: reference('auth.staff', maybe),
  },
  title: ['reason', 'said'],
  listed: ['reason', 'said', 'point', 'outcome', 'decided_by'],
})

/** Who collects for a family that cannot, for a time: named by one, agreed to by another. Any registered adult, also of another family. */
export const alternate = defineRecord({
  fields: {
    family_number: text({ max: 40, ...derived }),
    person: reference('registration.individual', derived),
    person_number: text({ max: 40, ...derived }),
    because: code(ALTERNATE_REASONS, derived),
    remarks: note({ max: 1_000, ...maybe }),
    valid_from: date(derived),
    /** A year at most. */
    valid_until: date(derived),
    decision: code(['agreed', 'refused', 'ended'], maybe),
    decided_by: reference('auth.staff', maybe),
  },
  title: ['family_number', 'person_number'],
  listed: ['family_number', 'person_number', 'because', 'valid_from', 'valid_until', 'decision', 'decided_by'],
})

/** How a ration card ends. */
export const CARD_ENDS = ['spoiled', 'lost', 'stolen', 'returned'] as const

/** A family's card for distributions: its number, signed, and nobody's name. One counts at a time. */
export const card = defineRecord({
  fields: {
    family_number: text({ max: 40, ...derived }),
    /** `…/R1`, then `…/R2`. */
    number: text({ max: 44, ...derived }),
    size: integer(derived),
    valid_until: date(derived),
    ended: code(CARD_ENDS, maybe),
    ended_by: reference('auth.staff', maybe),
    ended_because: note({ max: 1_000, ...maybe }),
  },
  title: ['number'],
  listed: ['number', 'size', 'valid_until', 'ended', 'ended_by'],
})

/** Cash for the families of a frozen list: a payment each, a file for a bank made by one and approved by another. */
export const plan = defineRecord({
  fields: {
    number: text({ max: 20, ...derived }),
    cycle: reference('assistance.cycle', derived),
    /** ISO 4217. */
    currency: text({ max: 3, ...derived }),
    payments: integer(derived),
    total: decimal(derived),
    /** Families that told no account: a lane serves them. */
    without_account: integer(derived),
    /** Of the bytes of the file. */
    sha256: text({ max: 64, ...derived }),
    made_by: reference('auth.staff', derived),
    decision: code(['approved', 'refused'], maybe),
    decided_by: reference('auth.staff', maybe),
    /** What the bank answered so far, and what of it waits for a person. */
    paid: integer(derived),
    failed: integer(derived),
    questions: integer(derived),
  },
  title: ['number'],
  listed: ['number', 'cycle', 'currency', 'payments', 'total', 'decision', 'paid', 'failed', 'questions'],
})
