import { type Language, newId, Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, createRecord, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type Printed, papers } from '../../index.ts'
import { ID, LANGUAGE, MONTHS, NUMBER, OWN_OR_LANGUAGE, object, TEXT } from '../schemas.ts'
import { monthsOf } from '../setting/printing.ts'
import { blankOf, CHOOSING, type Choosing, type Chosen, choose, chosenHow, MAY_LACK } from './choose.ts'

const COMMANDS = { commands: true } as const

interface Input extends Choosing {
  readonly language: Language | 'own'
  readonly secondLanguage?: Language
  readonly validMonths?: number
  /** People on one file. */
  readonly aFile?: number
}

/** The most people on a file: a hundred pages are set in some seconds, and photos of fifty fit in a command's memory. */
const MOST_A_FILE = 50

/** Begins a run: writes down who gets a paper and who does not and why, and takes blanks for it. Nothing is printed yet. */
export const begin = defineCommand<Input, { batchId: string; people: number; leftOut: number }>({
  name: 'papers.begin',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object(
    {
      ...CHOOSING,
      language: OWN_OR_LANGUAGE,
      secondLanguage: LANGUAGE,
      validMonths: MONTHS,
      aFile: { type: 'integer', minimum: 1, maximum: MOST_A_FILE },
    },
    [...MAY_LACK, 'secondLanguage', 'validMonths', 'aFile'],
  ),
  output: object({ batchId: TEXT, people: NUMBER, leftOut: NUMBER }),
  async run(tx, asking, input) {
    await sql`select papers.forget_old()`.execute(tx)
    const { officeId, template, language, secondLanguage = null, reason = null } = input
    const { people } = await choose(tx, asking, input)
    const gets = people.filter(({ why }) => why === null).length
    if (gets === 0) throw new Refusal('wrong-state', 'nobody of these can have this paper now', { why: 'nobody' })
    const rule = await sql<{
      a_file: number
    }>`select papers.rule_of(${officeId}::uuid, 'people-a-file') as a_file`.execute(tx)
    const batchId = newId<'papers.batch'>(asking.now().getTime())
    const values = {
      office_id: officeId,
      template,
      chosen: chosenHow(input),
      language,
      second_language: secondLanguage,
      valid_months: input.validMonths ?? (await monthsOf(tx, officeId, template)),
      reason,
      a_file: Math.min(input.aFile ?? rule.rows[0]!.a_file, MOST_A_FILE),
      people: gets,
      left_out: people.length - gets,
      progress: 'waiting',
    }
    await createRecord(tx, asking, papers, 'batch', values, { commands: true, id: batchId })
    const serials = await assign(tx, asking, { batchId, officeId, template, wanted: gets })
    await writeLines(tx, asking, batchId, people, serials)
    const printed = serials === null ? gets : Math.min(gets, serials.length)
    if (printed === 0)
      throw new Refusal('wrong-state', 'no blank is left at this office', {
        why: 'no-blank',
        label: 'papers.code.batch_line.why.no-blank',
      })
    if (printed < gets) await counted(tx, asking, batchId, { people: printed, left_out: people.length - printed })
    return { batchId, people: printed, leftOut: people.length - printed }
  },
})

/** Everybody of the run in order, with the blank that is theirs; who gets none has the reason. */
async function writeLines(
  tx: Tx,
  asking: Asking,
  batchId: string,
  people: Chosen['people'],
  serials: readonly string[] | null,
): Promise<void> {
  const left = serials === null ? null : [...serials]
  for (const [order, { person, why }] of people.entries()) {
    const serial = why === null ? (left?.shift() ?? null) : null
    const lacks = why ?? (left !== null && serial === null ? 'no-blank' : null)
    const line = {
      parent_id: batchId,
      sequence: order + 1,
      individual: person.id,
      outcome: lacks === null ? 'waiting' : 'left-out',
      why: lacks,
      serial,
    }
    await createRecord(tx, asking, papers, 'batch_line', line, COMMANDS)
  }
}

async function counted(tx: Tx, asking: Asking, id: string, patch: object): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from papers.batch where id = ${id}`.execute(tx)
  await changeRecord(tx, asking, papers, 'batch', id, rows[0]!.version, { ...patch }, COMMANDS)
}

interface Assigning {
  readonly batchId: string
  readonly officeId: string
  readonly template: Printed
  readonly wanted: number
}

/** Takes so many blanks for a run, the lowest serial numbers first. Null: the office keeps no stock of them. */
async function assign(
  tx: Tx,
  asking: Asking,
  { batchId, officeId, template, wanted }: Assigning,
): Promise<readonly string[] | null> {
  const blank = blankOf(template)
  const kept = await sql`select from papers.shelf where office_id = ${officeId}::uuid and blank = ${blank}`.execute(tx)
  if (kept.rows.length === 0) return null
  const { rows } = await sql<{
    series: string
    first: number
    count: number
  }>`select s.series, lower(b.serials)::int as first,
      (upper(b.serials) - lower(b.serials))::int as count
    from papers.blank b join papers.series s on s.id = b.series
    where b.office_id = ${officeId}::uuid and b.state = 'on-hand' and s.blank = ${blank} order by b.series, b.serials`.execute(
    tx,
  )
  const serials: string[] = []
  for (const { series, first, count } of rows) {
    const taken = Math.min(count, wanted - serials.length)
    if (taken === 0) break
    const act = { office_id: officeId, act: 'assigned', blank, series, first, count: taken, batch: batchId }
    await createRecord(tx, asking, papers, 'stock_act', act, COMMANDS)
    for (let n = first; n < first + taken; n++) serials.push(`${series}-${String(n).padStart(6, '0')}`)
  }
  return serials
}

/** Gives back what a run took and did not print on. */
export async function release(tx: Tx, asking: Asking, batchId: string, officeId: string): Promise<void> {
  const { rows } = await sql<{ series: string; blank: string; first: number; count: number }>`select s.series, s.blank,
      lower(b.serials)::int as first, (upper(b.serials) - lower(b.serials))::int as count
    from papers.blank b join papers.series s on s.id = b.series where b.batch = ${batchId}::uuid and b.state = 'assigned'`.execute(
    tx,
  )
  for (const left of rows)
    await createRecord(
      tx,
      asking,
      papers,
      'stock_act',
      { office_id: officeId, act: 'released', batch: batchId, ...left },
      COMMANDS,
    )
}

/** Ends a run that shall not go on; what was printed stays printed. */
export const stop = defineCommand<{ batchId: string }, { progress: string }>({
  name: 'papers.stop',
  module: 'registration',
  needs: { action: 'print', level: 'personal' },
  input: object({ batchId: ID }),
  output: object({ progress: TEXT }),
  async run(tx, asking, { batchId }) {
    const { rows } = await sql<{
      version: number
      progress: string
      office_id: string
    }>`select version, progress, office_id
      from papers.batch where id = ${batchId} for update`.execute(tx)
    const [batch] = rows
    if (batch === undefined) throw new Refusal('not-found', 'there is no such run among those you may see')
    if (['done', 'stopped'].includes(batch.progress)) throw new Refusal('wrong-state', 'this run has ended')
    await changeRecord(tx, asking, papers, 'batch', batchId, batch.version, { progress: 'stopped' }, COMMANDS)
    await release(tx, asking, batchId, batch.office_id)
    return { progress: 'stopped' }
  },
})
