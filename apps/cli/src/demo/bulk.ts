import { createHash, hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { copyIn } from '@nansen/store/copy'
import type pg from 'pg'
import { type BulkRow, type Chunk, chunkOf } from './copyText.ts'

/** Rows turned into text at a time. */
const AT_ONCE = 4_000

/**
 * A load as one audited act: row triggers are silent for this transaction, and one audit row holds the hash of everything that was
 * loaded, in order. For invented people and for migrations of old records, where a row of audit for each would be noise.
 */
export interface Bulk {
  /** Adds rows that all have the columns of the first; a value that is absent is null. */
  readonly add: (table: string, rows: readonly BulkRow[]) => Promise<void>
  /** The same of rows that are text already. @param emptied the table was emptied in this transaction: its rows will need no vacuum */
  readonly copy: (chunk: Chunk, emptied?: boolean) => Promise<void>
  readonly client: pg.Client
}

/** @param what names the load in the audit. Needs the owner, who may silence triggers. */
export async function asOneBatch(client: pg.Client, what: string, work: (bulk: Bulk) => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local session_replication_role = 'replica'`)
    const { bulk, entry } = bulkOf(client)
    await work(bulk)
    const loaded = entry()
    if (loaded.tables.length > 0)
      await client.query(
        `insert into audit.entry (module, action, record, ids, fields, outcome, reason, content) values ('admin', 'load', 'batch', '{}', $1, 'allow', $2, $3)`,
        [loaded.tables, `${what}: ${loaded.counts}`, loaded.content],
      )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function bulkOf(client: pg.Client) {
  const content = createHash('sha256')
  const counts = new Map<string, number>()
  const copy = async (chunk: Chunk, emptied = false): Promise<void> => {
    const { table, columns, rows, text } = chunk
    content.update(`${table} ${columns.join(' ')}\n`).update(text)
    counts.set(table, (counts.get(table) ?? 0) + rows)
    const list = columns.map(column => `"${column}"`).join(', ')
    const frozen = emptied ? ' (freeze)' : ''
    await copyIn(client, `copy ${table} (${list}) from stdin${frozen}`, Readable.from([Buffer.from(text.buffer)]))
  }
  const add = async (table: string, rows: readonly BulkRow[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += AT_ONCE) await copy(chunkOf(table, rows.slice(at, at + AT_ONCE)))
  }
  const entry = () => ({
    tables: [...counts.keys()],
    counts: [...counts].map(([table, rows]) => `${rows} ${table}`).join(', '),
    content: content.digest(),
  })
  return { bulk: { client, add, copy } satisfies Bulk, entry }
}

/** The same identifier for the same name, every time: a world loaded twice is the same world. Version 8 of RFC 9562. */
export function idOf(name: string): string {
  const hex = hash('sha256', `nansen practice world/${name}`)
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
