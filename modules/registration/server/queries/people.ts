import { auditRead, defineQuery } from '@nansen/store'
import { ID, object } from '../commands/schemas.ts'
import { CARD, cardsOf, type PersonCard } from './cards.ts'

/** People of one screen. */
const MOST = 50

/**
 * Who the people behind these identifiers are, as one line each: for screens that refer to people without opening them. Exactly those who
 * are shown are noted as seen; who may not be seen, or is not there, is left out. As with a list, no case is opened by it.
 */
export const cards = defineQuery<{ readonly ids: readonly string[] }, { readonly cards: readonly PersonCard[] }>({
  name: 'registration.cards',
  module: 'registration',
  needs: { action: 'see', level: 'summary' },
  showsPeople: true,
  input: object({ ids: { type: 'array', items: ID, minItems: 1, maxItems: MOST, uniqueItems: true } }),
  output: object({ cards: { type: 'array', items: CARD } }),
  async run(tx, asking, { ids }) {
    const found = await cardsOf(tx, ids)
    if (found.size > 0)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: [...found.keys()],
        reason: 'reference',
      })
    return { cards: [...found.values()] }
  },
})
