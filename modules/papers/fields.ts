import { LANGUAGES } from '@nansen/kernel'
import { code, codeOf, date, defineRecord, integer, note, type Row, reference, text } from '@nansen/model'
import { REPRINT_REASONS } from '@nansen/registration'

/** Papers that are controlled: each person (or group) has one valid paper of each. By the template that sets them. */
export const CONTROLLED = ['registration-certificate', 'attestation', 'individual-card'] as const
export type Controlled = (typeof CONTROLLED)[number]
/** Controlled papers that this module prints. */
export const PRINTED = ['attestation', 'individual-card'] as const
export type Printed = (typeof PRINTED)[number]

/** What a printer is fed with. */
export const BLANKS = ['card', 'certificate'] as const
export type Blank = (typeof BLANKS)[number]
/** What can be done with blanks. `used` is written by the database when a paper is printed. */
export const STOCK_ACTS = [
  'received',
  'sent',
  'arrived',
  'assigned',
  'released',
  'used',
  'spoiled',
  'destroyed',
  'lost',
  'found',
] as const
export type StockAct = (typeof STOCK_ACTS)[number]
export const STOCK_REASONS = ['misprint', 'printer-fault', 'damaged', 'theft', 'missing-at-count', 'other'] as const

const derived = { derived: true } as const
const maybe = { derived: true, optional: true } as const

/** One movement of blanks of one series, from the first serial number on. The ledger: only added to, and applied by the database or refused. */
export const stockAct = defineRecord({
  appendOnly: true,
  fields: {
    act: code(STOCK_ACTS, derived),
    blank: code(BLANKS, derived),
    /** As printed in front of the serial number: `KEN-C26`. */
    series: text({ max: 20, ...derived }),
    first: integer(derived),
    count: integer(derived),
    to_office: reference('auth.office', maybe),
    /** Where what arrived was sent from. Written by the database. */
    from_office: reference('auth.office', maybe),
    batch: reference('papers.batch', maybe),
    reason: code(STOCK_REASONS, maybe),
    remarks: note({ max: 1_000, ...maybe }),
  },
  title: ['act', 'series'],
  listed: ['act', 'blank', 'series', 'first', 'count', 'to_office', 'reason'],
})

export const CHOSEN = ['family', 'search', 'without-card', 'numbers'] as const

/** People for whom one kind of paper is printed in one go, a file at a time. */
export const batch = defineRecord({
  fields: {
    template: code(PRINTED, derived),
    chosen: code(CHOSEN, derived),
    language: code([...LANGUAGES, 'own'], derived),
    second_language: code(LANGUAGES, maybe),
    valid_months: integer(derived),
    reason: code(REPRINT_REASONS, maybe),
    /** People on one file. */
    a_file: integer(derived),
    people: integer(derived),
    left_out: integer(derived),
    progress: code(['waiting', 'printing', 'done', 'stopped'], derived),
    remarks: note({ max: 1_000, ...maybe }),
  },
  title: ['template', 'people'],
  listed: ['template', 'people', 'progress', 'chosen', 'language'],
})

/** Why somebody of a batch gets no paper. */
export const LEFT_OUT = [
  'not-found',
  'restricted',
  'no-photo',
  'hold',
  'inactive',
  'limited',
  'has-valid',
  'ask-supervisor',
  'not-yours',
  'no-blank',
  'failed',
] as const
export type LeftOut = (typeof LEFT_OUT)[number]

/** One person of a batch. */
export const batchLine = defineRecord({
  parent: 'batch',
  fields: {
    sequence: integer(derived),
    individual: reference('registration.individual', derived),
    outcome: code(['waiting', 'printed', 'left-out'], derived),
    why: code(LEFT_OUT, maybe),
    serial: text({ max: 60, ...maybe }),
    number: text({ max: 40, ...maybe }),
    /** Sequence of the file it is in. */
    sheet: integer(maybe),
  },
  title: ['sequence', 'outcome'],
  listed: ['sequence', 'individual', 'outcome', 'why', 'number', 'serial'],
})

/** One printed file of a batch. It stays with whoever printed it, for a week; each paper in it is kept with its person. */
export const batchFile = defineRecord({
  parent: 'batch',
  fields: {
    sequence: integer(derived),
    people: integer(derived),
    file: text({ max: 36, ...derived }),
    sha256: text({ max: 64, ...derived }),
    forgotten_on: date(maybe),
  },
  title: ['sequence'],
  listed: ['sequence', 'people', 'forgotten_on'],
})

const reprintFields = {
  individual: reference('registration.individual', derived),
  template: code(CONTROLLED, derived),
  reason: code(REPRINT_REASONS, derived),
  remarks: note({ max: 1_000, ...derived }),
  asked_by: reference('auth.staff', derived),
  decided_by: reference('auth.staff', maybe),
  decided_because: note({ max: 1_000, ...maybe }),
} as const
export interface ReprintRow extends Row<typeof reprintFields> {}

/** One reprint more than a year allows, asked of a supervisor. */
export const reprint = defineRecord({
  fields: reprintFields,
  title: ['template', 'reason'],
  listed: ['individual', 'template', 'reason', 'asked_by', 'decided_by'],
})

/** Figures that an operation decides; the latest counts. */
export const RULES = [
  'reprints-a-year',
  'card-months',
  'attestation-months',
  'people-a-file',
  'low-stock',
  'people-a-slot',
] as const

/** One figure as an operation decided it. */
export const rule = defineRecord({
  appendOnly: true,
  fields: {
    country: codeOf('country', derived),
    rule: code(RULES, derived),
    amount: integer(derived),
    because: note({ max: 1_000, ...derived }),
  },
  title: ['rule', 'country'],
  listed: ['country', 'rule', 'amount', 'because'],
})

/** For what somebody is asked to come to the registration office. No purpose here names a need. */
export const APPOINTMENT_PURPOSES = [
  'registration',
  'verification',
  'document-renewal',
  'interview',
  'biometrics',
  'other',
] as const

/** When somebody is asked to come. */
export const appointment = defineRecord({
  fields: {
    individual: reference('registration.individual', derived),
    purpose: code(APPOINTMENT_PURPOSES, derived),
    on_day: date(derived),
    /** `HH:MM`, local time of the office. */
    at_time: text({ max: 5, ...derived }),
    /** Window, room or gate. */
    place: text({ max: 60, ...derived }),
    /** Printed on the slip: what to bring. */
    said: note({ max: 300, ...maybe }),
    outcome: code(['booked', 'came', 'no-show', 'cancelled'], derived),
  },
  title: ['on_day', 'purpose'],
  listed: ['on_day', 'at_time', 'place', 'individual', 'purpose', 'outcome'],
})
