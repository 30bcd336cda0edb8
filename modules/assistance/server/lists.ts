import { auditRead, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { ID, INTEGER, list, MAYBE, NUMBER, object, TEXT, YES } from './schemas.ts'

interface Line {
  readonly id: string
  readonly number: string
  readonly size: number
  readonly collector: string | null
  readonly alternate: string | null
  readonly items: readonly object[]
  readonly givenAt: string | null
}
interface Listed {
  readonly families: number
  readonly people: number
  readonly collected: number
  readonly partial: number
  readonly rows: readonly Line[]
  readonly next: string | null
}

/** Families of one page. */
const PAGE = 50
const ITEMS = list(object({ item: TEXT, measure: TEXT, quantity: NUMBER }))

/** The list of a cycle as far as the asker reads it: all, or who has not come yet; and how far it is. */
export const listOf: Query = defineQuery<
  { readonly cycleId: string; readonly absent?: boolean; readonly after?: string },
  Listed
>({
  name: 'assistance.list',
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ cycleId: ID, absent: YES, after: { ...TEXT, maxLength: 40 } }, ['absent', 'after']),
  output: object({
    families: INTEGER,
    people: INTEGER,
    collected: INTEGER,
    partial: INTEGER,
    rows: list(
      object({ id: ID, number: TEXT, size: INTEGER, collector: MAYBE, alternate: MAYBE, items: ITEMS, givenAt: MAYBE }),
    ),
    next: MAYBE,
  }),
  async run(tx, asking, { cycleId, absent = false, after }) {
    const sums = await sql<Omit<Listed, 'rows' | 'next'>>`
      select count(*)::int as families, coalesce(sum(l.size), 0)::int as people, count(k.id)::int as collected,
        count(k.id) filter (where k.partial)::int as partial
      from assistance.list_entry l left join assistance.collection k on k.entry = l.id::text and k.annulled_by is null and k.double_of is null
      where l.cycle = ${cycleId}`.execute(tx)
    const { rows } = await sql<Line & { collector: { name: string } | null; alternate: { name: string } | null }>`
      with page as (
        select l.id, l.number, l.size, l.items, k.given_at as "givenAt"
        from assistance.list_entry l left join assistance.collection k on k.entry = l.id::text and k.annulled_by is null and k.double_of is null
        where l.cycle = ${cycleId} and (not ${absent} or k.id is null) and (${after ?? null}::text is null or l.number > ${after ?? null}::text)
        order by l.number limit ${PAGE + 1})
      select p.*, w.collector, w.alternate from page p
      left join assistance.lines_of(array(select x.id from page x)) w on w.id = p.id order by p.number`.execute(tx)
    const shown = rows.slice(0, PAGE).map(row => ({
      ...row,
      collector: row.collector?.name ?? null,
      alternate: row.alternate?.name ?? null,
      givenAt: row.givenAt === null ? null : new Date(row.givenAt).toISOString(),
    }))
    await auditRead(tx, asking, {
      module: 'assistance',
      action: 'read',
      record: 'cycle',
      ids: [cycleId],
      reason: 'distribution list',
    })
    return { ...sums.rows[0]!, rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.number ?? null) : null }
  },
})

interface Shelf {
  readonly item: string
  readonly measure: string
  readonly received: number
  readonly given: number
  readonly returned: number
  readonly lost: number
  readonly expected: number
  readonly counted: number | null
  readonly difference: number | null
}
interface Progress {
  readonly cycleId: string
  readonly place: string
  readonly onDay: string
  readonly open: boolean
  readonly served: number
  readonly today: number
  readonly waiting: number
  readonly desk: number
  readonly shelves: readonly Shelf[]
}

