import { newId } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { sql } from 'kysely'
import { putAttachment } from '../attachments.ts'
import { auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { refusalOf } from '../refusalOf.ts'

/** What was printed of a record, and when. */
export interface Paper {
  readonly id: string
  readonly name: string
  readonly template: string
  readonly template_version: number
  readonly language: string
  /** Of the record when it was printed. */
  readonly row_version: number
  /** The PDF: a stored file. */
  readonly file: string
  /** Of the PDF, lower-case hexadecimal. */
  readonly sha256: string
  readonly printed_at: string
  readonly printed_by: string | null
}

export interface Printed {
  readonly name: string
  readonly template: string
  readonly templateVersion: number
  readonly language: string
  readonly pdf: Uint8Array
}

/** Keeps a paper of a root record with it, and notes the printing. @throws Refusal `not-allowed` for who may not print it. */
export async function keepPaper(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  rootId: string,
  { name, template, templateVersion, language, pdf }: Printed,
): Promise<{ readonly id: string; readonly file: string }> {
  const file = await putAttachment(tx, asking, pdf)
  const id = newId<'paper'>(asking.now().getTime())
  await sql`select store.keep_paper(${id}, ${module.name}, ${record}, ${rootId}, ${name}, ${template}, ${templateVersion}::int,
    ${language}, ${file})`
    .execute(tx)
    .catch(error => {
      throw refusalOf(error)
    })
  const looked = {
    module: module.name,
    action: 'print',
    record,
    ids: [rootId, id],
    people: [rootId],
    reason: name,
  } as const
  await auditRead(tx, asking, looked)
  return { id, file }
}

/** Papers printed of a root record, the latest first, for whoever may read it. */
export async function papersOf(tx: Tx, module: Module, record: string, rootId: string): Promise<readonly Paper[]> {
  const { rows } = await sql<Paper>`select * from store.papers_of(${module.name}, ${record}, ${rootId})`.execute(tx)
  return rows
}
