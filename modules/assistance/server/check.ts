import { verifyCard } from '@nansen/documents'
import { auditRead, defineQuery, paperKeys, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { ID, INTEGER, list, MAYBE, NUMBER, object, TEXT, YES } from './schemas.ts'

interface Face {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly photo: string | null
  readonly here: boolean
}
export interface Checked {
  readonly outcome:
    | 'give'
    | 'collected'
    | 'not-listed'
    | 'wrong-card'
    | 'not-collector'
    | 'not-recognised'
    | 'collector-gone'
    | 'closed'
  readonly known: 'card' | 'number'
  readonly entry?: string
  readonly number?: string
  readonly size?: number
  readonly items?: readonly { readonly item: string; readonly measure: string; readonly quantity: number }[]
  readonly collector?: Face | null
  readonly alternate?: Face | null
  readonly came?: string | null
  /** What identity said of them within the hour: `same-person`, `not-the-same`, `look`. */
  readonly proof?: string | null
  readonly collectedAt?: string | null
  readonly collectedAtPlace?: string | null
  readonly collectionId?: string | null
}

/** What the signed code of a card begins with (base 45 of a signed body is far longer than any number). Characters. */
const LONGEST_NUMBER = 40
const FACE = {
  ...object({ id: TEXT, number: TEXT, name: TEXT, photo: MAYBE, here: YES }),
  type: ['object', 'null'],
} as const
const PARTS = {
  entry: TEXT,
  number: TEXT,
  size: INTEGER,
  items: list(object({ item: TEXT, measure: TEXT, quantity: NUMBER })),
  collector: FACE,
  alternate: FACE,
  came: MAYBE,
  proof: MAYBE,
  collectedAt: MAYBE,
  collectedAtPlace: MAYBE,
  collectionId: MAYBE,
}

/** Who stands at a point, by what a scanner read or the clerk typed: the signed code of a card, or the number of a person or family. */
export const check: Query = defineQuery<{ readonly pointId: string; readonly text: string }, Checked>({
  name: 'assistance.check',
  module: 'assistance',
  needs: { action: 'create', level: 'personal' },
  showsPeople: true,
  input: object({ pointId: ID, text: { type: 'string', minLength: 1, maxLength: 2_000 } }),
  output: object({ outcome: TEXT, known: TEXT, ...PARTS }, Object.keys(PARTS)),
  async run(tx, asking, { pointId, text }) {
    const said = text.trim()
    const known = said.length > LONGEST_NUMBER ? 'card' : 'number'
    const card = known === 'card' ? verifyCard(said, paperKeys(asking), asking.now().toISOString().slice(0, 10)) : null
    if (card !== null && (card.outcome !== 'genuine' || card.expired)) return { outcome: 'wrong-card', known }
    const read = card?.outcome === 'genuine' ? card.card : null
    const { rows } = await sql<{ found: Omit<Checked, 'known'> }>`
      select assistance.check_at(${pointId}, ${read?.person ?? said.toUpperCase()}, ${read?.document ?? null}) as found`.execute(
      tx,
    )
    const { found } = rows[0]!
    const shown = [found.collector?.id, found.alternate?.id].filter(id => typeof id === 'string')
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'see',
      record: 'individual',
      ids: shown,
      reason: 'distribution',
    })
    return { ...found, known }
  },
})
