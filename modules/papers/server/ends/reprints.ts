import { Refusal } from '@nansen/kernel'
import type { ReprintReason } from '@nansen/registration'
import { cardsOf } from '@nansen/registration/server'
import { auditRead, createRecord, defineCommand, defineQuery, moveRecord } from '@nansen/store'
import { sql } from 'kysely'
import { CONTROLLED, type Controlled, papers } from '../../index.ts'
import { ID, list, MAYBE, NUMBER, object, REASON, REMARKS, TEXT, YES } from '../schemas.ts'

interface Asked {
  readonly individualId: string
  readonly template: Controlled
  readonly reason: ReprintReason
  readonly remarks: string
}

/** Asks a supervisor for one reprint more than a year allows, saying what happened. */
export const askReprint = defineCommand<Asked, { id: string }>({
  name: 'papers.askReprint',
  module: 'papers',
  needs: { action: 'create', level: 'personal' },
  input: object({ individualId: ID, template: { enum: CONTROLLED }, reason: REASON, remarks: REMARKS }),
  output: object({ id: TEXT }),
  async run(tx, asking, { individualId, template, reason, remarks }) {
    const { rows } = await sql<{ office_id: string; waits: boolean }>`select i.office_id,
        exists (select from papers.reprint r where r.individual = i.id and r.template = ${template} and r.state in ('asked', 'agreed')) as waits
      from registration.individual i where i.id = ${individualId}`.execute(tx)
    const [person] = rows
    if (person === undefined) throw new Refusal('not-found', 'there is no such person among those you may see')
    if (person.waits) throw new Refusal('wrong-state', 'this was asked already')
    const values = {
      office_id: person.office_id,
      individual: individualId,
      template,
      reason,
      remarks,
      asked_by: asking.session.staffId,
    }
    const { id } = await createRecord(tx, asking, papers, 'reprint', values, { commands: true })
    return { id }
  },
})

/** A second person agrees to it, or does not. */
export const decideReprint = defineCommand<{ id: string; agree: boolean; because: string }, { state: string }>({
  name: 'papers.decideReprint',
  module: 'papers',
  needs: { action: 'approve', level: 'personal' },
  input: object({ id: ID, agree: YES, because: REMARKS }),
  output: object({ state: TEXT }),
  async run(tx, asking, { id, agree, because }) {
    const { rows } = await sql<{ version: number }>`select version from papers.reprint where id = ${id}`.execute(tx)
    if (rows[0] === undefined) throw new Refusal('not-found', 'there is no such request among those you may see')
    const patch = { decided_by: asking.session.staffId, decided_because: because }
    const move = agree ? 'agree' : 'refuse'
    await moveRecord(tx, asking, papers, id, move, rows[0].version, patch, { commands: true })
    return { state: agree ? 'agreed' : 'refused' }
  },
})

interface Waiting {
  readonly id: string
  readonly individual: string
  readonly number: string
  readonly template: string
  readonly reason: string
  readonly remarks: string
  readonly asked_by: string
  readonly asked_at: string
  readonly reprints: number
  /** Asked by the asker, who therefore does not decide it. */
  readonly mine: boolean
}

/** Requests that nobody has decided yet, the oldest first. */
export const reprintQueue = defineQuery<object, { waiting: readonly Waiting[] }>({
  name: 'papers.reprintQueue',
  module: 'papers',
  needs: { action: 'approve', level: 'personal' },
  showsPeople: true,
  input: object({}),
  output: object({
    waiting: list(
      object({
        id: TEXT,
        individual: TEXT,
        number: TEXT,
        template: TEXT,
        reason: TEXT,
        remarks: TEXT,
        asked_by: MAYBE,
        asked_at: TEXT,
        reprints: NUMBER,
        mine: YES,
      }),
    ),
  }),
  async run(tx, asking) {
    const { rows } = await sql<
      Omit<Waiting, 'number' | 'mine' | 'asked_at'> & { created_at: Date }
    >`select r.id, r.individual, r.template,
        r.reason, r.remarks, r.asked_by, r.created_at, coalesce((
          select papers.reprints_of(i.number, r.template, cases.now()::date)::int from registration.individual i where i.id = r.individual), 0) as reprints
      from papers.reprint r where r.state = 'asked' order by r.created_at, r.id limit 100`.execute(tx)
    const cards = await cardsOf(
      tx,
      rows.map(({ individual }) => individual),
    )
    if (cards.size > 0)
      await auditRead(tx, asking, {
        module: 'papers',
        action: 'read',
        record: 'reprint',
        ids: rows.map(({ id }) => id),
        people: [...cards.keys()],
        reason: 'queue',
      })
    const waiting = rows.map(({ created_at, ...row }) => ({
      ...row,
      number: cards.get(row.individual)?.number ?? '—',
      asked_at: new Date(created_at).toISOString(),
      mine: row.asked_by === asking.session.staffId,
    }))
    return { waiting }
  },
})
