import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../command.ts'
import { companionFields, companionsOf } from '../recordSql.ts'
import { column, companionTable, mayRow, type Place, type StoredRow } from './place.ts'

/** Protected and sealed fields of the rows `r` of a question. */
interface Companions {
  /** None when the record has no such field. */
  readonly names: readonly string[]
  readonly columns: readonly RawBuilder<unknown>[]
  readonly joins: RawBuilder<unknown>
}

export function companionsAt(place: Place): Companions {
  const parts = companionsOf(place.definition)
  const theirs = parts.flatMap(part => companionFields(place.definition, part).map(([name]) => [part, name] as const))
  const joins = parts.map(
    part => sql`left join ${companionTable(place, part)} ${sql.raw(part)} on ${sql.raw(part)}.id = r.id`,
  )
  return {
    names: theirs.map(([, name]) => name),
    columns: theirs.map(([part, name]) => sql`${sql.raw(part)}.${column(name)}`),
    joins: sql.join(joins, sql` `),
  }
}

/**
 * These rows with their protected and sealed fields: absent where the asker may not see them, null where nobody answered, base64 where
 * sealed. Two questions to the database however many rows.
 */
export async function withCompanions(tx: Tx, place: Place, rows: readonly StoredRow[]): Promise<readonly StoredRow[]> {
  const { names, columns, joins } = companionsAt(place)
  if (names.length === 0 || rows.length === 0) return rows
  const ids = rows.map(({ id }) => id)
  const { rows: found } = await sql<StoredRow>`select r.id, ${sql.join(columns)}
    from ${place.table} r ${joins}
    where r.id = any (${ids}::uuid[]) and ${mayRow(place, 'read', 'protected')}`.execute(tx)
  const more = new Map(found.map(row => [row.id, row]))
  return rows.map(row => ({ ...row, ...inText(more.get(row.id) ?? {}) }))
}

/** Sealed values travel as base64: they are ciphertext to everybody but the group's members. */
export const inText = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('base64') : value]),
  )
