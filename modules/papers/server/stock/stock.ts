import { defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { ID, list, MAYBE, NUMBER, object, TEXT, YES } from '../schemas.ts'

/** How one kind of blank stands at one office: received + arrived - away = all the others. */
interface Shelf {
  readonly office_id: string
  readonly blank: string
  readonly received: number
  readonly arrived: number
  /** Acknowledged by other offices. */
  readonly away: number
  readonly on_hand: number
  readonly assigned: number
  /** On their way to another office. */
  readonly sent: number
  readonly used: number
  readonly spoiled: number
  readonly destroyed: number
  readonly lost: number
  /** At or below this many on hand it is time to order. */
  readonly low_at: number
  readonly low: boolean
}

interface Lying {
  readonly office_id: string
  readonly blank: string
  readonly series: string
  readonly first: number
  readonly count: number
  readonly state: string
  readonly to_office: string | null
  /** Whether the asker is the one who said that they are spoiled, and so does not agree to destruction. */
  readonly mine: boolean
}

interface Act {
  readonly id: string
  readonly at: string
  readonly by: string | null
  readonly office_id: string
  readonly act: string
  readonly blank: string
  readonly series: string
  readonly first: number
  readonly count: number
  readonly to_office: string | null
  readonly reason: string | null
  readonly remarks: string | null
}

const SHELF = Object.fromEntries(
  ['received', 'arrived', 'away', 'on_hand', 'assigned', 'sent', 'used', 'spoiled', 'destroyed', 'lost', 'low_at'].map(
    name => [name, NUMBER],
  ),
)
/** Lines of the ledger on the page. */
const ACTS = 60

/** Stock of the asker's offices: counts, where each range lies, and what was done last. Shows no person. */
export const stock = defineQuery<
  { officeId?: string },
  { shelves: readonly Shelf[]; lying: readonly Lying[]; acts: readonly Act[] }
>({
  name: 'papers.stock',
  module: 'papers',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ officeId: ID }, ['officeId']),
  output: object({
    shelves: list(object({ office_id: TEXT, blank: TEXT, ...SHELF, low: YES })),
    lying: list(
      object({
        office_id: TEXT,
        blank: TEXT,
        series: TEXT,
        first: NUMBER,
        count: NUMBER,
        state: TEXT,
        to_office: MAYBE,
        mine: YES,
      }),
    ),
    acts: list(
      object({
        id: TEXT,
        at: TEXT,
        by: MAYBE,
        office_id: TEXT,
        act: TEXT,
        blank: TEXT,
        series: TEXT,
        first: NUMBER,
        count: NUMBER,
        to_office: MAYBE,
        reason: MAYBE,
        remarks: MAYBE,
      }),
    ),
  }),
  async run(tx, asking, { officeId = null }) {
    const { rows: shelves } = await sql<Shelf>`with counted as (
        select b.office_id, s.blank, b.state, sum(upper(b.serials) - lower(b.serials))::int as n
        from papers.blank b join papers.series s on s.id = b.series group by 1, 2, 3
      ), came as (
        select office_id, blank, act, sum(count)::int as n from papers.stock_act where act in ('received', 'arrived') group by 1, 2, 3
      )
      select h.office_id, h.blank, ${sumOf('came', 'act', 'received')} as received, ${sumOf('came', 'act', 'arrived')} as arrived,
        -- who reads here does not always read there: what went away is what is no longer here
        (${sumOf('came', 'act', 'received')} + ${sumOf('came', 'act', 'arrived')}
          - coalesce((select sum(c.n) from counted c where c.office_id = h.office_id and c.blank = h.blank), 0))::int as away,
        ${sumOf('counted', 'state', 'on-hand')} as on_hand, ${sumOf('counted', 'state', 'assigned')} as assigned,
        ${sumOf('counted', 'state', 'sent')} as sent, ${sumOf('counted', 'state', 'used')} as used,
        ${sumOf('counted', 'state', 'spoiled')} as spoiled, ${sumOf('counted', 'state', 'destroyed')} as destroyed,
        ${sumOf('counted', 'state', 'lost')} as lost, papers.rule_of(h.office_id, 'low-stock') as low_at
      from papers.shelf h join auth.office o on o.id = h.office_id
      where ${officeId}::uuid is null or h.office_id = ${officeId}::uuid order by o.name, h.blank`.execute(tx)
    const { rows: lying } = await sql<Lying>`select b.office_id, s.blank, s.series, lower(b.serials)::int as first,
        (upper(b.serials) - lower(b.serials))::int as count, b.state, b.to_office,
        coalesce(b.by_staff = ${asking.session.staffId}::uuid, false) as mine
      from papers.blank b join papers.series s on s.id = b.series
      where b.state <> 'used' and (${officeId}::uuid is null or b.office_id = ${officeId}::uuid or b.to_office = ${officeId}::uuid)
      order by s.blank, s.series, b.serials`.execute(tx)
    const { rows: acts } = await sql<
      Act & { created_at: Date }
    >`select id, created_at, created_by as by, office_id, act, blank, series, first,
        count, to_office, reason, remarks
      from papers.stock_act where ${officeId}::uuid is null or office_id = ${officeId}::uuid
      order by created_at desc, id desc limit ${ACTS}`.execute(tx)
    return {
      shelves: shelves.map(shelf => ({ ...shelf, low: shelf.on_hand <= shelf.low_at })),
      lying,
      acts: acts.map(({ created_at, ...act }) => ({ ...act, at: new Date(created_at).toISOString() })),
    }
  },
})

const sumOf = (from: 'came' | 'counted', column: 'act' | 'state', value: string) =>
  sql`coalesce((select c.n from ${sql.raw(from)} c where c.office_id = h.office_id and c.blank = h.blank and c.${sql.raw(column)} = ${value}), 0)`
