import type { Follows } from '@nansen/store'
import { sql } from 'kysely'
import { TOLD_OF } from '../fields.ts'

/** `registration.death` -> `death`; null for what makes no difference to a search. */
const toldOf = (name: string) => TOLD_OF.find(each => name === `registration.${each}`) ?? null

/**
 * Who works on a request is told what happened to the person who seeks, or to the one who was found. The officer who writes it down is
 * told of the request only where they may read requests.
 */
export const follows: Follows = {
  async foresee(tx, _asking, { name, ids }) {
    if (toldOf(name) === null) return []
    const { rows } = await sql<{ requests: number }>`select count(*)::int as requests from tracing.request
      where state <> 'closed' and (seeker = any (${ids}::uuid[]) or proposed_match = any (${ids}::uuid[]))`.execute(tx)
    const requests = rows[0]?.requests ?? 0
    return requests === 0
      ? []
      : [{ label: 'tracing.consequence.look-again', severity: 'info', values: { requests } } as const]
  },
  async follow(tx, _asking, { name, ids, on }) {
    const what = toldOf(name)
    if (what !== null) await sql`select tracing.tell(${what}, ${ids}::uuid[], ${on})`.execute(tx)
  },
}
