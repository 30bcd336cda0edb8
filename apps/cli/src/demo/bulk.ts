import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Rows sent in one statement: a few megabytes. */
const BATCH = 4_000

export type BulkRow = Readonly<Record<string, unknown>>

/**
 * A load as one audited act: row triggers are silent for this transaction, and one audit row holds the hash of everything that was
 * loaded, in order. For invented people and for migrations of old records, where a row of audit for each would be noise.
 */
export interface Bulk {
  /** Inserts rows that all have the columns of the first; a value that is absent is null. */
  add(table: string, rows: readonly BulkRow[]): Promise<void>
  readonly client: pg.Client
}

/** @param what names the load in the audit. Needs the owner, who may silence triggers. */
export async function asOneBatch(client: pg.Client, what: string, work: (bulk: Bulk) => Promise<void>): Promise<void> {
  const hash = createHash('sha256')
  const counts = new Map<string, number>()
  await client.query('begin')
  try {
    await client.query(`set local session_replication_role = 'replica'`)
    await work({
      client,
      async add(table, rows) {
        for (let at = 0; at < rows.length; at += BATCH) {
          const json = JSON.stringify(rows.slice(at, at + BATCH))
          hash.update(`${table}\n${json}\n`)
          await insert(client, table, Object.keys(rows[0]!), json)
        }
        counts.set(table, (counts.get(table) ?? 0) + rows.length)
      },
    })
    if (counts.size > 0)
      await client.query(
        `insert into audit.entry (module, action, record, ids, fields, outcome, reason, content) values ('admin', 'load', 'batch', '{}', $1, 'allow', $2, $3)`,
        [
          [...counts.keys()],
          `${what}: ${[...counts].map(([table, rows]) => `${rows} ${table}`).join(', ')}`,
          hash.digest(),
        ],
      )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function insert(client: pg.Client, table: string, columns: readonly string[], json: string): Promise<void> {
  const list = columns.map(column => `"${column}"`).join(', ')
  await client.query(
    `insert into ${table} (${list}) overriding system value select ${list} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [json],
  )
}

/** The same identifier for the same name, every time: a world loaded twice is the same world. Version 8 of RFC 9562. */
export function idOf(name: string): string {
  const bytes = createHash('sha256').update(`nansen practice world/${name}`).digest().subarray(0, 16)
  bytes[6] = 0x80 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
