import { createWriteStream, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { copyOut } from './copy.ts'
import {
  auditOf,
  copyText,
  hashOfFile,
  type Manifest,
  migrationsOf,
  sequencesOf,
  type TableFile,
  tablesOf,
} from './manifest.ts'

/**
 * Writes every row of every schema of ours into `dir`, as of one moment, while people go on working. Keys are not in the database, and so not
 * in the backup. The manifest is written last: a folder without one is not a backup.
 * @param ownerUrl a login that passes row security: the owner of the cluster.
 * @param dir empty or absent.
 */
export async function backupTo(ownerUrl: string, dir: string, now: Date = new Date()): Promise<Manifest> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (readdirSync(dir).length > 0) throw new Error(`${dir} is not empty: a backup never overwrites another`)
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // row_security off: an error instead of rows left out
    await client.query('begin isolation level repeatable read read only; set local row_security = off')
    const tables: TableFile[] = []
    for (const table of await tablesOf(client)) tables.push(await tableTo(client, dir, table))
    const version = await client.query<{ server_version: string }>('show server_version')
    const manifest: Manifest = {
      format: 1,
      takenAt: now.toISOString(),
      serverVersion: version.rows[0]!.server_version,
      migrations: await migrationsOf(client),
      tables,
      sequences: await sequencesOf(client),
      audit: await auditOf(client),
    }
    await client.query('commit')
    writeFileSync(join(dir, 'manifest.part'), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
    renameSync(join(dir, 'manifest.part'), join(dir, 'manifest.json'))
    return manifest
  } finally {
    await client.end()
  }
}

async function tableTo(
  client: pg.Client,
  dir: string,
  table: Pick<TableFile, 'table' | 'columns'>,
): Promise<TableFile> {
  const file = `${table.table.replaceAll('"', '')}.copy.gz`
  const path = join(dir, file)
  const through = new PassThrough()
  const written = pipeline(through, createGzip({ level: 6 }), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  await Promise.all([copyOut(client, `${copyText(table)} to stdout`, through), written])
  const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n from ${table.table}`)
  return { ...table, file, rows: rows[0]!.n, sha256: await hashOfFile(path) }
}
