import type { PoolClient } from 'pg'
import type { Keys } from '../keyFile.ts'
import type { Store } from '../store.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { AUDIT_COLUMNS, type AuditRow, leafData, leafHash } from './leaf.ts'
import { append, type Node, peaks, rootOf } from './tree.ts'

/** Rows taken in one transaction. */
const BATCH = 5_000
/** A checkpoint is signed after this many rows, or this long after the last when anything came. sync-and-security.md 3.3. */
const CHECKPOINT_ROWS = 10_000
const CHECKPOINT_MS = 60_000

export interface Sequenced {
  readonly audit: number
  readonly changes: number
  /** The checkpoint signed this time, if it was time for one. */
  readonly checkpoint: string | null
}

/**
 * Gives waiting audit and change rows their position, builds the tree over the audit, and signs a checkpoint when it is time (or `sign`).
 * Rows of transactions that are still open wait, so that no position is ever given twice or left out. One sequencer at a time: a second
 * does nothing. Needs the login `nansen_sync` and the key file.
 */
export async function sequence(
  store: Store,
  options: { readonly now?: () => Date; readonly sign?: boolean } = {},
): Promise<Sequenced> {
  const { keys } = store
  if (keys === null) throw new Error('this process has no key file: it cannot sign checkpoints')
  const now = options.now?.() ?? new Date()
  const client = await store.pool('nansen_sync').connect()
  try {
    await client.query('begin')
    const mine = await client.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('nansen sequencer')) as mine`,
    )
    if (!mine.rows[0]?.mine) {
      await client.query('rollback')
      return { audit: 0, changes: 0, checkpoint: null }
    }
    const changes = await sequenceChanges(client)
    const audit = await sequenceAudit(client)
    const checkpoint = await signWhenDue(client, keys, now, options.sign ?? false)
    await client.query('commit')
    return { audit, changes, checkpoint }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** Rows whose transaction is over, in the order of transactions and then of writing. */
const WAITING = `where pos is null and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq limit ${BATCH}`

async function sequenceChanges(client: PoolClient): Promise<number> {
  const done = await client.query(
    `with waiting as (select id, row_number() over (order by xid, seq) - 1 as n from (select id, xid, seq from change.entry ${WAITING}) w),
      size as (select coalesce(max(pos) + 1, 0) as size from change.entry)
     update change.entry e set pos = size.size + w.n from waiting w, size where e.id = w.id`,
  )
  return done.rowCount ?? 0
}

async function sequenceAudit(client: PoolClient): Promise<number> {
  const { rows } = await client.query<AuditRow>(`select ${AUDIT_COLUMNS} from audit.entry ${WAITING}`)
  if (rows.length === 0) return 0
  const size = await sizeOf(client)
  const before = await peaksAt(client, size)
  const leaves = rows.map(row => leafHash(leafData(row)))
  const { made } = append(before, leaves)
  await client.query(
    `update audit.entry e set pos = $1::bigint + w.n - 1, leaf = w.leaf from unnest($2::uuid[], $3::bytea[]) with ordinality as w (id, leaf, n) where e.id = w.id`,
    [size, rows.map(({ id }) => id), leaves],
  )
  await client.query(
    `insert into audit.node (level, index, hash) select * from unnest($1::int[], $2::bigint[], $3::bytea[])`,
    [made.map(({ level }) => level), made.map(({ index }) => index), made.map(({ hash }) => hash)],
  )
  return rows.length
}

export async function sizeOf(client: Pick<PoolClient, 'query'>): Promise<number> {
  const { rows } = await client.query<{ size: number }>(
    'select coalesce(max(pos) + 1, 0)::float8 as size from audit.entry',
  )
  return rows[0]!.size
}

/** The peaks of the tree at a size, as stored. @throws Error when one is missing: the log was cut or damaged, and must not grow on. */
export async function peaksAt(client: Pick<PoolClient, 'query'>, size: number): Promise<readonly Node[]> {
  const found: Node[] = []
  for (const { level, index } of peaks(size)) found.push({ level, index, hash: await storedNode(client, level, index) })
  return found
}

export async function storedNode(client: Pick<PoolClient, 'query'>, level: number, index: number): Promise<Buffer> {
  const { rows } = await client.query<{ hash: Buffer }>(
    level === 0
      ? 'select leaf as hash from audit.entry where pos = $1'
      : 'select hash from audit.node where index = $1 and level = $2',
    level === 0 ? [index] : [index, level],
  )
  if (!rows[0])
    throw new Error(`the audit tree lacks node ${index} of level ${level}: verify the audit before going on`)
  return rows[0].hash
}

async function signWhenDue(client: PoolClient, keys: Keys, now: Date, sign: boolean): Promise<string | null> {
  const size = await sizeOf(client)
  const last = await client.query<{ size: number; at: Date | string }>(
    'select size::float8, at from audit.checkpoint order by size desc limit 1',
  )
  const since = last.rows[0] ?? { size: 0, at: new Date(0) }
  const grown = size - since.size
  const waited = now.getTime() - new Date(since.at).getTime()
  if (grown <= 0 || !(sign || grown >= CHECKPOINT_ROWS || waited >= CHECKPOINT_MS)) return null
  const root = rootOf((await peaksAt(client, size)).map(({ hash }) => hash))
  const at = now.toISOString()
  const note = writeCheckpoint({ origin: keys.origin, size, root, at }, keys.checkpoint)
  await client.query('insert into audit.checkpoint (size, at, root, note) values ($1, $2, $3, $4)', [
    size,
    at,
    root,
    note,
  ])
  return note
}

/** Runs `sequence` again and again until stopped; `onError` is told, and the next round is tried. Milliseconds between rounds. */
export function startSequencer(
  store: Store,
  options: { readonly every?: number; readonly onError: (error: unknown) => void },
): () => Promise<void> {
  let stopped = false
  let wake: () => void = () => undefined
  const loop = async () => {
    while (!stopped) {
      await sequence(store).catch(options.onError)
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, options.every ?? 1_000)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const running = loop()
  return async () => {
    stopped = true
    wake()
    await running
  }
}
