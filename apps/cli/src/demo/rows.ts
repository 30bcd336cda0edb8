import type { BulkRow } from './copyText.ts'

/** Rows of one load, by table, in the order in which tables refer to each other. */
export type Rows = Map<string, BulkRow[]>

export function put(rows: Rows, table: string, row: BulkRow): void {
  const list = rows.get(table)
  if (list === undefined) rows.set(table, [row])
  else list.push(row)
}
