import pg from 'pg'
import { copyIn } from './copy.ts'
import { auditOf, copyText, type Manifest, migrationsOf, type Rows, tablesOf } from './manifest.ts'
import type { OpenBackup } from './openBackup.ts'
import { applyWithdrawn, type Withdrawn } from './withdrawn.ts'

export interface RestoreOptions {
  /** What was taken back since, and stays so. */
  readonly withdrawn?: Withdrawn | null
  /** SQL that closes doors which the rows would open again: see `closedDoors` of @nansen/auth. */
  readonly afterwards?: string
}

/**
 * Fills a database that was just migrated, and holds nothing yet, from a backup: all of it, or nothing. Afterwards every table has the rows it
 * had and the audit tree has the root it had; only nobody is signed in.
 * @param ownerUrl a superuser, or a login that was granted `set` on `session_replication_role`: triggers must rest meanwhile.
 * @throws Error when a file is damaged, the database holds people, or its migrations are not those of the backup.
 */
export async function restoreFrom(
  ownerUrl: string,
  backup: OpenBackup,
  options: RestoreOptions = {},
): Promise<Manifest> {
  const { manifest } = backup
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    const tables = await refuseUnlessFit(client, manifest)
    await client.query('set local session_replication_role = replica')
    await client.query(`truncate ${tables.map(({ table }) => table).join(', ')}`)
    for (const saved of manifest.tables) {
      await copyIn(client, `${copyText(saved)} from stdin`, backup.rowsOf(saved.file))
      const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n from ${saved.table}`)
      if (rows[0]!.n !== saved.rows)
        throw new Error(`${saved.table}: ${saved.rows} rows were in the backup and ${rows[0]!.n} came back`)
    }
    for (const { name, last } of manifest.sequences)
      if (last !== null) await client.query('select setval($1::regclass, $2)', [name, last])
    // Transaction numbers are those of another cluster: what still waits for its position waits in this one.
    await client.query('update audit.entry set xid = pg_current_xact_id() where pos is null')
    await client.query('update change.entry set xid = pg_current_xact_id() where pos is null')
    const audit = await auditOf(client)
    if (audit.root !== manifest.audit.root || audit.size !== manifest.audit.size)
      throw new Error('the audit did not come back as it was')
    await client.query('update auth.session set ended_at = now() where ended_at is null')
    await client.query(options.afterwards ?? '')
    const again = await applyWithdrawn(client, options.withdrawn ?? null)
    await client.query(
      `insert into audit.entry (module, action, record, ids, outcome, reason) values ('admin', 'restore', 'database', '{}', 'allow', $1)`,
      [`brought back as of ${manifest.takenAt}; taken back again: ${again}`],
    )
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

/** @returns the tables as this database has them: what a manifest says becomes SQL, so it must say exactly the same. */
async function refuseUnlessFit(client: pg.Client, manifest: Manifest): Promise<readonly Rows[]> {
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
  const tables = await tablesOf(client)
  const shape = (rows: readonly Rows[]) =>
    JSON.stringify(rows.map(({ table, columns }) => [table, columns.toSorted()]).toSorted())
  if (shape(tables) !== shape(manifest.tables)) throw new Error('the backup is of other tables than this database has')
  return tables
}
