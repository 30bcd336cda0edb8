import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { decodeImage } from '@nansen/biometrics'
import { backupTo } from '@nansen/store'
import { type FreshDatabase, withClient } from '@nansen/testing'

/** Bytes that stand in a file by chance once in 2^192. */
const NEEDLE = 24

/** What would be met where a file stood readable: pieces of it as it is, and of its pixels. */
export function needlesOf(paths: readonly string[]): readonly Buffer[] {
  return paths.flatMap(path => {
    const file = readFileSync(path)
    const pixels = Buffer.from(decodeImage(new Uint8Array(file)).pixels)
    return [file, pixels].map(bytes => bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + NEEDLE))
  })
}

/** As `bytea` is printed, and as base64 stands in a text, whichever byte it begins with. */
function printed(needle: Buffer): readonly string[] {
  const base64 = [0, 1, 2].map(skip =>
    needle.subarray(skip, skip + 3 * Math.floor((NEEDLE - skip) / 3)).toString('base64'),
  )
  return [needle.toString('hex'), ...base64]
}

/** Tables of which a row, printed, holds one of them. */
export async function tablesWith(ownerUrl: string, needles: readonly Buffer[]): Promise<readonly string[]> {
  const words = needles.flatMap(printed)
  return withClient(ownerUrl, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of rows) {
      const held = await client.query(
        `select from (select t::text as said from ${name} t offset 0) r
         where exists (select from unnest($1::text[]) word where position(word in r.said) > 0) limit 1`,
        [words],
      )
      if (held.rowCount! > 0) found.push(name)
    }
    return found
  })
}

/** Files of this database in the cluster's data folder, and of its log of changes, that hold one of them as it is. */
export async function filesWith(ownerUrl: string, needles: readonly Buffer[]): Promise<readonly string[]> {
  const folders = await withClient(ownerUrl, async client => {
    await client.query('checkpoint')
    const { rows } = await client.query<{ folder: string; oid: string }>(
      `select current_setting('data_directory') as folder, oid::text from pg_database where datname = current_database()`,
    )
    return [join(rows[0]!.folder, 'base', rows[0]!.oid), join(rows[0]!.folder, 'pg_wal')]
  })
  return folders.flatMap(folder =>
    readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(folder, entry.name))
      .filter(path => holdsOne(read(path), needles)),
  )
}

/** Files of a backup that nobody sealed, unpacked, that hold one of them as it is or printed. */
export async function backupFilesWith(
  database: FreshDatabase,
  dir: string,
  needles: readonly Buffer[],
): Promise<readonly string[]> {
  await backupTo(database.ownerUrl, dir, { sealTo: null, signer: database.store.keys!.backups })
  const words = [...needles, ...needles.flatMap(printed).map(word => Buffer.from(word))]
  return readdirSync(dir).filter(name => {
    const bytes = readFileSync(join(dir, name))
    return holdsOne(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, words)
  })
}

const holdsOne = (bytes: Buffer, needles: readonly Buffer[]) => needles.some(needle => bytes.includes(needle))

/** A file of a running cluster may be gone by now. */
function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
