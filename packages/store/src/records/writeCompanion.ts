import { sql } from 'kysely'
import type { Asking, Tx } from '../command.ts'
import { ensureDataKey } from '../dataKey.ts'
import { encrypt } from '../keyFile.ts'
import type { Companion } from '../recordSql.ts'
import { column, columnsOf, companionTable, type Place } from './place.ts'
import type { Values } from './split.ts'

interface Hanging {
  readonly id: string
  readonly rootId: string
}

/** Adds or changes the protected or sealed part of a row. What the change log keeps of it is ciphertext under the root's own key. */
export async function writeCompanion(
  tx: Tx,
  asking: Asking,
  place: Place,
  part: Companion,
  { id, rootId }: Hanging,
  values: Values,
): Promise<void> {
  if (Object.keys(values).length === 0) return
  const key = await ensureDataKey(tx, asking, rootId, 'protected')
  const patch = JSON.stringify(values, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('base64') : value,
  )
  const set = { change_ct: encrypt(key, Buffer.from(patch), `${place.module.name}.${place.name} ${id}`), ...values }
  const table = companionTable(place, part)
  const sets = Object.entries(set).map(([name, value]) => sql`${column(name)} = ${value}`)
  if (!place.definition.appendOnly) {
    const changed = await sql`update ${table} set ${sql.join(sets)} where id = ${id}`.execute(tx)
    if (changed.numAffectedRows === 1n) return
  }
  const all = Object.entries({ id, ...set })
  await sql`insert into ${table} (${columnsOf(all.map(([name]) => name))}) values (${sql.join(all.map(([, value]) => value))})`.execute(
    tx,
  )
}
