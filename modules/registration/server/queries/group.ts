import { auditRead, defineQuery, getRecord, listRecords, type StoredRow } from '@nansen/store'
import { sql } from 'kysely'
import { registration } from '../../index.ts'
import { ID, object } from '../commands/schemas.ts'
import { cardsOf, type PersonCard } from './cards.ts'

export interface GroupMember {
  /** Null for a member whom the viewer may not see: the place in the family stays visible, the person does not. */
  readonly card: PersonCard | null
  readonly membership_id: string
  readonly version: number
  readonly relationship: string
  readonly focal_point: boolean
  readonly sequence: number
  readonly member_from: string
  readonly member_to: string | null
  readonly left_because: string | null
}

export interface GroupPage {
  readonly group: StoredRow
  readonly office: string
  /** Present members in their order, then those who left. */
  readonly members: readonly GroupMember[]
  readonly links: readonly { readonly id: string; readonly number: string; readonly reason: string }[]
}

const ROW = { type: 'object', additionalProperties: true } as const
const ROWS = { type: 'array', items: ROW } as const

/** A registration group with everybody who is or was in it. */
export const group = defineQuery<{ readonly id: string }, GroupPage>({
  name: 'registration.group',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ id: ID }),
  output: object({ group: ROW, office: { type: 'string' }, members: ROWS, links: ROWS }),
  async run(tx, asking, { id }) {
    const row = await getRecord(tx, asking, registration, 'registration_group', id)
    const memberships = await listRecords(tx, asking, registration, 'membership', {
      where: { parent_id: id },
      limit: 200,
    })
    const people = memberships.rows.map(each => String(each.individual))
    const cards = await cardsOf(tx, people)
    if (cards.size > 0)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: [...cards.keys()],
      })
    return {
      group: row,
      office: await officeName(tx, String(row.office_id)),
      members: [...memberships.rows, ...(await placesOutOfSight(tx, id))]
        .map(each => memberOf(each, cards))
        .toSorted(presentFirst),
      links: await linksOf(tx, id),
    }
  },
})

/** Members under a restriction that the asker stands outside of: a membership without its person. */
async function placesOutOfSight(tx: Parameters<typeof cardsOf>[0], id: string): Promise<readonly StoredRow[]> {
  return (await sql<StoredRow>`select * from registration.places_out_of_sight(${id}::uuid)`.execute(tx)).rows
}

const memberOf = (row: StoredRow, cards: ReadonlyMap<string, PersonCard>): GroupMember => ({
  card: cards.get(String(row.individual)) ?? null,
  membership_id: row.id,
  version: row.version,
  relationship: String(row.relationship),
  focal_point: row.focal_point === true,
  sequence: Number(row.sequence),
  member_from: String(row.member_from),
  member_to: row.member_to === null ? null : String(row.member_to),
  left_because: row.left_because === null ? null : String(row.left_because),
})

const presentFirst = (a: GroupMember, b: GroupMember): number =>
  Number(a.member_to !== null) - Number(b.member_to !== null) || a.sequence - b.sequence

async function officeName(tx: Parameters<typeof cardsOf>[0], id: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from auth.office where id = ${id}::uuid`.execute(tx)
  return rows[0]?.name ?? ''
}

async function linksOf(tx: Parameters<typeof cardsOf>[0], id: string): Promise<GroupPage['links']> {
  const { rows } = await sql<GroupPage['links'][number]>`select g.id, g.number, l.reason
    from registration.group_link l join registration.registration_group g on g.id = l.other_group
    where l.parent_id = ${id}::uuid and l.withdrawn_at is null order by g.number`.execute(tx)
  return rows
}
