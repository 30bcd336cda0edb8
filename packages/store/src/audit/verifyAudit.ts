import type { KeyObject } from 'node:crypto'
import type { PoolClient } from 'pg'
import { checkpointVerifier } from '../keyFile.ts'
import type { Store } from '../store.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { AUDIT_COLUMNS, type AuditRow, leafData, leafHash } from './leaf.ts'
import { storedNode } from './sequencer.ts'
import { append, consistencyProof, inclusionProof, type Node, type NodeAt, rootOf } from './tree.ts'

/** What is wrong, and where first. */
export interface Fault {
  readonly what:
    | 'row-changed'
    | 'row-missing'
    | 'tree-differs'
    | 'checkpoint-forged'
    | 'checkpoint-differs'
    | 'log-shorter-than-checkpoint'
  /**
   * The first position that is not as it was. `tree-differs`: the row's leaf was changed along with it, so the fault is there or one
   * further. `checkpoint-differs`: the tree was rebuilt as well, so the fault lies anywhere from there on; what is before is proved.
   */
  readonly position: number
}
export interface Verdict {
  readonly size: number
  readonly root: Buffer
  /** Checkpoints found good, stored ones and the one brought along. */
  readonly checkpoints: number
  /** Rows that wait for their position; nothing vouches for them yet. */
  readonly waiting: number
  readonly fault: Fault | null
}

interface Options {
  /** Text of a checkpoint kept elsewhere: only with one can a log be caught that was cut or rewritten with the server's own key. */
  readonly checkpoint?: string
  /** The log's public key. Default: that of the store's key file. */
  readonly publicKey?: KeyObject
}
const BATCH = 5_000

/**
 * Reads the whole log again and says whether it is what it was: every row against its leaf, positions without a gap, every stored node, and
 * every checkpoint. Finds edits, deletions, insertions, exchanges and, with a checkpoint kept elsewhere, a tail that was cut off.
 */
