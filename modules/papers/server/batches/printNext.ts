import { type Language, Refusal } from '@nansen/kernel'
import type { ReprintReason } from '@nansen/registration'
import {
  type Asking,
  ChangedMeanwhile,
  changeRecord,
  createRecord,
  defineCommand,
  putAttachment,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import { type LeftOut, type Printed, papers } from '../../index.ts'
import { type Holder, holdersOf, whyNone } from '../people.ts'
import { ID, MAYBE, NUMBER, object, TEXT, today } from '../schemas.ts'
import { type Kept, keepAll, type Printing, plan, preparing, type SetPapers, said } from '../setting/printing.ts'
import { release } from './run.ts'

interface Batch {
  readonly id: string
  readonly version: number
  readonly office_id: string
  readonly template: Printed
  readonly language: Language | 'own'
  readonly second_language: Language | null
  readonly valid_months: number
  readonly reason: ReprintReason | null
  readonly a_file: number
  readonly progress: string
}

interface Line {
  readonly id: string
  readonly individual: string
  readonly serial: string | null
}

interface Answer {
  readonly progress: string
  readonly printed: number
  readonly waiting: number
  /** The printed file; null when nobody was left. */
  readonly file: string | null
}

const COMMANDS = { commands: true } as const

/**
 * Prints the next file of a run. Whoever has the run's page open asks again until it is done: what was printed is written down file by file,
 * so a reload, another machine or a restart goes on where it stood, with the rights of whoever goes on.
 */
export const printNext = defineCommand<{ batchId: string }, Answer, SetPapers | undefined>({
  name: 'papers.printNext',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object({ batchId: ID }),
  output: object({ progress: TEXT, printed: NUMBER, waiting: NUMBER, file: MAYBE }),
  async outside(tx, asking, { batchId }) {
    const next = await nextOf(tx, asking, batchId, false)
    return preparing(tx, asking, await plan(tx, asking, next.people, next.printing), next.batch.template)
  },
  async run(tx, asking, { batchId }, made) {
    const next = await nextOf(tx, asking, batchId, true)
    const planned = await plan(tx, asking, next.people, next.printing)
    if (made === undefined || said(planned) !== made.of) throw new ChangedMeanwhile()
    const kept = await keepAll(tx, asking, planned, made, next.printing, next.serials)
    return note(tx, asking, next, kept, made)
  },
})

interface Next {
  readonly batch: Batch
  readonly printing: Printing
  readonly lines: readonly Line[]
  /** In the order of the file. */
  readonly people: readonly Holder[]
  readonly serials: readonly (string | null)[]
  /** Who could when the run began, and cannot now. */
  readonly leftOut: readonly { readonly line: Line; readonly why: LeftOut }[]
}

async function nextOf(tx: Tx, asking: Asking, batchId: string, held: boolean): Promise<Next> {
  const batch = await batchOf(tx, batchId, held)
  const { template, language, second_language, valid_months, reason } = batch
  const { rows: lines } = await sql<Line>`select id, individual, serial from papers.batch_line
    where parent_id = ${batchId} and outcome = 'waiting' order by sequence limit ${batch.a_file}`.execute(tx)
  const ids = lines.map(({ individual }) => individual)
  const holders = new Map((await holdersOf(tx, ids, template, today(asking))).map(person => [person.id, person]))
  const judged = lines.map(line => {
    const person = holders.get(line.individual)
    const why: LeftOut | null =
      person === undefined ? 'not-found' : whyNone(person, { template, reason, run: { officeId: batch.office_id } })
    return { line, person, why }
  })
  const fit = judged.filter(({ why }) => why === null)
  return {
    batch,
    printing: { template, language, secondLanguage: second_language, validMonths: valid_months, reason },
    lines: fit.map(({ line }) => line),
    people: fit.map(({ person }) => person!),
    serials: fit.map(({ line }) => line.serial),
    leftOut: judged.flatMap(({ line, why }) => (why === null ? [] : [{ line, why }])),
  }
}

/** @throws Refusal `not-found`; `wrong-state` for a run that has ended. */
async function batchOf(tx: Tx, id: string, held: boolean): Promise<Batch> {
  const lock = held ? sql`for update` : sql``
  const { rows } =
    await sql<Batch>`select id, version, office_id, template, language, second_language, valid_months, reason, a_file,
    progress from papers.batch where id = ${id} ${lock}`.execute(tx)
  const [batch] = rows
  if (batch === undefined) throw new Refusal('not-found', 'there is no such run among those you may see')
  if (['done', 'stopped'].includes(batch.progress)) throw new Refusal('wrong-state', 'this run has ended')
  return batch
}

async function note(
  tx: Tx,
  asking: Asking,
  { batch, lines, leftOut }: Next,
  kept: readonly Kept[],
  made: SetPapers,
): Promise<Answer> {
  const sheets = await sql<{ next: number }>`select count(*)::int + 1 as next from papers.batch_file
    where parent_id = ${batch.id}`.execute(tx)
  const sheet = sheets.rows[0]!.next
  for (const [order, line] of lines.entries())
    await sql`update papers.batch_line set outcome = 'printed', number = ${kept[order]!.number}, serial = ${kept[order]!.serial},
      sheet = ${sheet} where id = ${line.id}`.execute(tx)
  for (const { line, why } of leftOut)
    await sql`update papers.batch_line set outcome = 'left-out', why = ${why}, serial = null where id = ${line.id}`.execute(
      tx,
    )
  const file = kept.length === 0 ? null : await keepFile(tx, asking, batch.id, sheet, kept, made)
  const left = await sql<{ waiting: number; printed: number; left_out: number }>`select
      (count(*) filter (where outcome = 'waiting'))::int as waiting, (count(*) filter (where outcome = 'printed'))::int as printed,
      (count(*) filter (where outcome = 'left-out'))::int as left_out
    from papers.batch_line where parent_id = ${batch.id}`.execute(tx)
  const { waiting, printed, left_out } = left.rows[0]!
  const progress = waiting === 0 ? 'done' : 'printing'
  const patch = { progress, people: waiting + printed, left_out }
  await changeRecord(tx, asking, papers, 'batch', batch.id, batch.version, patch, COMMANDS)
  if (waiting === 0) await release(tx, asking, batch.id, batch.office_id)
  return { progress, printed, waiting, file }
}

/** The file of all of them is whoever printed it's own, until it is forgotten. */
async function keepFile(
  tx: Tx,
  asking: Asking,
  batchId: string,
  sheet: number,
  kept: readonly Kept[],
  made: SetPapers,
): Promise<string> {
  const { pdf, sha256 } = made.sheet ?? made.each[0]!
  const file = made.sheet === null ? kept[0]!.attachmentId : await putAttachment(tx, asking, pdf)
  const values = { parent_id: batchId, sequence: sheet, people: kept.length, file, sha256 }
  await createRecord(tx, asking, papers, 'batch_file', values, COMMANDS)
  return file
}
