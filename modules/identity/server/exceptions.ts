import { auditRead, defineCommand, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { summariesOf } from './identify.ts'
import { ID, list, object, SUMMARY } from './schemas.ts'

interface WaitingExceptions {
  readonly id: string
  readonly individual: string
  readonly capturedAt: string
}

/** Sittings with so many exceptions that a supervisor is asked; oldest first. `own`: the asker captured it, so another decides. */
export const exceptionsWaiting = defineQuery<Record<string, never>, unknown>({
  name: 'identity.exceptionsWaiting',
  module: 'identity',
  needs: { action: 'approve', level: 'personal' },
  input: object({}),
  output: object({ sittings: list(SUMMARY, 100) }),
  showsPeople: true,
  async run(tx, asking) {
    const { rows } = await sql<WaitingExceptions>`
      select e.id, e.individual, e.captured_at as "capturedAt", e.sites_captured as captured, e.created_by = ${asking.session.staffId}::uuid as own,
        (select jsonb_agg(jsonb_build_object('site', x.site, 'reason', x.reason, 'lasting', x.lasting, 'remarks', x.remarks) order by x.site)
          from identity.exception x where x.parent_id = e.id) as exceptions
      from identity.enrolment e where e.exceptions_state = 'waiting' order by e.captured_at limit 100`.execute(tx)
    const people = rows.map(({ individual }) => individual)
    const cards = await summariesOf(tx, people)
    const ids = rows.flatMap(({ id, individual }) => [id, individual])
    await auditRead(tx, asking, { module: 'identity', action: 'read', record: 'enrolment', ids, people })
    return { sittings: rows.map(row => ({ ...row, card: cards.get(row.individual) ?? null })) }
  },
})

interface Decide {
  readonly enrolmentId: string
  readonly agree: boolean
  /** Needed to have them taken again. */
  readonly why?: string
}

/**
 * A supervisor agrees that fingers or eyes could not be taken, or has them taken again.
 * @throws Refusal `not-found`; `not-allowed` for who captured the sitting, without a reason against it, and where nothing waits.
 */
export const decideExceptions = defineCommand<Decide, { state: string }>({
  name: 'identity.decideExceptions',
  module: 'identity',
  needs: { action: 'approve', level: 'personal' },
  input: object(
    { enrolmentId: ID, agree: { type: 'boolean' }, why: { type: 'string', minLength: 3, maxLength: 500 } },
    ['why'],
  ),
  output: object({ state: { type: 'string' } }),
  async run(tx, asking, { enrolmentId, agree, why }) {
    const { rows } = await sql<{ state: string; individual: string }>`
      select identity.decide_exceptions(${enrolmentId}::uuid, ${agree}, ${why?.trim() ?? null}) as state,
        (select individual from identity.enrolment where id = ${enrolmentId}::uuid) as individual`.execute(tx)
    const { state, individual } = rows[0]!
    // the row alone names no person to whoever asks the audit about one
    const ids = [individual, enrolmentId]
    await auditRead(tx, asking, { module: 'identity', action: 'approve', record: 'enrolment', ids, reason: state })
    return { state }
  },
})
