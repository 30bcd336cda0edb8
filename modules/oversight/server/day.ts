import type { KeyObject } from 'node:crypto'
import { auditRead, checkpointKey, defineQuery, type Query, readCheckpoint, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { fields, nullable, text } from './act.ts'
import { INSTANT } from './audit.ts'

interface Day {
  /** Acts that were allowed, by the first word of their name. */
  readonly acts: readonly { readonly action: string; readonly count: number }[]
  readonly denied: number
  readonly checkpoint: {
    readonly size: number
    readonly at: string
    /** The note bears this server's signature, and the root it states is the one on record. */
    readonly genuine: boolean
  } | null
}

/**
 * The audit at a glance since the reader's day began: how much of what, how much was refused, and the last signed checkpoint. That the
 * whole log still leads to the checkpoint is another, longer question: `nansen audit verify`.
 */
export const auditDay: Query = defineQuery<{ readonly since: string }, Day>({
  name: 'oversight.day',
  module: 'oversight',
  needs: { action: 'read', level: 'protected' },
  input: fields({ since: INSTANT }),
  output: fields({
    acts: { type: 'array', items: fields({ action: text(64), count: { type: 'integer' } }) },
    denied: { type: 'integer' },
    checkpoint: nullable(fields({ size: { type: 'integer' }, at: text(40), genuine: { type: 'boolean' } })),
  }),
  showsPeople: false,
  run: async (tx: Tx, asking, { since }) => {
    const { rows } = await sql<{ action: string; outcome: string; count: number }>`
      select split_part(action, '.', 1) as action, outcome, count(*)::int as count from audit.entry
      where at >= ${since} group by 1, 2 order by 3 desc, 1`.execute(tx)
    await auditRead(tx, asking, { module: 'oversight', action: 'read', record: 'audit', ids: [], reason: 'counts' })
    return {
      acts: rows.filter(({ outcome }) => outcome === 'allow').map(({ action, count }) => ({ action, count })),
      denied: rows.reduce((sum, { outcome, count }) => sum + (outcome === 'deny' ? count : 0), 0),
      checkpoint: await lastCheckpoint(tx, checkpointKey(asking)),
    }
  },
})

async function lastCheckpoint(tx: Tx, key: KeyObject): Promise<Day['checkpoint']> {
  const { rows } = await sql<{ size: number; at: string; root: Buffer; note: string }>`
    select size, at, root, note from audit.checkpoint order by size desc limit 1`.execute(tx)
  const [last] = rows
  if (last === undefined) return null
  const stated = readCheckpoint(last.note, key)
  const genuine = stated !== null && stated.size === Number(last.size) && stated.root.equals(last.root)
  return { size: Number(last.size), at: last.at, genuine }
}
