import { isId } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { sql } from 'kysely'
import { about, auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { notFound, placeOf } from './place.ts'

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
 * How a record came to be what it is, oldest first, for whoever may read it; that protected fields changed is shown only to who may see them.
 * The read is audited. @throws Refusal `not-found`.
 */
export async function getHistory(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  id: string,
): Promise<readonly HistoryEntry[]> {
  placeOf(module, record)
  const { rows } = isId(id)
    ? await sql<HistoryEntry>`select at, staff_id, command_id, record_name as record, row_id, op, part, fields, set
        from change.history(${module.name}, ${record}, ${id})`.execute(tx)
    : { rows: [] }
  const looked = { module: module.name, action: 'read', record, ids: isId(id) ? [id] : [], reason: 'history' } as const
  if (rows.length === 0) throw about(notFound(), looked)
  await auditRead(tx, asking, looked)
  return rows
}
