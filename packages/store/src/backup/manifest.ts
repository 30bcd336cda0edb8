import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { identifier } from '@nansen/access'
import type pg from 'pg'
import { peaksAt, sizeOf } from '../audit/sequencer.ts'
import { rootOf } from '../audit/tree.ts'

/** What a backup holds, and how to know that it is all there. */
export interface Manifest {
  /** 1: without a signature, and never sealed. */
  readonly format: 1 | 2
  readonly takenAt: string
  readonly serverVersion: string
  /** Migrations that the tables are of, in order. */
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly tables: readonly TableFile[]
  readonly sequences: readonly { readonly name: string; readonly last: string | null }[]
  readonly audit: { readonly size: number; readonly root: string; readonly checkpoint: string | null }
}
export interface Rows {
  /** `registration.individual`, as SQL takes it. */
  readonly table: string
  readonly columns: readonly string[]
}
export interface TableFile extends Rows {
  readonly file: string
  readonly rows: number
  /** Of the file, in hexadecimal. */
  readonly sha256: string
}

/** Everything of ours; not what PostgreSQL keeps for itself. */
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'public') and n.nspname not like 'pg\\_%'`

/** Every table and its stored columns, in the order of names. */
export async function tablesOf(client: pg.Client): Promise<readonly Rows[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and ${OURS} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by 1, 2 order by 1, 2`)
  return rows.map(({ schema, name, columns }) => ({ table: `${identifier(schema)}.${identifier(name)}`, columns }))
}

export async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string; last: string | null }>(`
    select n.nspname as schema, c.relname as name, pg_sequence_last_value(c.oid)::text as last
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${OURS} order by 1, 2`)
  return rows.map(({ schema, name, last }) => ({ name: `${identifier(schema)}.${identifier(name)}`, last }))
}

export async function migrationsOf(client: pg.Client): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from change.migration order by at, name',
  )
  return rows
}

/** The tree's root as the stored nodes give it. */
export async function auditOf(client: pg.Client): Promise<Manifest['audit']> {
  const size = await sizeOf(client)
  const root = rootOf((await peaksAt(client, size)).map(({ hash }) => hash)).toString('hex')
  const { rows } = await client.query<{ note: string }>('select note from audit.checkpoint order by size desc limit 1')
  return { size, root, checkpoint: rows[0]?.note ?? null }
}

export const copyText = ({ table, columns }: Rows): string => `copy ${table} (${columns.map(identifier).join(', ')})`

/** SHA-256 of a file, in hexadecimal. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Files of a backup beside those of its tables. */
export const FILES = {
  header: 'backup.json',
  manifest: 'manifest.json',
  sealedManifest: 'manifest.sealed',
  signature: 'signature',
} as const

/** What is signed: words of its own kind, and hashes of the header and the manifest, which holds those of all tables. */
export function signedOf(dir: string, manifest: string): Buffer {
  const hashes = [FILES.header, manifest].map(name =>
    createHash('sha256')
      .update(readFileSync(join(dir, name)))
      .digest(),
  )
  return Buffer.concat([Buffer.from('nansen backup 2\0'), ...hashes])
}
