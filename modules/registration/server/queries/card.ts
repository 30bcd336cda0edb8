import { verifyCard } from '@nansen/documents'
import { auditRead, defineQuery, exactKey, paperKeys } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { today } from '../household/households.ts'
import { CARD, cardsOf, type PersonCard } from './cards.ts'

/** What a scanned certificate or card turned out to be. */
export interface CardAnswer {
  readonly outcome: 'genuine' | 'forged' | 'unknown-key' | 'unreadable'
  readonly expired: boolean
  /** Number of the document; null unless genuine. */
  readonly document: string | null
  /** Whose it is, for who may see them; null too when the record is gone. */
  readonly person: PersonCard | null
}

/**
 * Reads the code of a certificate: whether we said these words, and of whom. That the bearer is that person is another question: compare
 * the face, then a finger.
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
    document: { type: ['string', 'null'] },
    person: { anyOf: [CARD, { type: 'null' }] },
  }),
  async run(tx, asking, { text }) {
    const verdict = verifyCard(text.trim(), paperKeys(asking), today(asking))
    if (verdict.outcome !== 'genuine') return { outcome: verdict.outcome, expired: false, document: null, person: null }
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
    if (person !== undefined)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: [person.id],
        reason: 'card',
      })
    return { outcome: 'genuine', expired: verdict.expired, document: verdict.card.document, person: person ?? null }
  },
})
