import { invalid, isId } from '@nansen/kernel'
import { type Field, isOwnName, type Kind, type Module } from '@nansen/model'
import { type RawBuilder, sql } from 'kysely'
import { about, auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { afterSql, cursorOf, orderSql, readCursor, readSort } from './paging.ts'
import { column, columnsOf, mayRow, notFound, type Place, placeOf, type StoredRow } from './place.ts'
import { reachedRows } from './reached.ts'
import { companionsAt, inText, withCompanions } from './withCompanions.ts'

/**
 * One record with every field the asker may see: a protected or sealed field that is absent from the answer is one they may not see, and
 * `null` is one that nobody answered. The read is audited.
 * @throws Refusal `not-found` when there is none, or none for this asker.
 */
export async function getRecord(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  id: string,
): Promise<StoredRow> {
  const row = await findRecord(tx, asking, module, record, id)
  if (row === null) throw about(notFound(), { module: module.name, action: 'read', record, ids: isId(id) ? [id] : [] })
  return row
}

/** The same, or null when there is none for this asker. */
export async function findRecord(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  id: string,
): Promise<StoredRow | null> {
  const place = placeOf(module, record)
  const row = isId(id) ? await readRow(tx, place, id) : null
  if (row === null) return null
  const shown = Object.keys(row).filter(name => name in place.definition.fields)
  await auditRead(tx, asking, {
    module: module.name,
    action: 'read',
    record,
    ids: idsOf([row]),
    people: rootsOf([row]),
    fields: shown,
  })
  return row
}

/**
 * Those of these records that the asker may see, each as `getRecord` gives it, in no order: two questions to the database and one audit row,
 * however many.
 */
export async function findRecords(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  ids: readonly string[],
): Promise<readonly StoredRow[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  const place = placeOf(module, record)
  const { rows } = await sql<StoredRow>`select ${columnsOf(place.columns)} from ${place.table}
    where id = any (${known}::uuid[])`.execute(tx)
  const found = await withCompanions(tx, place, rows)
  if (found.length > 0)
    await auditRead(tx, asking, {
      module: module.name,
      action: 'read',
      record,
      ids: idsOf(found),
      people: rootsOf(found),
      fields: Object.keys(place.definition.fields).filter(name => found.some(row => name in row)),
    })
  return found
}

/** The row as this transaction sees it, or null. Not audited: for commands that read what they are about to change. */
export async function readRow(tx: Tx, place: Place, id: string): Promise<StoredRow | null> {
  const { names, columns, joins } = companionsAt(place)
  const mine = place.columns.map(name => sql`r.${column(name)}`)
  const sees = names.length === 0 ? [] : [sql`${mayRow(place, 'read', 'protected')} as "sees protected"`]
  const { rows } = await sql<
    StoredRow & { 'sees protected'?: boolean }
  >`select ${sql.join([...mine, ...columns, ...sees])}
    from ${place.table} r ${joins} where r.id = ${id}`.execute(tx)
  const [found] = rows
  if (found === undefined) return null
  const { 'sees protected': seesProtected, ...row } = found
  const hidden = seesProtected === false ? names : []
  return inText(Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)))) as StoredRow
}

export interface Listing {
  /** Equal values, by column (of dates: as far as both are known): fields of the record's own table, `state`, `office_id`, `owner_id`, `parent_id`, `root_id`. */
  readonly where?: Readonly<Record<string, unknown>>
  /** `next` of the page before. */
  readonly after?: string | null
  /** In any of these states, of a record with a lifecycle. */
  readonly states?: readonly string[]
  /** At most 200. Default 50. */
  readonly limit?: number
  /** A column, with `-` in front for the largest first. Default `-id`: the newest first. */
  readonly sort?: string
  /** Also their protected and sealed fields, as `getRecord` gives them: only of what hangs on one record, which `where` then names. */
  readonly whole?: boolean
  /** Also the children that were withdrawn. */
  readonly withdrawn?: boolean
}
export interface Page {
  readonly rows: readonly StoredRow[]
  readonly next: string | null
}
const LONGEST_PAGE = 200

