import { identifier, literal, tableName } from '@nansen/access'
import type { Module } from '@nansen/model'
import { CompiledQuery } from 'kysely'
import { auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { type Place, placeOf, type StoredRow } from './place.ts'
import { companionsAt, withCompanions } from './withCompanions.ts'

/** Rows of one kind that a page shows at most; the list of that record has the rest. */
const MOST = 200

interface Children<Name> {
  /** Rows of one kind at most. Default 200. */
  readonly most?: number
  /** Kinds that come with their protected and sealed fields, as `getRecord` gives them. */
  readonly whole?: readonly Name[]
}

/**
 * What hangs on one root record, by name of the child record, newest first, without what was withdrawn and without protected fields unless
 * `whole`: the answer to one question to the database (and one for each kind that is whole and there), and one audit row with the kinds and the
 * ids of all that is shown.
 */
export async function readChildren<Name extends string>(
  tx: Tx,
  asking: Asking,
  module: Module,
  rootId: string,
  records: readonly Name[],
  { most = MOST, whole = [] }: Children<Name> = {},
): Promise<Readonly<Record<Name, readonly StoredRow[]>>> {
  const question = CompiledQuery.raw(questionFor(module, records, most), [rootId])
  const { rows } = await tx.executeQuery<{ record: Name; found: StoredRow }>(question)
  const by = Map.groupBy(rows, ({ record }) => record)
  const shown = await Promise.all(
    records.map(async record => {
      const place = placeOf(module, record)
      const found = newestFirst(by.get(record) ?? []).map(instantsOf(place))
      return [record, whole.includes(record) ? await withCompanions(tx, place, found) : found] as const
    }),
  )
  if (rows.length > 0) await noteShown(tx, asking, module, { rootId, shown, whole })
  return Object.fromEntries(shown) as Record<Name, readonly StoredRow[]>
}

interface Shown {
  readonly rootId: string
  readonly shown: readonly (readonly [record: string, rows: readonly StoredRow[]])[]
  readonly whole: readonly string[]
}

/** One row of audit: of which kinds there was something, whose rows these are, and which protected fields were among them. */
function noteShown(tx: Tx, asking: Asking, module: Module, { rootId, shown, whole }: Shown): Promise<void> {
  const seen = shown.filter(([, rows]) => rows.length > 0)
  const guarded = seen
    .filter(([record]) => whole.includes(record))
    .flatMap(([record, rows]) =>
      companionsAt(placeOf(module, record))
        .names.filter(name => rows.some(row => name in row))
        .map(name => `${record}.${name}`),
    )
  return auditRead(tx, asking, {
    module: module.name,
    action: 'read',
    record: seen.map(([record]) => record).join(' '),
    ids: [rootId, ...seen.flatMap(([, rows]) => rows.map(({ id }) => id))],
    people: [rootId],
    fields: guarded,
    reason: 'page',
  })
}

/** Instants as every other answer has them: in JSON PostgreSQL writes UTC as `+00:00`. */
function instantsOf({ columns, definition }: Place): (row: StoredRow) => StoredRow {
  const instants = columns.filter(name => KEPT_AT.includes(name) || definition.fields[name]?.kind === 'instant')
  return row => ({
    ...row,
    ...Object.fromEntries(
      instants.flatMap(name => {
        const value = row[name]
        return typeof value === 'string' ? [[name, value.replace(/\+00:00$/, 'Z')]] : []
      }),
    ),
  })
}
const KEPT_AT: readonly string[] = ['created_at', 'changed_at', 'withdrawn_at']

const newestFirst = (rows: readonly { readonly found: StoredRow }[]): readonly StoredRow[] =>
  rows.map(({ found }) => found).toSorted((a, b) => (a.id < b.id ? 1 : -1))

/** A question names every column of a dozen tables: it is written once. `$1` is the root's identifier. */
const questions = new WeakMap<Module, Map<string, string>>()

function questionFor(module: Module, records: readonly string[], most: number): string {
  const known = questions.get(module) ?? new Map<string, string>()
  questions.set(module, known)
  const name = `${most} ${records.join(' ')}`
  const before = known.get(name)
  if (before !== undefined) return before
  const question = records.map(record => rowsOf(module, record, most)).join(' union all ')
  known.set(name, question)
  return question
}

function rowsOf(module: Module, record: string, most: number): string {
  const columns = placeOf(module, record).columns.map(name => `r.${identifier(name)}`)
  return `(select ${literal(record)} as record, row_to_json(x) as found from (
    select ${columns.join(', ')} from ${tableName(module.name, record)} r where r.root_id = $1::uuid and r.withdrawn_at is null order by r.id desc limit ${most}) x)`
}
