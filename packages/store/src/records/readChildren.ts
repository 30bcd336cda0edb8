import type { Module } from '@nansen/model'
import { type RawBuilder, sql } from 'kysely'
import { auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { column, placeOf, type StoredRow } from './place.ts'

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
  const parts = records.map(record => sql`${sql.lit(record)}, ${rowsOf(module, record, rootId)}`)
  const { rows } = await sql<{
    found: Record<Name, readonly StoredRow[]>
  }>`select jsonb_build_object(${sql.join(parts)}) as found`.execute(tx)
  const { found } = rows[0]!
  const ids = Object.values<readonly StoredRow[]>(found).flatMap(each => each.map(({ id }) => id))
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
  return found
}

function rowsOf(module: Module, record: string, rootId: string): RawBuilder<unknown> {
  const place = placeOf(module, record)
  const columns = sql.join(place.columns.map(name => sql`r.${column(name)}`))
  return sql`(select coalesce(jsonb_agg(to_jsonb(x) order by x.id desc), '[]') from (
    select ${columns} from ${place.table} r where r.root_id = ${rootId}::uuid and r.withdrawn_at is null order by r.id desc limit ${MOST}) x)`
}
