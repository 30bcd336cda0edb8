import type { Field, Module } from '@nansen/model'
import { type RawBuilder, sql } from 'kysely'
import { auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { column, columnsOf, placeOf } from './place.ts'

/** How many rows have which answer. */
export interface Counted {
  /** A field of the record, or `state`. */
  readonly by: string
  /** The most frequent first; of dates and numbers the latest and largest first. `null`: not answered. */
  readonly counts: readonly { readonly value: string | null; readonly count: number }[]
  /** Rows with answers beyond those listed. */
  readonly others: number
}
export interface Counts {
  readonly total: number
  readonly parts: readonly Counted[]
}

/** Answers listed at most: what a small chart holds. */
const LISTED = 12
/** Different numbers above which they are counted by tens. */
const FEW_NUMBERS = 12

/**
 * How many of the rows that the asker may read have which answer, for each of these fields alone. Nobody is shown, and the asking is noted
 * without identifiers. Protected and sealed fields are counted for nobody.
 */
export async function countRecords(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  by: readonly string[],
): Promise<Counts> {
  const place = placeOf(module, record)
  const fields = by.filter(name => place.columns.includes(name))
  const present = place.isRoot ? sql`true` : sql`withdrawn_at is null`
  const asked = fields.map(name => {
    const value = groupOf(name, place.definition.fields[name])
    return sql`select ${name}::text as by, ${value.of} as value, count(*)::int as count
      from seen ${value.from} group by value`
  })
  const { rows } = await sql<{ by: string | null; value: string | null; count: number }>`
    with seen as materialized (select ${columnsOf(['id', ...fields])} from ${place.table} where ${present})
    select null::text as by, null::text as value, (select count(*)::int from seen) as count
    ${sql.join(
      asked.map(each => sql`union all (${each})`),
      sql` `,
    )}`.execute(tx)
  await auditRead(tx, asking, { module: module.name, action: 'read', record, ids: [], reason: 'counts' })
  const total = rows.find(row => row.by === null)?.count ?? 0
  return {
    total,
    parts: fields.map(name =>
      listed(
        name,
        place.definition.fields[name],
        rows.filter(row => row.by === name),
      ),
    ),
  }
}

interface Grouped {
  readonly of: RawBuilder<unknown>
  readonly from: RawBuilder<unknown>
}

/**
 * By what rows are counted: a code, each of several codes, a yes or no, a number, the month of a date. What an operation added to a list counts
 * as the shared code for which it stands, once a row.
 */
function groupOf(name: string, field: Field<unknown> | undefined): Grouped {
  const own = sql`seen.${column(name)}`
  const plain = { of: sql`${own}::text`, from: sql`` }
  const added = (code: RawBuilder<unknown>) =>
    sql`left join ref.code added on added.list = ${field?.list ?? null} and added.code = ${code}`
  const shared = (code: RawBuilder<unknown>) => sql`coalesce(added.stands_for, ${code})`
  switch (field?.kind) {
    case 'code':
      return field.list === null ? plain : { of: shared(own), from: added(own) }
    case 'codes':
      return field.list === null
        ? { ...plain, of: sql`one`, from: sql`left join lateral unnest(${own}) one on true` }
        : {
            of: sql`shared`,
            from: sql`left join lateral (
              select distinct ${shared(sql`one`)} as shared from unnest(${own}) one ${added(sql`one`)}) each on true`,
          }
    case 'date':
    case 'partial-date':
      return { ...plain, of: sql`left(${own}::text, 7)` }
    case 'instant':
      return { ...plain, of: sql`to_char(${own} at time zone 'UTC', 'YYYY-MM')` }
    default:
      return plain
  }
}

const ORDERED = ['date', 'partial-date', 'instant', 'integer']

function listed(
  by: string,
  field: Field<unknown> | undefined,
  rows: readonly { readonly value: string | null; readonly count: number }[],
): Counted {
  const all = field?.kind === 'integer' && rows.length > FEW_NUMBERS ? inTens(rows) : rows
  const ordered = ORDERED.includes(field?.kind ?? 'code')
    ? all.toSorted((a, b) => (b.value ?? '').localeCompare(a.value ?? '', 'en', { numeric: true }))
    : all.toSorted((a, b) => b.count - a.count || (a.value ?? '').localeCompare(b.value ?? '', 'en'))
  const counts = ordered.slice(0, LISTED).map(({ value, count }) => ({ value, count }))
  return { by, counts, others: ordered.slice(LISTED).reduce((sum, { count }) => sum + count, 0) }
}

/** `1990–1999` */
function inTens(rows: readonly { readonly value: string | null; readonly count: number }[]) {
  const tens = Map.groupBy(rows, ({ value }) => {
    if (value === null) return null
    const from = Math.floor(Number(value) / 10) * 10
    return `${from}–${from + 9}`
  })
  return [...tens].map(([value, each]) => ({ value, count: each.reduce((sum, { count }) => sum + count, 0) }))
}