export async function verifyAudit(store: Store, options: Options = {}): Promise<Verdict> {
  const publicKey = options.publicKey ?? (store.keys === null ? null : checkpointVerifier(store.keys))
  if (publicKey === null) throw new Error('to verify, the key file or the public key of the log is needed')
  const client = await store.pool('nansen_sync').connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await verify(client, publicKey, options.checkpoint ?? null)
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

async function verify(client: PoolClient, key: KeyObject, brought: string | null): Promise<Verdict> {
  const { promises, forgedAt } = await checkpoints(client, key, brought)
  const walk: Walk = { size: 0, peaks: [], fault: null, promises, kept: 0, proved: 0 }
  for (;;) {
    const { rows } = await client.query<Numbered>(
      `select pos::float8 as pos, encode(leaf, 'hex') as leaf, ${AUDIT_COLUMNS} from audit.entry where pos >= $1 order by pos limit ${BATCH}`,
      [walk.size],
    )
    await step(client, walk, rows)
    if (walk.fault !== null || rows.length < BATCH) break
  }
  const short = walk.promises[0]
  const cut: Fault | null = short === undefined ? null : { what: 'log-shorter-than-checkpoint', position: walk.size }
  const forged: Fault | null = forgedAt === null ? null : { what: 'checkpoint-forged', position: forgedAt }
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from audit.entry where pos is null')
  return {
    size: walk.size,
    root: rootOf(walk.peaks.map(({ hash }) => hash)),
    checkpoints: walk.kept,
    waiting: rows[0]!.n,
    fault: walk.fault ?? cut ?? forged,
  }
}

interface Numbered extends AuditRow {
  readonly pos: number
  readonly leaf: string
}
interface Walk {
  size: number
  peaks: readonly Node[]
  fault: Fault | null
  /** Checkpoints still to be reached, smallest first. */
  promises: readonly Checkpoint[]
  kept: number
  /** Size of the last checkpoint that held. */
  proved: number
}

async function checkpoints(
  client: PoolClient,
  key: KeyObject,
  brought: string | null,
): Promise<{ readonly promises: readonly Checkpoint[]; readonly forgedAt: number | null }> {
  const { rows } = await client.query<{ size: number; note: string }>(
    'select size::float8, note from audit.checkpoint order by size',
  )
  const stored = rows.map(({ size, note }) => ({ size, read: readCheckpoint(note, key) }))
  const outside = brought === null ? [] : [{ size: 0, read: readCheckpoint(brought, key) }]
  if (outside[0]?.read === null) throw new Error('the checkpoint brought along was not signed with the key of this log')
  const forged = stored.find(({ size, read }) => read === null || read.size !== size)
  const promises = [...stored, ...outside].flatMap(({ read }) => (read === null ? [] : [read]))
  return { promises: promises.toSorted((a, b) => a.size - b.size), forgedAt: forged?.size ?? null }
}

/** One row that is as its leaf says, and what the tree became with it. */
interface Grown {
  readonly made: readonly Node[]
  readonly peaks: readonly Node[]
}

/** Judges the next rows; stops at the first that is not as it was. */
async function step(client: PoolClient, walk: Walk, rows: readonly Numbered[]): Promise<void> {
  const { grown, fault } = growth(walk, rows)
  const stored = await storedNodes(
    client,
    grown.flatMap(({ made }) => made),
  )
  for (const { made, peaks } of grown) {
    const differing = made.find(node => stored.get(placeOf(node)) !== node.hash.toString('hex'))
    if (differing !== undefined) return stop(walk, 'tree-differs', differing.index * 2 ** differing.level)
    walk.size++
    walk.peaks = peaks
    if (!holds(walk)) return stop(walk, 'checkpoint-differs', walk.proved)
  }
  if (fault !== null) stop(walk, fault)
}

/** The rows against their positions and leaves, up to the first that does not fit. */
function growth(
  walk: Walk,
  rows: readonly Numbered[],
): { readonly grown: readonly Grown[]; readonly fault: Fault['what'] | null } {
  const grown: Grown[] = []
  let peaks = walk.peaks
  for (const row of rows) {
    if (row.pos !== walk.size + grown.length) return { grown, fault: 'row-missing' }
    const hash = leafHash(leafData(row))
    if (hash.toString('hex') !== row.leaf) return { grown, fault: 'row-changed' }
    const next = append(peaks, [hash])
    grown.push(next)
    peaks = next.peaks
  }
  return { grown, fault: null }
}

const placeOf = ({ level, index }: { readonly level: number; readonly index: number }): string => `${level}/${index}`

async function storedNodes(client: PoolClient, wanted: readonly Node[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ level: number; index: number; hash: string }>(
    `select level, index::float8 as index, encode(hash, 'hex') as hash from audit.node
     where (level, index) in (select * from unnest($1::int[], $2::bigint[]))`,
    [wanted.map(({ level }) => level), wanted.map(({ index }) => index)],
  )
  return new Map(rows.map(row => [placeOf(row), row.hash]))
}

function stop(walk: Walk, what: Fault['what'], position = walk.size): void {
  walk.fault = { what, position }
}

/** Every promise about exactly this size. */
function holds(walk: Walk): boolean {
  while (walk.promises[0]?.size === walk.size) {
    if (!walk.promises[0].root.equals(rootOf(walk.peaks.map(({ hash }) => hash)))) return false
    walk.promises = walk.promises.slice(1)
    walk.kept++
    walk.proved = walk.size
  }
  return true
}

/** Proves to somebody outside that the row at `position` is in the log of `size`. */
export const proveRow = (store: Store, position: number, size: number): Promise<readonly Buffer[]> =>
  withNodes(store, at => inclusionProof(at, position, size))

/** Proves that the log of `before` rows is the beginning of the log of `size`. */
export const proveConsistency = (store: Store, before: number, size: number): Promise<readonly Buffer[]> =>
  withNodes(store, at => consistencyProof(at, before, size))

async function withNodes<T>(store: Store, work: (at: NodeAt) => Promise<T>): Promise<T> {
  const client = await store.pool('nansen_sync').connect()
  try {
    return await work((level, index) => storedNode(client, level, index))
  } finally {
    client.release()
  }
}
