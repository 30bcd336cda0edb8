import { auditRead, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { RENEWAL_REASONS } from '../fields.ts'
import { ASK_RENEWAL_INPUT, DECIDE_RENEWAL_INPUT, object } from './schemas.ts'

interface Ask {
  readonly enrolmentId: string
  readonly reason: (typeof RENEWAL_REASONS)[number]
  readonly why: string
}
interface Decide {
  readonly enrolmentId: string
  readonly agree: boolean
  readonly why: string
}

/**
 * A supervisor asks that a sitting unlike its person's record be theirs from now on: fingers grow and are hurt.
 * @throws Refusal `not-found` (also for who registered or captured the person); `not-allowed` when there is nothing to ask now.
 */
export const askRenewal = defineCommand<Ask, { state: string }>({
  name: 'identity.askRenewal',
  module: 'identity',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: ASK_RENEWAL_INPUT,
  output: object({ state: { type: 'string' } }),
  run: (tx, _asking, { enrolmentId, reason, why }) => renew(tx, enrolmentId, 'asked', reason, why),
})

/**
 * A second person agrees or refuses. When they agree the sitting is searched again among everybody, and enters; what was captured
 * before stays and is found as ever.
 * @throws Refusal `not-found`, as in `askRenewal`; `not-allowed` for who asked, and where nobody has asked.
 */
export const decideRenewal = defineCommand<Decide, { state: string }>({
  name: 'identity.decideRenewal',
  module: 'identity',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: DECIDE_RENEWAL_INPUT,
  output: object({ state: { type: 'string' } }),
  async run(tx, asking, { enrolmentId, agree, why }) {
    const decided = await renew(tx, enrolmentId, agree ? 'agreed' : 'refused', null, why)
    const { rows } = await sql<{ individual: string }>`
      select individual from identity.enrolment where id = ${enrolmentId}::uuid`.execute(tx)
    // the row alone names no person to whoever asks the audit about one
    const ids = [rows[0]!.individual, enrolmentId]
    await auditRead(tx, asking, { module: 'identity', action: 'approve', record: 'enrolment', ids, reason: why.trim() })
    return decided
  },
})

async function renew(tx: Tx, enrolment: string, step: string, reason: string | null, why: string) {
  const { rows } = await sql<{ state: string }>`
    select identity.renew(${enrolment}::uuid, ${step}, ${reason}, ${why.trim()}) as state`.execute(tx)
  return { state: rows[0]!.state }
}
