import { type Id, Refusal } from '@nansen/kernel'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { TracingState } from '../lifecycle.ts'

export interface FoundRequest {
  readonly id: Id<'tracing.request'>
  readonly version: number
  readonly state: TracingState
  readonly seeker: string
  readonly proposed_match: string | null
  readonly consents: readonly string[]
}

/** Locks the request until the transaction ends. @throws Refusal `not-found` when absent or out of sight: we never say which. */
export async function getRequestForUpdate(tx: Tx, id: string): Promise<FoundRequest> {
  const { rows } = await sql<FoundRequest>`select id, version, state, seeker, proposed_match, consents
    from tracing.request where id = ${id}::uuid for update`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such tracing request')
  return rows[0]
}

/** A candidate of this request, by the person. */
export async function findCandidate(
  tx: Tx,
  requestId: string,
  individual: string,
): Promise<{ readonly id: string; readonly version: number } | null> {
  const { rows } = await sql<{ id: string; version: number }>`select id, version from tracing.match_candidate
    where parent_id = ${requestId}::uuid and individual = ${individual}::uuid and withdrawn_at is null
    order by created_at desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** What hangs on a request and was not withdrawn: a side's answer, the plan. */
export async function standing(
  tx: Tx,
  record: 'answer' | 'reunification',
  requestId: string,
  side?: string,
): Promise<readonly { readonly id: string; readonly version: number }[]> {
  const ofSide = side === undefined ? sql`true` : sql`side = ${side}`
  const { rows } = await sql<{ id: string; version: number }>`select id, version from ${sql.table(`tracing.${record}`)}
    where parent_id = ${requestId}::uuid and withdrawn_at is null and ${ofSide}`.execute(tx)
  return rows
}
