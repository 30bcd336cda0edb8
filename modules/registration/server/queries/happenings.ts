import type { Tx } from '@nansen/store'
import { sql } from 'kysely'

/** One act of one colleague on a record and what hangs on it: what was touched, never with which value. */
export interface Happening {
  readonly at: string
  readonly command_id: string | null
  readonly staff_id: string | null
  /** The colleague's name; null for the installer. */
  readonly by: string | null
  /** What was added or changed, by record, with the fields. */
  readonly touched: readonly {
    readonly record: string
    readonly op: 'insert' | 'update' | 'delete'
    readonly fields: readonly string[]
  }[]
}

/** Acts shown on a page at most; the audit holds all. */
const MOST = 100

/** What happened to a record, newest first, for whoever may read it. */
export async function happeningsOf(tx: Tx, record: string, id: string): Promise<readonly Happening[]> {
  const { rows } = await sql<Happening>`select min(h.at) as at, h.command_id, h.staff_id, min(s.display_name) as by,
      jsonb_agg(jsonb_build_object('record', h.record_name, 'op', h.op, 'fields', h.fields) order by h.at) as touched
    from change.history('registration', ${record}, ${id}::uuid) h left join auth.staff s on s.id = h.staff_id
    group by h.command_id, h.staff_id, coalesce(h.command_id, h.row_id)
    order by min(h.at) desc limit ${MOST}`.execute(tx)
  return rows
}
