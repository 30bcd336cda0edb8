import type { Id, PartialDate } from '@nansen/kernel'

/** Amounts are whole minor units, so that nothing is lost to rounding: `{ amount: 1250, currency: 'KES' }` is 12.50 shillings. */
export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

/** A part of a name in one script. `part` says which part of the name it is for this person, not a Western surname by force. */
export interface NamePart {
  readonly part: NamePartKind
  readonly text: string
  /** ISO 15924: Latn, Arab, Ethi, Cyrl, Mymr, Deva. */
  readonly script: Script
}
export const NAME_PARTS = [
  'given',
  'father',
  'grandfather',
  'middle',
  'family',
  'second-family',
  'maiden',
  'mother',
  'commonly-used',
] as const
export type NamePartKind = (typeof NAME_PARTS)[number]
export const SCRIPTS = ['Latn', 'Arab', 'Ethi', 'Cyrl', 'Mymr', 'Deva'] as const
export type Script = (typeof SCRIPTS)[number]

/** A place by OCHA P-code of the deepest level known, and free text for what lies below it (block, shelter). */
export interface Place {
  readonly pcode: string
  readonly detail?: string
}

/** What a kind's value is in TypeScript. One line per kind; the compiler names every table that lacks one. */
export interface ValueOf {
  readonly text: string
  readonly 'name-part': NamePart
  readonly note: string
  readonly integer: number
  readonly decimal: number
  readonly boolean: boolean
  readonly code: string
  readonly codes: readonly string[]
  readonly 'partial-date': PartialDate
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** ISO 8601 in UTC. */
  readonly instant: string
  readonly reference: Id<string>
  readonly money: Money
  /** Identifier of a stored file: see `@nansen/store` attachments. */
  readonly attachment: Id<'attachment'>
  readonly place: Place
  /** E.164: `+254712345678`. */
  readonly phone: string
}

/** The closed list of kinds. Adding one needs an ADR. */
export type Kind = keyof ValueOf

export const KINDS: readonly Kind[] = [
  'text',
  'name-part',
  'note',
  'integer',
  'decimal',
  'boolean',
  'code',
  'codes',
  'partial-date',
  'date',
  'instant',
  'reference',
  'money',
  'attachment',
  'place',
  'phone',
]
