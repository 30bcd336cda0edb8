import { sql } from 'kysely'
import type { Tx } from '../command.ts'
import { companionFields, companionsOf } from '../recordSql.ts'
import { column, companionTable, mayRow, type Place, type StoredRow } from './place.ts'

/**
 * These rows with their protected and sealed fields: absent where the asker may not see them, null where nobody answered, base64 where
 * sealed. Two questions to the database however many rows.
 */
export async function withCompanions(tx: Tx, place: Place, rows: readonly StoredRow[]): Promise<readonly StoredRow[]> {
  const parts = companionsOf(place.definition)
  if (parts.length === 0 || rows.length === 0) return rows
  const joins = parts.map(
    part => sql`left join ${companionTable(place, part)} ${sql.raw(part)} on ${sql.raw(part)}.id = r.id`,
  )
  const fields = parts.flatMap(part =>
    companionFields(place.definition, part).map(([name]) => sql`${sql.raw(part)}.${column(name)}`),
  )
  const ids = rows.map(({ id }) => id)
  const { rows: found } = await sql<StoredRow>`select r.id, ${sql.join(fields)}
    from ${place.table} r ${sql.join(joins, sql` `)}
    where r.id = any (${ids}::uuid[]) and ${mayRow(place, 'read', 'protected')}`.execute(tx)
  const more = new Map(found.map(row => [row.id, row]))
  return rows.map(row => ({ ...row, ...inText(more.get(row.id) ?? {}) }))
}

const inText = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('base64') : value]),
  )
