import { Refusal } from '@nansen/kernel'
import { endPaper } from '@nansen/registration/server'
import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { ID, object, TEXT } from '../schemas.ts'

interface Issued {
  readonly id: string
  readonly parent_id: string
  readonly number: string
}

/** @throws Refusal `not-found`; `wrong-state` for one that ended before; `not-allowed` for who may not print it. */
async function stillGood(tx: Tx, documentId: string): Promise<Issued> {
  const { rows } = await sql<
    Issued & { ended: string | null; may: boolean }
  >`select d.id, d.parent_id, d.number, e.ended,
      auth.may('registration', 'print', 'personal', d.office_id, d.owner_id, d.root_id, d.restriction_group) as may
    from registration.issued_document d left join registration.paper_end e on e.paper = d.id where d.id = ${documentId}`.execute(
    tx,
  )
  const [found] = rows
  if (found === undefined) throw new Refusal('not-found', 'there is no such paper among those you may see')
  if (!found.may) throw new Refusal('not-allowed', 'this is not among what you may print')
  if (found.ended !== null) throw new Refusal('wrong-state', 'this paper has ended')
  return found
}

const ENDED = object({ number: TEXT })
const SPOILED_BY = ['misprint', 'printer-fault', 'damaged', 'other'] as const

/** A paper came out wrong and was never given: it ends, and its blank is spoiled. Printing it again is no reprint of this one. */
export const spoil = defineCommand<{ documentId: string; because: (typeof SPOILED_BY)[number] }, { number: string }>({
  name: 'papers.spoil',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object({ documentId: ID, because: { enum: SPOILED_BY } }),
  output: ENDED,
  run: (tx, asking, { documentId, because }) => end(tx, asking, documentId, { ended: 'spoiled', because }),
})

const TAKEN_BACK = ['no-longer-entitled', 'damaged', 'expired', 'other'] as const

/** A paper was given back, or counts no longer though somebody has it still. */
export const takeBack = defineCommand<
  { documentId: string; ended: 'returned' | 'cancelled'; because: (typeof TAKEN_BACK)[number] },
  { number: string }
>({
  name: 'papers.takeBack',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object({ documentId: ID, ended: { enum: ['returned', 'cancelled'] }, because: { enum: TAKEN_BACK } }),
  output: ENDED,
  run: (tx, asking, { documentId, ended, because }) => end(tx, asking, documentId, { ended, because }),
})

async function end(
  tx: Tx,
  asking: Asking,
  documentId: string,
  how: Parameters<typeof endPaper>[3],
): Promise<{ number: string }> {
  const paper = await stillGood(tx, documentId)
  await endPaper(tx, asking, paper, how)
  return { number: paper.number }
}
