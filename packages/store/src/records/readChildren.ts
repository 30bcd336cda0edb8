import { identifier, literal, tableName } from '@nansen/access'
import type { Module } from '@nansen/model'
import { CompiledQuery } from 'kysely'
import { auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { placeOf, type StoredRow } from './place.ts'

/** Rows of one kind that a page shows at most; the list of that record has the rest. */
const MOST = 200

/**
 * What hangs on one root record, by name of the child record, newest first, without protected fields and without what was withdrawn: the
 * answer to one question to the database, and one audit row with the ids of all that is shown.
 */
export async function readChildren<Name extends string>(
  tx: Tx,
  asking: Asking,
  module: Module,
  rootId: string,
  records: readonly Name[],
): Promise<Readonly<Record<Name, readonly StoredRow[]>>> {
  const question = CompiledQuery.raw(questionFor(module, records), [rootId])
  const { rows } = await tx.executeQuery<{ record: Name; found: StoredRow }>(question)
  const by = Map.groupBy(rows, ({ record }) => record)
  const found = Object.fromEntries(records.map(record => [record, newestFirst(by.get(record) ?? [])]))
  const ids = rows.map(({ found: { id } }) => id)
  if (ids.length > 0) {
    const looked = {
      module: module.name,
      action: 'read',
      record: records.join(' '),
      ids: [rootId, ...ids],
      people: [rootId],
      reason: 'page',
    } as const
    await auditRead(tx, asking, looked)
  }
  return found as Record<Name, readonly StoredRow[]>
}

const newestFirst = (rows: readonly { readonly found: StoredRow }[]): readonly StoredRow[] =>
  rows.map(({ found }) => found).toSorted((a, b) => (a.id < b.id ? 1 : -1))

/** A question names every column of a dozen tables: it is written once. `$1` is the root's identifier. */
const questions = new WeakMap<Module, Map<string, string>>()

function questionFor(module: Module, records: readonly string[]): string {
  const known = questions.get(module) ?? new Map<string, string>()
  questions.set(module, known)
  const name = records.join(' ')
  const before = known.get(name)
  if (before !== undefined) return before
  const question = records.map(record => rowsOf(module, record)).join(' union all ')
  known.set(name, question)
  return question
}

function rowsOf(module: Module, record: string): string {
  const columns = placeOf(module, record).columns.map(name => `r.${identifier(name)}`)
  return `(select ${literal(record)} as record, row_to_json(x) as found from (
    select ${columns.join(', ')} from ${tableName(module.name, record)} r where r.root_id = $1::uuid and r.withdrawn_at is null order by r.id desc limit ${MOST}) x)`
}
