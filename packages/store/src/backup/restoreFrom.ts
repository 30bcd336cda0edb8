import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { copyIn } from './copy.ts'
import { auditOf, copyText, hashOfFile, type Manifest, migrationsOf, tablesOf } from './manifest.ts'

/** Reads and checks a backup's files. @throws Error naming the first file that is not what was written. */
export async function checkBackup(dir: string): Promise<Manifest> {
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Manifest
  if (manifest.format !== 1)
    throw new Error(`this backup is of format ${manifest.format}, which this version cannot read`)
  for (const { file, sha256 } of manifest.tables) {
    if ((await hashOfFile(join(dir, file))) !== sha256) throw new Error(`the backup is damaged: ${file}`)
  }
  return manifest
}

/**
 * Fills a database that was just migrated, and holds nothing yet, from a backup: all of it, or nothing. Afterwards every table has the rows it
 * had and the audit tree has the root it had.
 * @param ownerUrl a superuser, or a login that was granted `set` on `session_replication_role`: triggers must rest meanwhile.
 * @throws Error when a file is damaged, the database holds people, or its migrations are not those of the backup.
 */
export async function restoreFrom(ownerUrl: string, dir: string): Promise<Manifest> {
  const manifest = await checkBackup(dir)
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    await refuseUnlessFit(client, manifest)
    await client.query('set local session_replication_role = replica')
    await client.query(`truncate ${(await tablesOf(client)).map(({ table }) => table).join(', ')}`)
    for (const table of manifest.tables) {
      const from = createReadStream(join(dir, table.file)).pipe(createGunzip())
      await copyIn(client, `${copyText(table)} from stdin`, from)
      const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n from ${table.table}`)
      if (rows[0]!.n !== table.rows)
        throw new Error(`${table.table}: ${table.rows} rows were saved and ${rows[0]!.n} came back`)
    }
    for (const { name, last } of manifest.sequences)
      if (last !== null) await client.query('select setval($1::regclass, $2)', [name, last])
    // Transaction numbers are those of another cluster: what still waits for its position waits in this one.
    await client.query('update audit.entry set xid = pg_current_xact_id() where pos is null')
    await client.query('update change.entry set xid = pg_current_xact_id() where pos is null')
    const audit = await auditOf(client)
    if (audit.root !== manifest.audit.root || audit.size !== manifest.audit.size)
      throw new Error('the audit did not come back as it was')
    await client.query('commit')
    await client.query('analyze')
    return manifest
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

async function refuseUnlessFit(client: pg.Client, manifest: Manifest): Promise<void> {
  const people = await client.query('select from auth.staff limit 1')
  if (people.rows.length > 0) throw new Error('this database holds people already: restore into an empty one')
  const names = (migrations: Manifest['migrations']) =>
    migrations
      .map(({ name, hash }) => `${name} ${hash}`)
      .toSorted()
      .join('\n')
  if (names(await migrationsOf(client)) !== names(manifest.migrations)) {
    throw new Error('the backup is of another version: install the version it was taken with, restore, then update')
  }
}
