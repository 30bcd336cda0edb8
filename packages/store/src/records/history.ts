import { isId } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { sql } from 'kysely'
import { about, auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { notFound, type Place, placeOf } from './place.ts'

/** One change of a record or of what hangs on it. */
export interface HistoryEntry {
  readonly at: string
  /** Null: the installer. */
  readonly staff_id: string | null
  /** Equal for all that one act changed. */
  readonly command_id: string | null
  readonly record: string
  readonly row_id: string
  readonly op: 'insert' | 'update' | 'delete'
  readonly part: 'open' | 'protected' | 'sealed'
  readonly fields: readonly string[]
  /** What the fields became; null for protected and sealed parts, and after erasure. */
  readonly set: Readonly<Record<string, unknown>> | null
}

/**
 * How a record came to be what it is, oldest first, for whoever may read it; that protected fields changed is shown only to who may see
 * them, and of what hangs on it only the rows the asker may read now. The read is audited. @throws Refusal `not-found`.
 */
export async function getHistory(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  id: string,
): Promise<readonly HistoryEntry[]> {
  const place = placeOf(module, record)
  const told = isId(id) && (await readable(tx, place, [id])).has(id) ? await entriesOf(tx, module, record, id) : []
  const looked = { module: module.name, action: 'read', record, ids: isId(id) ? [id] : [], reason: 'history' } as const
  if (told.length === 0) throw about(notFound(), looked)
  await auditRead(tx, asking, looked)
  return told
}

/** `change.history` knows levels and the root; what a record's own policies say beyond that, its rows are asked. */
async function entriesOf(tx: Tx, module: Module, record: string, id: string): Promise<readonly HistoryEntry[]> {
  const { rows } =
    await sql<HistoryEntry>`select at, staff_id, command_id, record_name as record, row_id, op, part, fields, set
    from change.history(${module.name}, ${record}, ${id})`.execute(tx)
  const seen = new Set<string>()
  for (const [name, entries] of Map.groupBy(rows, entry => entry.record)) {
    if (!Object.hasOwn(module.records, name)) continue
    const ids = [...new Set(entries.map(entry => entry.row_id))]
    for (const each of await readable(tx, placeOf(module, name), ids)) seen.add(each)
  }
  return rows.filter(entry => seen.has(entry.row_id))
}

async function readable(tx: Tx, { table }: Place, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from ${table} where id = any (${ids}::uuid[])`.execute(tx)
  return new Set(rows.map(row => row.id))
}
