import { type KeyObject, sign } from 'node:crypto'
import { createWriteStream, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { copyOut } from './copy.ts'
import {
  auditOf,
  copyText,
  FILES,
  hashOfFile,
  type Manifest,
  migrationsOf,
  type Rows,
  sequencesOf,
  signedOf,
  type TableFile,
  tablesOf,
} from './manifest.ts'
import { newSealing, type Sealing, type SealTo, sealer } from './sealing.ts'

export interface BackupOptions {
  /** Who alone can open it. Null: whoever has the folder reads every name in it. */
  readonly sealTo: SealTo | null
  /** Ed25519: whoever restores knows by it that the backup is this installation's, and whole. */
  readonly signer: KeyObject
  readonly now?: Date
}

/**
 * Writes every row of every schema of ours into `dir`, as of one moment, while people go on working. Keys are not in the database, and so not
 * in the backup. The signature is written last: a folder without one is not a backup.
 * @param ownerUrl a login that passes row security: the owner of the cluster.
 * @param dir empty or absent.
 */
export async function backupTo(ownerUrl: string, dir: string, options: BackupOptions): Promise<Manifest> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (readdirSync(dir).length > 0) throw new Error(`${dir} is not empty: a backup never overwrites another`)
  const sealing = options.sealTo === null ? null : await newSealing(options.sealTo)
  const header = sealing === null ? { format: 2 } : sealing.header
  writeFileSync(join(dir, FILES.header), `${JSON.stringify(header)}\n`, { mode: 0o600, flag: 'wx' })
  const manifest = await everythingTo(ownerUrl, dir, sealing, options.now ?? new Date())
  const name = sealing === null ? FILES.manifest : FILES.sealedManifest
  await writeThrough(Readable.from([JSON.stringify(manifest, null, 1)]), join(dir, name), sealing, name)
  const signature = sign(null, signedOf(dir, name), options.signer).toString('base64')
  writeFileSync(join(dir, 'signature.part'), `${signature}\n`, { mode: 0o600, flush: true })
  renameSync(join(dir, 'signature.part'), join(dir, FILES.signature))
  return manifest
}

async function everythingTo(ownerUrl: string, dir: string, sealing: Sealing | null, now: Date): Promise<Manifest> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // row_security off: an error instead of rows left out
    await client.query('begin isolation level repeatable read read only; set local row_security = off')
    const tables: TableFile[] = []
    for (const table of await tablesOf(client)) tables.push(await tableTo(client, dir, table, sealing))
    const version = await client.query<{ server_version: string }>('show server_version')
    const manifest: Manifest = {
      format: 2,
      takenAt: now.toISOString(),
      serverVersion: version.rows[0]!.server_version,
      migrations: await migrationsOf(client),
      tables,
      sequences: await sequencesOf(client),
      audit: await auditOf(client),
    }
    await client.query('commit')
    return manifest
  } finally {
    await client.end()
  }
}

async function tableTo(client: pg.Client, dir: string, table: Rows, sealing: Sealing | null): Promise<TableFile> {
  const file = `${table.table.replaceAll('"', '')}.copy.gz${sealing === null ? '' : '.sealed'}`
  const path = join(dir, file)
  const through = new PassThrough()
  const written = writeThrough(through.pipe(createGzip({ level: 6 })), path, sealing, file)
  await Promise.all([copyOut(client, `${copyText(table)} to stdout`, through), written])
  const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n from ${table.table}`)
  return { ...table, file, rows: rows[0]!.n, sha256: await hashOfFile(path) }
}

async function writeThrough(
  from: Readable | ReturnType<typeof createGzip>,
  path: string,
  sealing: Sealing | null,
  name: string,
) {
  const to = createWriteStream(path, { mode: 0o600, flags: 'wx' })
  if (sealing === null) await pipeline(from, to)
  else await pipeline(from, sealer(sealing, name), to)
}
