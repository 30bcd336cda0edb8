import type { Language } from '@nansen/kernel'
import { invalid } from '@nansen/kernel'
import { type Asking, createRecord, putAttachment, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type ReprintReason, registration } from '../../index.ts'

/** A controlled paper that was set: of these, each number before the slash has at most one that is valid. */
export interface SetPaper {
  /** The person it is kept with. */
  readonly holder: string
  readonly template: string
  readonly templateVersion: number
  readonly language: Language
  readonly secondLanguage: Language | null
  readonly number: string
  readonly pdf: Uint8Array
  /** Of the PDF, lower-case hexadecimal. */
  readonly sha256: string
  readonly issuedOn: string
  readonly expiresOn: string
  /** Needed when there was one before. */
  readonly reason: ReprintReason | null
  /** Of the blank it is printed on; null: the next one of the office, where stock is kept. */
  readonly serial?: string | null
}

export interface IssuedPaper {
  readonly documentId: string
  readonly attachmentId: string
  readonly number: string
  readonly sha256: string
  readonly serial: string | null
}

/** `KEN-DAD-0000042-7/3`: whose, and how many there were before. Held, so that no two are the same. @param mark of the kind: `A`, `C` */
export async function nextPaperNumber(tx: Tx, whose: string, template: string, mark = ''): Promise<string> {
  await sql`select registration.hold_paper(${whose}, ${template})`.execute(tx)
  const { rows } = await sql<{ next: number }>`select count(*) + 1 as next from registration.issued_document
    where split_part(number, '/', 1) = ${whose} and template = ${template}`.execute(tx)
  return `${whose}/${mark}${rows[0]!.next}`
}

interface Former {
  readonly id: string
  readonly parent_id: string
  readonly valid: boolean
}

/**
 * Keeps a paper with its checksum beside the person, and ends those before it.
 * @throws Refusal `invalid` at `reason` when it is not the first and says not why; `not-allowed` when a supervisor must agree.
 */
export async function keepIssued(tx: Tx, asking: Asking, paper: SetPaper): Promise<IssuedPaper> {
  const formers = await formersOf(tx, paper)
  if (formers.length > 0 && paper.reason === null) throw invalid([{ path: 'reason', problem: 'problem.required' }])
  const file = await putAttachment(tx, asking, paper.pdf)
  const { id, serial } = await createRecord(
    tx,
    asking,
    registration,
    'issued_document',
    {
      parent_id: paper.holder,
      template: paper.template,
      template_version: paper.templateVersion,
      language: paper.language,
      second_language: paper.secondLanguage,
      number: paper.number,
      file,
      sha256: paper.sha256,
      issued_on: paper.issuedOn,
      expires_on: paper.expiresOn,
      reason: formers.length === 0 ? null : paper.reason,
      serial: paper.serial ?? null,
    },
    { commands: true },
  )
  for (const former of formers.filter(({ valid }) => valid))
    await endPaper(tx, asking, former, { ended: 'replaced', because: paper.reason, by_paper: paper.number })
  return {
    documentId: id,
    attachmentId: file,
    number: paper.number,
    sha256: paper.sha256,
    serial: typeof serial === 'string' ? serial : null,
  }
}

interface End {
  readonly ended: 'replaced' | 'spoiled' | 'returned' | 'cancelled'
  readonly because: string | null
  readonly by_paper?: string
}

/** Ends a paper today. @throws Refusal `invalid` when it ended before. */
export async function endPaper(
  tx: Tx,
  asking: Asking,
  { id, parent_id }: { readonly id: string; readonly parent_id: string },
  end: End,
): Promise<void> {
  const values = { parent_id, paper: id, ended_on: asking.now().toISOString().slice(0, 10), ...end }
  await createRecord(tx, asking, registration, 'paper_end', values, { commands: true })
}

async function formersOf(tx: Tx, { number, template, issuedOn }: SetPaper): Promise<readonly Former[]> {
  const { rows } = await sql<Former>`select d.id, d.parent_id,
      e.id is null and (d.expires_on is null or d.expires_on >= ${issuedOn}) as valid
    from registration.issued_document d left join registration.paper_end e on e.paper = d.id
    where split_part(d.number, '/', 1) = ${number.split('/')[0]} and d.template = ${template}
      and e.ended is distinct from 'spoiled' order by d.id`.execute(tx)
  return rows
}
