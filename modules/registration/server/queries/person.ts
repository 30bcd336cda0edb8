import { Refusal } from '@nansen/kernel'
import { type Asking, auditRead, defineQuery, getRecord, readChildren, type StoredRow, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { registration } from '../../index.ts'
import { ID, object } from '../commands/schemas.ts'
import { today } from '../household/households.ts'
import { answersIn, askedOf, type LevelReached, levelsReached } from '../levels/completeness.ts'
import { CARD, type PersonCard, withFamilies } from './cards.ts'

/** Facts beside a person that their page shows, newest first. Needs are apart: most viewers know only that there are some. */
export const FACTS = [
  'name',
  'alias',
  'other_number',
  'address',
  'phone',
  'document_held',
  'issued_document',
  'consent',
  'legal_status',
  'language_ability',
  'education',
  'skill',
  'work',
  'wish',
  'marriage',
  'relative',
  'flight',
  'flight_leg',
  'flight_incident',
  'intention',
  'not_answered',
  'status_change',
  'life_event',
  'photo',
  'attachment',
  'note',
  'correction_request',
] as const
export type Fact = (typeof FACTS)[number]

export interface FamilyMember {
  readonly card: PersonCard
  readonly relationship: string
  readonly focal_point: boolean
}

export interface Need {
  readonly id: string
  readonly identified_on: string
  /** Absent for who may know that there is a need, and not which. */
  readonly need?: string
  readonly told_by?: string | null
  readonly remarks?: string | null
}

export interface PersonPage {
  readonly card: PersonCard
  /** Every field the viewer may see; null for who sees a summary only. */
  readonly individual: StoredRow | null
  readonly group: { readonly id: string; readonly number: string; readonly members: readonly FamilyMember[] } | null
  readonly facts: Readonly<Record<Fact, readonly StoredRow[]>> | null
  readonly needs: readonly Need[]
  /** How far they were asked, level by level; empty for who sees a summary only. */
  readonly levels: readonly LevelReached[]
}

const ROW = { type: 'object', additionalProperties: true } as const
const ROWS = { type: 'array', items: ROW } as const

/** Everything about one person that this viewer may see: a summary for some, the whole page for others. */
export const person = defineQuery<{ readonly id: string }, PersonPage>({
  name: 'registration.person',
  module: 'registration',
  needs: { action: 'see', level: 'summary' },
  showsPeople: true,
  input: object({ id: ID }),
  output: object({
    card: CARD,
    individual: { anyOf: [ROW, { type: 'null' }] },
    group: { anyOf: [ROW, { type: 'null' }] },
    facts: { anyOf: [{ type: 'object', additionalProperties: ROWS }, { type: 'null' }] },
    needs: ROWS,
    levels: ROWS,
  }),
  async run(tx, asking, { id }) {
    const { card, group } = await summaryOf(tx, id)
    if (card === undefined) throw new Refusal('not-found', 'there is no such person among those you may see')
    const shown = [id, ...(group?.members.map(member => member.card.id) ?? [])]
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'see',
      record: 'individual',
      ids: shown,
      reason: 'page',
    })
    if (!card.readable) return { card, individual: null, group, facts: null, needs: [], levels: [] }
    // asked at once: they go to the database in one piece
    const [individual, facts, needs, asked] = await Promise.all([
      getRecord(tx, asking, registration, 'individual', id),
      readChildren(tx, asking, registration, id, FACTS),
      needsOf(tx, asking, id),
      askedOf(tx, id, today(asking)),
    ])
    return { card, individual, group, facts, needs, levels: levelsReached(asked, answersIn(individual, facts)) }
  },
})

interface Summary {
  readonly card: PersonCard | undefined
  readonly group: PersonPage['group']
}

async function summaryOf(tx: Tx, id: string): Promise<Summary> {
  const { cards, relatives } = await withFamilies(tx, [id], [id])
  const members = relatives.flatMap(({ individual, relationship, focal_point }) => {
    const card = cards.get(individual)
    return card === undefined ? [] : [{ card, relationship, focal_point }]
  })
  const [first] = relatives
  const group = first === undefined ? null : { id: first.group_id, number: first.group_number, members }
  return { card: cards.get(id), group }
}

/** Which need it is comes only where the protected row is the viewer's to read; such a look is audited as one. */
async function needsOf(tx: Tx, asking: Asking, id: string): Promise<readonly Need[]> {
  const { rows } = await sql<{
    readonly id: string
    readonly identified_on: string
    readonly known: boolean
    readonly need: string
    readonly told_by: string | null
    readonly remarks: string | null
  }>`select n.id, n.identified_on, p.id is not null as known, p.need, p.told_by, p.remarks
    from registration.specific_need n left join registration.specific_need_protected p on p.id = n.id
    where n.root_id = ${id}::uuid order by n.identified_on desc, n.id`.execute(tx)
  const known = rows.filter(row => row.known)
  if (known.length > 0)
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'read',
      record: 'specific_need',
      ids: [...known.map(row => row.id), id],
      people: [id],
      fields: ['need', 'told_by', 'remarks'],
    })
  return rows.map(({ known: isKnown, need, told_by, remarks, ...neutral }) =>
    isKnown ? { ...neutral, need, told_by, remarks } : neutral,
  )
}
