import { type Asking, auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { CARD, cardsOf, type PersonCard } from './cards.ts'

/** What waits for somebody at a registration office. */
export const QUEUES = ['corrections', 'holds', 'without-photo', 'without-consent', 'without-search'] as const
export type QueueName = (typeof QUEUES)[number]

interface Input {
  readonly queue: QueueName
  /** Default 50. */
  readonly limit?: number
}

export interface QueueRow {
  readonly card: PersonCard
  /** Since when it waits, `YYYY-MM-DD`. */
  readonly since: string
  /** The record to open: the correction, the group, or the person. */
  readonly record_id: string
  /** What is to be corrected; why nobody searched; else null. */
  readonly about: string | null
}

interface Waiting {
  readonly individual: string
  readonly since: string
  readonly record_id: string
  readonly about: string | null
}

/** People for whom something waits, longest first, among those the asker may read. A correction one asked for is not in one's own queue. */
export const queue = defineQuery<Input, { rows: readonly QueueRow[] }>({
  name: 'registration.queue',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ queue: { enum: QUEUES }, limit: { type: 'integer', minimum: 1, maximum: 200 } }, ['limit']),
  output: object({
    rows: {
      type: 'array',
      items: object({
        card: CARD,
        since: { type: 'string' },
        record_id: { type: 'string' },
        about: { type: ['string', 'null'] },
      }),
    },
  }),
  async run(tx, asking, { queue: name, limit = 50 }) {
    const waiting = await WAITING[name](tx, asking, limit)
    const cards = await cardsOf(
      tx,
      waiting.map(({ individual }) => individual),
    )
    const rows = waiting.flatMap(({ individual, ...rest }) => {
      const card = cards.get(individual)
      return card === undefined ? [] : [{ card, ...rest }]
    })
    if (rows.length > 0)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: rows.map(({ card }) => card.id),
        reason: name,
      })
    return { rows }
  },
})

const WAITING: Readonly<Record<QueueName, (tx: Tx, asking: Asking, limit: number) => Promise<readonly Waiting[]>>> = {
  corrections: async (tx, { session }, limit) =>
    (
      await sql<Waiting>`select parent_id as individual, created_at::date as since, id as record_id, what as about
      from registration.correction_request
      where state = 'requested' and withdrawn_at is null and requested_by is distinct from ${session.staffId}::uuid
      order by created_at limit ${limit}`.execute(tx)
    ).rows,
  holds: async (tx, _asking, limit) =>
    (
      await sql<Waiting>`select id as individual, process_status_on as since, id as record_id, null as about
      from registration.individual where process_status = 'hold' order by process_status_on, id limit ${limit}`.execute(
        tx,
      )
    ).rows,
  'without-photo': async (tx, _asking, limit) =>
    (
      await sql<Waiting>`select id as individual, registered_on as since, id as record_id, null as about
      from registration.individual where process_status = 'active' and thumbnail is null
      order by registered_on, id limit ${limit}`.execute(tx)
    ).rows,
  'without-consent': async (tx, _asking, limit) =>
    (
      await sql<Waiting>`select i.id as individual, i.registered_on as since, i.id as record_id, null as about
      from registration.individual i where i.process_status = 'active'
        and not exists (select from registration.consent c where c.root_id = i.id)
      order by i.registered_on, i.id limit ${limit}`.execute(tx)
    ).rows,
  'without-search': async (tx, _asking, limit) =>
    (
      await sql<Waiting>`select focal_point as individual, registered_on as since, id as record_id, not_searched_because as about
      from registration.registration_group where not searched and focal_point is not null
      order by registered_on, id limit ${limit}`.execute(tx)
    ).rows,
}
