import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withOwner } from '../openDatabase.ts'

/** Not part of a backup: PostgreSQL makes them anew (its manual, 25.3.4). `pg_wal` is copied at the end, and only what is needed. */
const LEFT_OUT = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const FILES_LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map'])

/**
 * Copies the files of a running database while people work (PostgreSQL's manual, 25.3.3): a slot keeps the log until it is copied
 * too, and replaying that log makes the copy whole.
 * @param data the cluster's data folder
 */
export async function copyDatabase(ownerUrl: string, data: string, target: string): Promise<void> {
  await withOwner(ownerUrl, async client => {
    await client.query(`select pg_create_physical_replication_slot('nansen_backup', true, true)`)
    const started = await client.query<{ segment: string }>(
      `select pg_walfile_name(pg_backup_start('nansen backup', true)) as segment`,
    )
    copyFolder(data, target, 0)
    const stopped = await client.query<{ label: string; map: string; segment: string }>(
      `select labelfile as label, spcmapfile as map, pg_walfile_name(lsn) as segment from pg_backup_stop(false)`,
    )
    const [first, last] = [started.rows[0]?.segment, stopped.rows[0]?.segment]
    if (first === undefined || last === undefined)
      throw new Error('the database did not say which log belongs to the backup')
    writeFileSync(join(target, 'backup_label'), stopped.rows[0]?.label ?? '', { mode: 0o600 })
    await client.query('select pg_switch_wal()')
    copyLog(join(data, 'pg_wal'), join(target, 'pg_wal'), first, last)
  })
}

function copyFolder(from: string, to: string, depth: number): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    const isOut = (depth === 0 && LEFT_OUT.has(entry.name)) || entry.name.startsWith('pgsql_tmp')
    if (entry.isDirectory() && isOut) mkdirSync(target, { recursive: true, mode: 0o700 })
    else if (entry.isDirectory()) copyFolder(source, target, depth + 1)
    else if (!FILES_LEFT_OUT.has(entry.name)) copyUnlessGone(source, target)
  }
}

/** A table dropped meanwhile takes its file along; the log knows. */
function copyUnlessGone(source: string, target: string): void {
  try {
    copyFileSync(source, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Segment names are 24 hexadecimal digits that sort as they were written. */
function copyLog(from: string, to: string, first: string, last: string): void {
  mkdirSync(join(to, 'archive_status'), { recursive: true, mode: 0o700 })
  const needed = readdirSync(from).filter(name => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
  if (needed[0] === undefined) throw new Error('the log of the backup is gone')
  for (const name of needed) copyFileSync(join(from, name), join(to, name))
}
