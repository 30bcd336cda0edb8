import { readFileSync } from 'node:fs'
import type { Template } from './documents.ts'
import type { PaperRow } from './recordPaper.ts'

/** What `templates/letter.typ` reads: sentences, facts under headings, sentences, and who signs. */
export interface Letter {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  /** To whom. */
  readonly name: string
  readonly office: string
  /** In the foot of every page: finds the record again. */
  readonly reference: string
  readonly footer: string
  readonly paragraphs: readonly string[]
  readonly rows: readonly PaperRow[]
  readonly sections: readonly { readonly title: string; readonly records: readonly (readonly PaperRow[])[] }[]
  readonly closing: readonly string[]
  readonly signatures: readonly string[]
}

/** Any letter to a person. Raise `version` whenever its look changes: it is stored with each paper. */
export const letterTemplate: Template = {
  name: 'letter',
  version: 3,
  source: readFileSync(new URL('../templates/letter.typ', import.meta.url), 'utf8'),
}
