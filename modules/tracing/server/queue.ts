import { type Asking, auditRead, defineQuery, type JsonSchema, listRecords, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { tracing } from '../index.ts'

/** Requests that the home page lists. */
const LISTED = 8

interface Queue {
  /** How many of those the asker may read stand in each state. */
  readonly states: readonly { readonly state: string; readonly count: number }[]
  /** Those that wait longest, oldest first. */
  readonly open: readonly { readonly id: string; readonly sought_name: string; readonly created_at: string }[]
  /** Visits after reunions that are not made, the one due first before others. */
  readonly visits: readonly { readonly id: string; readonly sought_name: string; readonly due_on: string }[]
}

const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const TEXT: JsonSchema = { type: 'string' }

/** The requests somebody works on: how many by state, and the open ones that wait longest. Those listed are noted as read. */
export const queue: Query = defineQuery<object, Queue>({
  name: 'tracing.queue',
  module: 'tracing',
  needs: { action: 'read', level: 'personal' },
  input: object({}),
  output: object({
    states: { type: 'array', items: object({ state: TEXT, count: { type: 'integer' } }) },
    open: { type: 'array', items: object({ id: TEXT, sought_name: TEXT, created_at: TEXT }) },
    visits: { type: 'array', items: object({ id: TEXT, sought_name: TEXT, due_on: TEXT }) },
  }),
  showsPeople: true,
  run: async (tx, asking) => {
    const listing = { where: { state: 'open' }, sort: 'id', limit: LISTED }
    const { rows } = await listRecords(tx, asking, tracing, 'request', listing)
    const states = await sql<Queue['states'][number]>`
      select state, count(*)::int as count from tracing.request group by state`.execute(tx)
    const open = rows.map(({ id, sought_name, created_at }) => ({
      id,
      sought_name: String(sought_name),
      created_at: created_at instanceof Date ? created_at.toISOString() : String(created_at),
    }))
    return { states: states.rows, open, visits: await visitsDue(tx, asking) }
  },
})

/** Of those the asker may read; `id` is the request's. */
async function visitsDue(tx: Tx, asking: Asking): Promise<Queue['visits']> {
  const { rows } = await sql<Queue['visits'][number]>`
    select r.id, r.sought_name, v.due_on::text as due_on from tracing.visit v join tracing.request r on r.id = v.parent_id
    where v.done_on is null and v.withdrawn_at is null and r.state = 'reunited' order by v.due_on, v.id limit ${LISTED}`.execute(
    tx,
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0)
    await auditRead(tx, asking, { module: 'tracing', action: 'read', record: 'request', ids, reason: 'visits' })
  return rows
}
