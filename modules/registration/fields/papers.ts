import { LANGUAGES } from '@nansen/kernel'
import {
  boolean,
  code,
  codeOf,
  date,
  defineRecord,
  attachment as file,
  integer,
  partialDate,
  reference,
  text,
} from '@nansen/model'

/** Why a paper is printed again; the one before is then no longer good. */
export const REPRINT_REASONS = ['lost', 'stolen', 'damaged', 'data-changed', 'other-language', 'expired'] as const
export type ReprintReason = (typeof REPRINT_REASONS)[number]
/** Also why one never reached the person: printed wrong. */
const END_REASONS = [...REPRINT_REASONS, 'misprint', 'printer-fault', 'no-longer-entitled', 'other'] as const

/** A paper the person showed or spoke of, issued by others. What we issue is `issued_document`. */
export const documentHeld = defineRecord({
  parent: 'individual',
  fields: {
    kind: codeOf('document_type'),
    number: text({ optional: true, search: 'exact', max: 60 }),
    issuing_country: codeOf('country', { optional: true }),
    issued_on: partialDate({ optional: true, told: true }),
    expires_on: partialDate({ optional: true, told: true }),
    original_seen: boolean({ optional: true }),
    status: code(['valid', 'expired', 'lost', 'stolen', 'cancelled', 'invalid', 'replaced', 'seized'], {
      optional: true,
    }),
    scan: file({ optional: true }),
  },
  title: ['kind', 'number'],
  listed: ['kind', 'number', 'issuing_country', 'expires_on', 'status'],
  presets: {
    emergency: ['kind', 'number'],
    basic: ['kind', 'number', 'issuing_country', 'issued_on', 'expires_on', 'original_seen', 'status', 'scan'],
  },
})

/** A paper we printed for a person, with what is needed to print it again byte for byte and to know a copy from a forgery. */
export const issuedDocument = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    template: text({ max: 60, derived: true }),
    template_version: integer({ derived: true }),
    language: code(LANGUAGES, { derived: true }),
    /** Of a paper in two languages. */
    second_language: code(LANGUAGES, { optional: true, derived: true }),
    number: text({ search: 'exact', max: 40, derived: true }),
    file: file({ derived: true }),
    /** SHA-256 of the PDF, lower-case hexadecimal. */
    sha256: text({ max: 64, derived: true }),
    issued_on: date({ derived: true }),
    expires_on: date({ optional: true, derived: true }),
    /** Why there is another one after the first. */
    reason: code(REPRINT_REASONS, { optional: true, derived: true }),
    /** What is printed on the blank it was made of: series and serial number. */
    serial: text({ max: 60, optional: true, derived: true }),
  },
  title: ['template', 'number'],
  listed: ['template', 'number', 'language', 'issued_on', 'expires_on'],
})

/** What ended a paper before its last day. A paper that has no end and has not expired is valid. */
export const paperEnd = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    paper: reference('registration.issued_document', { derived: true }),
    ended: code(['replaced', 'spoiled', 'returned', 'cancelled'], { derived: true }),
    ended_on: date({ derived: true }),
    because: code(END_REASONS, { optional: true, derived: true }),
    /** Number of the paper that holds instead. */
    by_paper: text({ max: 40, optional: true, derived: true }),
  },
  title: ['ended', 'ended_on'],
  listed: ['paper', 'ended', 'ended_on', 'because', 'by_paper'],
})

/** A scanned paper or another file about the person. */
export const attachmentRecord = defineRecord({
  parent: 'individual',
  fields: { description: text(), file: file(), about: code(['identity', 'family', 'other']) },
  title: ['description'],
  listed: ['about', 'description'],
})
