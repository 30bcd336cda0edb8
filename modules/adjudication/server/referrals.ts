import { auditRead, defineCommand, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { REFERRAL_KINDS } from '../fields.ts'
import { knownOfMine } from './knownPair.ts'
import { ANYTHING, ID, list, object, SENTENCE } from './schemas.ts'

/** Hands a suspicion to those who look into fraud. It says nothing about the pair, and moves no review. @throws Refusal `not-found`. */
export const refer = defineCommand<{ reviewId: string; kind: string; reason: string }, Record<string, never>>({
  name: 'adjudication.refer',
  module: 'adjudication',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: object({ reviewId: ID, kind: { enum: REFERRAL_KINDS }, reason: SENTENCE }),
  output: object({}),
  async run(tx, _asking, { reviewId, kind, reason }) {
    if ((await knownOfMine(tx, reviewId)) !== null) return {}
    await sql`select adjudication.refer(${reviewId}::uuid, ${kind}, ${reason})`.execute(tx)
    return {}
  },
})

/** Takes a suspicion up, or closes it: by who works on fraud there. @throws Refusal `not-found`, `not-allowed` out of turn. */
export const followReferral = defineCommand<
  { referralId: string; step: string; because: string },
  Record<string, never>
>({
  name: 'adjudication.followReferral',
  module: 'adjudication',
  needs: { action: 'read', level: 'personal' },
  input: object({ referralId: ID, step: { enum: ['taken-up', 'closed'] }, because: SENTENCE }),
  output: object({}),
  async run(tx, _asking, { referralId, step, because }) {
    await sql`select adjudication.follow_referral(${referralId}::uuid, ${step}, ${because})`.execute(tx)
    return {}
  },
})

/** Takes back a suspicion that one handed on, while nobody looks into it. @throws Refusal `not-found` for another's, `not-allowed` out of turn. */
export const withdrawReferral = defineCommand<{ referralId: string; because: string }, Record<string, never>>({
  name: 'adjudication.withdrawReferral',
  module: 'adjudication',
  needs: { action: 'approve', level: 'personal' },
  input: object({ referralId: ID, because: SENTENCE }),
  output: object({}),
  async run(tx, _asking, { referralId, because }) {
    await sql`select adjudication.withdraw_referral(${referralId}::uuid, ${because})`.execute(tx)
    return {}
  },
})

/** Suspicions the asker may read, open ones first. */
export const referrals = defineQuery<Record<string, never>, unknown>({
  name: 'adjudication.referrals',
  module: 'adjudication',
  needs: { action: 'read', level: 'personal' },
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: object({ referrals: list(ANYTHING) }),
  showsPeople: true,
  async run(tx, asking) {
    const { rows } = await sql<{ id: string; first: string; second: string }>`
      select f.id, f.kind, f.reason, f.step, f.referred_at as "referredAt", f.created_by as "referredBy",
        f.closed_because as "closedBecause", r.first, r.second, f.created_by = ${asking.session.staffId}::uuid as mine
      from adjudication.referral f join adjudication.review r on r.id = f.review
      order by f.step in ('closed', 'withdrawn'), f.referred_at limit 200`.execute(tx)
    await auditRead(tx, asking, {
      module: 'adjudication',
      action: 'read',
      record: 'referral',
      ids: rows.flatMap(({ id, first, second }) => [id, first, second]),
      people: rows.flatMap(({ first, second }) => [first, second]),
    })
    return { referrals: rows }
  },
})
