import { verifyCard } from '@nansen/documents'
import { Refusal } from '@nansen/kernel'
import { about, auditRead, defineQuery, exactKey, paperKeys } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { today } from '../household/households.ts'
import { CARD, cardsOf, type PersonCard } from './cards.ts'

/** What a scanned certificate or card turned out to be. */
export interface CardAnswer {
  readonly outcome: 'genuine' | 'forged' | 'unknown-key' | 'unreadable'
  readonly expired: boolean
  /** What became of it before its last day; null: nothing. */
  readonly ended: 'replaced' | 'spoiled' | 'returned' | 'cancelled' | null
  /** Number of the document; null unless genuine. */
  readonly document: string | null
  /** Whose it is; null unless genuine. */
  readonly person: PersonCard | null
}

/**
 * Reads the code of a certificate: whether we said these words, and of whom. That the bearer is that person is another question: compare
 * the face, then a finger.
 * @throws Refusal `not-found` when it is of nobody whom the asker may see, or of nobody any more: the two are one answer.
 */
export const card = defineQuery<{ readonly text: string }, CardAnswer>({
  name: 'registration.card',
  module: 'registration',
  needs: { action: 'see', level: 'summary' },
  showsPeople: true,
  input: object({ text: { type: 'string', minLength: 1, maxLength: 2_000 } }),
  output: object({
    outcome: { enum: ['genuine', 'forged', 'unknown-key', 'unreadable'] },
    expired: { type: 'boolean' },
    ended: { enum: ['replaced', 'spoiled', 'returned', 'cancelled', null] },
    document: { type: ['string', 'null'] },
    person: { anyOf: [CARD, { type: 'null' }] },
  }),
  async run(tx, asking, { text }) {
    const verdict = verifyCard(text.trim(), paperKeys(asking), today(asking))
    if (verdict.outcome !== 'genuine')
      return { outcome: verdict.outcome, expired: false, ended: null, document: null, person: null }
    const key = exactKey(asking, 'registration', 'individual', 'number', verdict.card.person)
    const { rows } = await sql<{
      id: string
    }>`select id from registration.found_by_keys('{}'::text[], '{}'::int[], array[${key}]::text[], null, null, 2, 2)`.execute(
      tx,
    )
    const person = [
      ...(
        await cardsOf(
          tx,
          rows.map(({ id }) => id),
        )
      ).values(),
    ].find(each => each.number === verdict.card.person)
    const looked = { module: 'registration', action: 'see', record: 'individual', reason: 'card' } as const
    if (person === undefined)
      throw about(new Refusal('not-found', 'nobody whom you may see is found by this code'), { ...looked, ids: [] })
    await auditRead(tx, asking, { ...looked, ids: [person.id] })
    const { document } = verdict.card
    const { rows: ends } = await sql<
      Pick<CardAnswer, 'ended'>
    >`select registration.paper_ended(${person.id}, ${document}) as ended`.execute(tx)
    return { outcome: 'genuine', expired: verdict.expired, ended: ends[0]!.ended, document, person }
  },
})