/** One page of the rows the asker may read, without protected fields unless `whole`. The rows shown are audited. @throws Refusal `invalid`. */
export async function listRecords(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  listing: Listing = {},
): Promise<Page> {
  const place = placeOf(module, record)
  const limit = Math.min(Math.max(Math.trunc(listing.limit ?? 50), 1), LONGEST_PAGE)
  const sort = readSort(place, listing.sort ?? '-id')
  const filters = [...filtersOf(place, listing), ...afterSql(sort, readCursor(listing.after ?? null))]
  const wanted = {
    filters: filters.length === 0 ? sql`true` : sql.join(filters, sql` and `),
    order: orderSql(sort),
    limit: limit + 1,
    isOfOne: isOfOne(listing),
    ...(listing.states === undefined ? {} : { states: listing.states }),
  }
  const { rows } = await sql<StoredRow>`${reachedRows(asking, place, wanted)}`.execute(tx)
  const page = rows.slice(0, limit)
  const shown = listing.whole === true && isOfOne(listing) ? await withCompanions(tx, place, page) : page
  const guarded = shown === page ? [] : companionsAt(place).names
  if (shown.length > 0)
    await auditRead(tx, asking, {
      module: module.name,
      action: 'read',
      record,
      ids: idsOf(shown),
      people: rootsOf(shown),
      fields: guarded.filter(name => shown.some(row => name in row)),
      reason: 'list',
    })
  return { rows: shown, next: rows.length > limit ? cursorOf(sort, shown.at(-1)!) : null }
}

/** Whether a listing is of one record's own: what hangs on it. */
const isOfOne = ({ where = {} }: Listing): boolean => where.parent_id !== undefined || where.root_id !== undefined

/** Identifiers of these rows and of the roots they hang on, each once: what the audit notes. */
export const idsOf = (rows: readonly StoredRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ id, root_id }) => (typeof root_id === 'string' ? [id, root_id] : [id]))),
]

/** Whom these rows are about. */
export const rootsOf = (rows: readonly StoredRow[]): readonly string[] =>
  rows.map(({ id, root_id }) => String(root_id ?? id))

/** Conditions of a listing, on columns of the record's own table. @throws Refusal `invalid`. */
export function filtersOf(place: Place, { where = {}, withdrawn = false }: Listing): readonly RawBuilder<unknown>[] {
  const unknown = Object.keys(where).filter(name => !place.columns.includes(name) && !(place.isRoot && isOwnName(name)))
  if (unknown.length > 0) throw invalid(unknown.map(path => ({ path, problem: 'problem.unknown-field' })))
  const asked = Object.entries(where).map(([name, value]) => equal(name, value, place.definition.fields[name]))
  return place.isRoot || withdrawn ? asked : [...asked, sql`withdrawn_at is null`]
}

/** Dates as text of what is known of them: `2026-03` fits the days of that March, and what is only known to be of 2026. */
const DAY_OF: Readonly<Partial<Record<Kind, (name: RawBuilder<unknown>) => RawBuilder<unknown>>>> = {
  date: name => sql`${name}::text`,
  'partial-date': name => sql`${name}::text`,
  instant: name => sql`to_char(${name} at time zone 'UTC', 'YYYY-MM-DD')`,
}

/** Of a list of codes: that it is among them. */
function equal(name: string, value: unknown, field: Field<unknown> | undefined): RawBuilder<unknown> {
  if (isOwnName(name)) return sql`extra ->> ${name.slice(name.indexOf('.') + 1)} = ${String(value)}`
  if (value === null) return sql`${column(name)} is null`
  if (field?.kind === 'codes') return sql`${value} = any (${column(name)})`
  const day = DAY_OF[field?.kind ?? 'text']?.(column(name))
  if (day !== undefined) return sql`left(${day}, length(${value}::text)) = left(${value}::text, length(${day}))`
  return sql`${column(name)} = ${value}`
}