/** How far a point is: families served and still to come, who is at the desk, and whether what came is what was given and is left. */
export const progress: Query = defineQuery<{ readonly pointId: string }, Progress | null>({
  name: 'assistance.progress',
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ pointId: ID }),
  output: {
    ...object({
      cycleId: ID,
      place: TEXT,
      onDay: TEXT,
      open: YES,
      served: INTEGER,
      today: INTEGER,
      waiting: INTEGER,
      desk: INTEGER,
      shelves: list(
        object({
          item: TEXT,
          measure: TEXT,
          received: NUMBER,
          given: NUMBER,
          returned: NUMBER,
          lost: NUMBER,
          expected: NUMBER,
          counted: { type: ['number', 'null'] },
          difference: { type: ['number', 'null'] },
        }),
      ),
    }),
    type: ['object', 'null'],
  },
  async run(tx, asking, { pointId }) {
    const { rows } = await sql<Omit<Progress, 'shelves'>>`
      select p.cycle as "cycleId", p.place, p.on_day::text as "onDay", p.open,
        (select count(*)::int from assistance.collection k where k.point = p.id and k.annulled_by is null) as served,
        (select count(*)::int from assistance.collection k where k.point = p.id and k.annulled_by is null
          and k.given_at::date = ${asking.now().toISOString()}::timestamptz::date) as today,
        (select count(*)::int from assistance.list_entry l join assistance.cycle c on c.id = p.cycle
          where l.programme = c.programme and l.period = c.period and l.office_id = p.office_id
            and not exists (select from assistance.collection k where k.entry = l.id::text and k.annulled_by is null)) as waiting,
        (select count(*)::int from assistance.desk d where d.point = p.id and d.outcome is null) as desk
      from assistance.point p where p.id = ${pointId}`.execute(tx)
    const shelves = await sql<Shelf>`
      with moved as (
        select s.item, s.measure, s.act, s.quantity, s.created_at, s.id from assistance.stock s where s.parent_id = ${pointId} and s.withdrawn_at is null
        union all
        select g.item, g.measure, 'given', g.quantity, null, g.id from assistance.given g join assistance.collection k on k.id = g.parent_id
        where k.point = ${pointId} and k.annulled_by is null),
      summed as (
        select m.item, m.measure, coalesce(sum(m.quantity) filter (where m.act = 'received'), 0) as received,
          coalesce(sum(m.quantity) filter (where m.act = 'given'), 0) as given,
          coalesce(sum(m.quantity) filter (where m.act = 'returned'), 0) as returned,
          coalesce(sum(m.quantity) filter (where m.act = 'lost'), 0) as lost,
          (array_agg(m.quantity order by m.created_at desc, m.id desc) filter (where m.act = 'counted'))[1] as counted
        from moved m group by m.item, m.measure)
      select s.item, s.measure, s.received::float8, s.given::float8, s.returned::float8, s.lost::float8, s.counted::float8,
        (s.received - s.given - s.returned - s.lost)::float8 as expected,
        (s.counted - (s.received - s.given - s.returned - s.lost))::float8 as difference
      from summed s order by s.item, s.measure`.execute(tx)
    return rows[0] === undefined ? null : { ...rows[0], shelves: shelves.rows }
  },
})

interface Time {
  readonly entry: string
  readonly programme: string
  readonly kind: string
  readonly period: string
  readonly state: string
  readonly givenAt: string | null
  readonly place: string | null
  readonly partial: boolean | null
  readonly size: number
  readonly items: readonly object[] | null
}

/** What somebody's families were entitled to and collected, wherever they lived. Whoever sees a summary learns that, and not what or where. */
export const ofPerson: Query = defineQuery<{ readonly individualId: string }, { readonly times: readonly Time[] }>({
  name: 'assistance.ofPerson',
  module: 'assistance',
  needs: { action: 'see', level: 'summary' },
  showsPeople: true,
  input: object({ individualId: ID }),
  output: object({
    times: list(
      object({
        entry: ID,
        programme: TEXT,
        kind: TEXT,
        period: TEXT,
        state: TEXT,
        givenAt: MAYBE,
        place: MAYBE,
        partial: { type: ['boolean', 'null'] },
        size: INTEGER,
        items: { ...ITEMS, type: ['array', 'null'] },
      }),
    ),
  }),
  async run(tx, asking, { individualId }) {
    const { rows } = await sql<Time>`
      select h.entry, h.programme, h.kind, h.period::text, h.state, h.given_at as "givenAt", h.place, h.partial, h.size, h.items
      from assistance.history(${individualId}) h`.execute(tx)
    if (rows.length > 0)
      await auditRead(tx, asking, {
        module: 'assistance',
        action: 'see',
        record: 'collection',
        ids: [individualId],
        reason: 'history of a person',
      })
    return {
      times: rows.map(row => ({ ...row, givenAt: row.givenAt === null ? null : new Date(row.givenAt).toISOString() })),
    }
  },
})
