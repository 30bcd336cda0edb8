import { auditRead, createRecord, defineCommand, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { dataProtection, ERASABLE, type Erasable } from '../index.ts'
import { today } from './requests.ts'
import { ID, list, object, TEXT } from './schemas.ts'

/** Rows on one page of a list. */
const MOST = 100

interface Waiting {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly received_on: string
  readonly due_on: string
  readonly overdue: boolean
}

/** Requests that nobody has answered yet, the one due first at the top. Those listed are noted as seen. */
export const queue = defineQuery<object, { overdue: number; waiting: readonly Waiting[] }>({
  name: 'data_protection.queue',
  module: 'data_protection',
  needs: { action: 'read', level: 'personal' },
  input: object({}),
  output: object({
    overdue: { type: 'integer' },
    waiting: list(
      object({
        id: TEXT,
        number: TEXT,
        kind: TEXT,
        state: TEXT,
        received_on: TEXT,
        due_on: TEXT,
        overdue: { type: 'boolean' },
      }),
    ),
  }),
  showsPeople: true,
  run: async (tx, asking) => {
    const { rows } = await sql<Waiting & { individual: string }>`
      select r.id, r.individual, r.kind, r.state, r.received_on::text, r.due_on::text, r.due_on < ${today(asking)}::date as overdue,
        coalesce((select c.number from registration.cards(array[r.individual]) c), '—') as number
      from data_protection.request r where r.state not in ('answered', 'withdrawn') order by r.due_on, r.id limit ${MOST}`.execute(
      tx,
    )
    if (rows.length > 0)
      await auditRead(tx, asking, {
        module: 'data_protection',
        action: 'read',
        record: 'request',
        ids: rows.map(({ id }) => id),
        people: rows.map(({ individual }) => individual),
        reason: 'queue',
      })
    const waiting = rows.map(({ individual: _, ...row }) => row)
    return { overdue: waiting.filter(({ overdue }) => overdue).length, waiting }
  },
})

interface Due {
  readonly individual: string
  readonly number: string
  readonly office_id: string
  readonly rule: string
  readonly closed_on: string
  readonly due_on: string
}

/** Whose record has been kept as long as the operation's rules say: proposed to people, never carried out by itself. */
export const due = defineQuery<object, { due: readonly Due[] }>({
  name: 'data_protection.due',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({}),
  output: object({
    due: list(object({ individual: TEXT, number: TEXT, office_id: TEXT, rule: TEXT, closed_on: TEXT, due_on: TEXT })),
  }),
  showsPeople: true,
  run: async (tx, asking) => {
    const { rows } = await sql<Due>`select individual, number, office_id, rule, closed_on::text, due_on::text
      from data_protection.due(${today(asking)}::date, ${MOST})`.execute(tx)
    const people = rows.map(({ individual }) => individual)
    if (people.length > 0)
      await auditRead(tx, asking, { module: 'data_protection', action: 'see', record: 'due', ids: people })
    return { due: rows }
  },
})

/** Begins an erasure that a rule of retention asks for: a request like a person's own, for one to decide and another to agree. */
export const proposeErasure = defineCommand<
  { individualId: string; officeId: string; erase: Erasable },
  { requestId: string }
>({
  name: 'data_protection.proposeErasure',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({ individualId: ID, officeId: ID, erase: { enum: ERASABLE } }),
  output: object({ requestId: TEXT }),
  async run(tx, asking, { individualId, officeId, erase }) {
    const { rows } = await sql<{ language: string | null }>`
      select data_protection.language_of(${individualId}::uuid) as language`.execute(tx)
    const values = {
      office_id: officeId,
      individual: individualId,
      kind: 'erasure',
      erase,
      received_on: today(asking),
      asked_by: 'retention',
      asked_how: 'found-due',
      identity_checked: 'not-needed',
      language: rows[0]?.language ?? 'eng',
    }
    const { id } = await createRecord(tx, asking, dataProtection, 'request', values)
    return { requestId: id }
  },
})
