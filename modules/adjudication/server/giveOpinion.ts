import { invalid, newId, Refusal } from '@nansen/kernel'
import { defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { VERDICTS } from '../fields.ts'
import { knownOfMine } from './knownPair.ts'
import { OPINION_INPUT, object } from './schemas.ts'

interface Input {
  readonly reviewId: string
  readonly verdict: (typeof VERDICTS)[number]
  readonly seen: readonly string[]
  readonly reasons: string
}

/**
 * One adjudicator's opinion. Two that agree decide the review and carry the verdict out in the same transaction.
 * @throws Refusal `not-found` (also for who registered either person, or works where they were registered); `wrong-state` when decided or
 * when the adjudicator has spoken already.
 */
export const giveOpinion = defineCommand<Input, { state: string }>({
  name: 'adjudication.giveOpinion',
  module: 'adjudication',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: OPINION_INPUT,
  output: object({ state: { type: 'string' } }),
  async run(tx, asking, { reviewId, verdict, seen, reasons }) {
    if (reasons.trim().length < 10) throw invalid([{ path: 'reasons', problem: 'adjudication.problem.reasons' }])
    if ((await knownOfMine(tx, reviewId)) !== null) return answerKnown(tx, { reviewId, verdict, seen, reasons })
    const { rows } = await sql<{ state: string; may: boolean }>`
      select state, adjudication.may_judge(id) as may from adjudication.review where id = ${reviewId}::uuid`.execute(tx)
    const [review] = rows
    if (review === undefined || !review.may)
      throw new Refusal('not-found', 'no such review, or it is not yours to judge')
    if (review.state === 'decided') throw new Refusal('wrong-state', 'this review is decided')
    const spoken =
      await sql`select from adjudication.opinion where parent_id = ${reviewId}::uuid and created_by = ${asking.session.staffId}::uuid`.execute(
        tx,
      )
    if (spoken.rows.length > 0)
      throw new Refusal('wrong-state', 'you have given your opinion on this pair; others decide now')
    const place = await sql<{ place: string }>`select adjudication.take_place(${reviewId}::uuid) as place`.execute(tx)
    if (place.rows[0]!.place === 'taken')
      throw new Refusal('wrong-state', 'others are looking at this pair, as many as it waits for', {
        label: 'adjudication.refusal.taken',
      })
    await sql`insert into adjudication.opinion (id, parent_id, verdict, seen, reasons, disclosed)
      values (${newId()}::uuid, ${reviewId}::uuid, ${verdict}, ${seen}::text[], ${reasons.trim()}, false)`.execute(tx)
    const weighed = await sql<{ state: string }>`select adjudication.weigh(${reviewId}::uuid) as state`.execute(tx)
    return { state: weighed.rows[0]!.state }
  },
})

/** An opinion on a pair whose answer is known. Answers as one on any pair that waits for another adjudicator. */
async function answerKnown(tx: Tx, { reviewId, verdict, seen, reasons }: Input): Promise<{ state: string }> {
  const { rows } = await sql<{ given: boolean }>`
    select adjudication.answer_known(${reviewId}::uuid, ${verdict}, ${seen}::text[], ${reasons.trim()}) as given`.execute(
    tx,
  )
  if (!rows[0]!.given) throw new Refusal('wrong-state', 'you have given your opinion on this pair; others decide now')
  return { state: 'one-opinion' }
}
