import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import type { Severity } from '../../quality/rules.ts'
import { CODE, ID, object } from '../commands/schemas.ts'
import { CARD, cardsOf, type PersonCard } from '../queries/cards.ts'

interface Input {
  readonly rule: string
  readonly officeId?: string
  /** Passes over so many, those that wait longest first. */
  readonly after?: number
}

/** The people with one finding: a worklist. */
export interface QualityList {
  readonly rows: readonly { readonly card: PersonCard; readonly severity: Severity; readonly since: string }[]
  readonly more: boolean
}

/** People on a page of the list. */
const A_PAGE = 50

export const qualityList = defineQuery<Input, QualityList>({
  name: 'registration.qualityList',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ rule: CODE, officeId: ID, after: { type: 'integer', minimum: 0, maximum: 100_000 } }, [
    'officeId',
    'after',
  ]),
  output: object({
    rows: {
      type: 'array',
      items: object({ card: CARD, severity: { type: 'string' }, since: { type: 'string' } }),
    },
    more: { type: 'boolean' },
  }),
  async run(tx, asking, { rule, officeId = null, after = 0 }) {
    const { rows } = await sql<{ individual: string; severity: Severity; since: string }>`
      select root_id as individual, severity, since from registration.quality_finding
      where rule = ${rule} and not confirmed and (${officeId}::uuid is null or office_id = ${officeId}::uuid)
      order by since, root_id limit ${A_PAGE + 1} offset ${after}`.execute(tx)
    const page = rows.slice(0, A_PAGE)
    const cards = await cardsOf(
      tx,
      page.map(({ individual }) => individual),
    )
    const shown = page.flatMap(({ individual, ...rest }) => {
      const card = cards.get(individual)
      return card === undefined ? [] : [{ card, ...rest }]
    })
    if (shown.length > 0)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: shown.map(({ card }) => card.id),
        reason: rule,
      })
    return { rows: shown, more: rows.length > A_PAGE }
  },
})
