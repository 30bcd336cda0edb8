import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { cardsOf, type PersonCard } from './cards.ts'

export interface TransferWaiting {
  readonly id: string
  readonly group_id: string
  readonly number: string
  readonly from_name: string
  readonly to_name: string
  readonly because: string
  readonly asked_at: string
  readonly asked_by: string
  /** Whether the asker's office is the one that answers; else it is the one that asked. */
  readonly incoming: boolean
  readonly members: readonly { readonly card: PersonCard | null; readonly relationship: string }[]
}

/** Families on their way to or from the offices where the asker may hand over, the longest waiting first, with a summary of each member. */
export const transfers = defineQuery<object, { transfers: readonly TransferWaiting[] }>({
  name: 'registration.transfers',
  module: 'registration',
  needs: { action: 'transfer', level: 'personal' },
  showsPeople: true,
  input: object({}),
  output: object({ transfers: { type: 'array', items: { type: 'object', additionalProperties: true } } }),
  async run(tx, asking) {
    const waiting = await sql<
      Omit<TransferWaiting, 'members'>
    >`select w.id, w.group_id, w.number, w.from_name, w.to_name, w.because,
      w.asked_at, w.asked_by, w.incoming from registration.transfers_waiting() w limit ${MOST}`.execute(tx)
    const people = await sql<{ transfer: string; individual: string; relationship: string }>`
      select w.id as transfer, m.individual, m.relationship
      from unnest(${waiting.rows.map(({ id }) => id)}::uuid[]) w(id)
      cross join lateral registration.transfer_members(w.id) m`.execute(tx)
    const cards = await cardsOf(
      tx,
      people.rows.map(({ individual }) => individual),
    )
    const ids = [...cards.keys(), ...waiting.rows.map(({ group_id }) => group_id)]
    await auditRead(tx, asking, { module: 'registration', action: 'see', record: 'transfer', ids, reason: 'transfers' })
    return {
      transfers: waiting.rows.map(each => ({
        ...each,
        members: people.rows
          .filter(({ transfer }) => transfer === each.id)
          .map(({ individual, relationship }) => ({ card: cards.get(individual) ?? null, relationship })),
      })),
    }
  },
})

/** Families on one page of work; whoever has more answers these first. */
const MOST = 50
