import { invalid } from '@nansen/kernel'
import { type RawBuilder, sql } from 'kysely'
import { column, type Place, type StoredRow } from './place.ts'

export interface Sort {
  readonly by: string
  readonly descending: boolean
}
/** Where a page ended: the sorted value and the row's id. */
interface Cursor {
  readonly value: unknown
  readonly id: string
}

/** @throws Refusal `invalid` when there is no such column. */
export function readSort(place: Place, text: string): Sort {
  const descending = text.startsWith('-')
  const by = descending ? text.slice(1) : text
  if (!place.columns.includes(by)) throw invalid([{ path: 'sort', problem: 'problem.unknown-field' }])
  return { by, descending }
}

export function orderSql({ by, descending }: Sort): RawBuilder<unknown> {
  const way = sql.raw(descending ? 'desc' : 'asc')
  return by === 'id' ? sql`id ${way}` : sql`${column(by)} ${way} nulls last, id ${way}`
}

/** Rows after the cursor in this order; rows without a value come last. */
export function afterSql({ by, descending }: Sort, cursor: Cursor | null): readonly RawBuilder<unknown>[] {
  if (cursor === null) return []
  const beyond = sql.raw(descending ? '<' : '>')
  if (by === 'id') return [sql`id ${beyond} ${cursor.id}`]
  const same = cursor.value === null ? sql`${column(by)} is null` : sql`${column(by)} = ${cursor.value}`
  const next = sql`(${same} and id ${beyond} ${cursor.id})`
  if (cursor.value === null) return [next]
  return [sql`(${next} or ${column(by)} ${beyond} ${cursor.value} or ${column(by)} is null)`]
}

export const cursorOf = ({ by }: Sort, row: StoredRow): string =>
  Buffer.from(JSON.stringify([row[by] ?? null, row.id])).toString('base64url')

/** @throws Refusal `invalid` for what no page ended with. */
export function readCursor(text: string | null): Cursor | null {
  if (text === null) return null
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, string]
    if (typeof id === 'string') return { value, id }
  } catch {
    // falls through: it is refused below
  }
  throw invalid([{ path: 'after', problem: 'problem.value' }])
}
