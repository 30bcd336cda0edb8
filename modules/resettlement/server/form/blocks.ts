import type { PaperRow } from '@nansen/documents'
import type { Language } from '@nansen/kernel'
import type { Dossier } from '../dossier.ts'
import type { Naming, sayer } from './words.ts'

/** Where somebody signs: their name, and what is known of it already. */
export interface Signing {
  readonly name: string
  readonly signed: string
  /** A square for a thumb beside the line. */
  readonly thumb: boolean
}
/** Something that goes with the form: ticked where it is known to be there. */
export interface Enclosed {
  readonly label: string
  readonly there: boolean
}
export interface Block {
  readonly heading: string | null
  readonly photo: string | null
  readonly rows: readonly PaperRow[]
  readonly signing: readonly Signing[]
  readonly enclosed: readonly Enclosed[]
}
export interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** All that the parts of a form are written from. */
export interface Writing {
  readonly dossier: Dossier
  readonly language: Language
  readonly say: ReturnType<typeof sayer>
  readonly naming: Naming
}

export const block = (
  heading: string | null,
  rows: readonly (PaperRow | null)[],
  more: Partial<Block> = {},
): Block => ({
  ...{ heading, photo: null, signing: [], enclosed: [] },
  rows: rows.filter(row => row !== null),
  ...more,
})
const isFilled = ({ rows, signing, enclosed }: Block) => rows.length + signing.length + enclosed.length > 0

export const section = (title: string, blocks: readonly Block[]): Section => ({
  title,
  blocks: blocks.filter(isFilled),
})

/** Null where there is nothing to say. @param wide over the whole width, for words rather than facts */
export const line = (label: string, value: unknown, wide = false): PaperRow | null =>
  value === null || value === undefined || value === '' ? null : { label, value: String(value), wide }

/** A name in any script, kept from turning the line around. */
export const isolated = (text: unknown) => `\u2068${String(text)}\u2069`
/** Words in whatever language they were written, paragraph by paragraph: a full stop stays at their end on an Arabic paper too. */
export const prose = (text: unknown) =>
  text == null || text === '' ? null : String(text).split('\n').map(isolated).join('\n')
/** A number reads from left to right in every language. */
export const ltr = (text: unknown) => `\u2066${String(text)}\u2069`

/** The nth member with what they are to the principal applicant, as a state numbers them. */
export function headed({ dossier, say, naming }: Writing, at: number): string {
  const relationship = String(dossier.travellers[at]!.relationship)
  const word = relationship === 'PA' ? say('form.principal') : naming('relationship', relationship)
  return `${at + 1}. ${isolated(dossier.members[at]!.display_name)} · ${word}`
}
