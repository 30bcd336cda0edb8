import { tableName } from '@nansen/access'
import { exactKey as comparable, nameKeys } from '@nansen/model'
import { sql } from 'kysely'
import type { Asking, Tx } from '../command.ts'
import { blindIndex } from '../keyFile.ts'
import { storeOf } from '../storeOf.ts'
import type { Place } from './place.ts'
import type { Values } from './split.ts'

/** A number is found however it was spaced and in whatever digits. */
const plain = (value: unknown): string => comparable(String(value))

/**
 * The key by which an `exact` field is found: `select record_id from MODULE.RECORD_key where key = …`. A name is
 * found by `nameKeys` of @nansen/model. @throws Error when the process has no key file.
 */
export function exactKey(asking: Asking, module: string, record: string, field: string, value: string): string {
  const { keys } = storeOf(asking)
  if (keys === null) throw new Error('this process has no key file: it cannot make search keys')
  return blindIndex(keys, `${module}.${record}.${field}`, plain(value))
}

/** Writes the search keys of the searched fields among `values` anew: of names their sounds, of exact ones a blind index. */
export async function writeKeys(
  tx: Tx,
  asking: Asking,
  { module, name, definition }: Place,
  id: string,
  values: Values,
): Promise<void> {
  const fields = Object.entries(definition.fields).filter(
    ([field, { search }]) => search !== null && field in values && (search === 'name' || storeOf(asking).keys !== null),
  )
  if (fields.length === 0) return
  const table = sql.raw(tableName(module.name, `${name}_key`))
  for (const [field, { search }] of fields) {
    await sql`delete from ${table} where record_id = ${id} and field = ${field}`.execute(tx)
    const value = values[field]
    if (value === null || value === undefined || plain(value) === '') continue
    const keys =
      search === 'name' ? nameKeys(nameOf(value)) : [exactKey(asking, module.name, name, field, String(value))]
    if (keys.length === 0) continue
    await sql`insert into ${table} (record_id, field, key) select ${id}, ${field}, unnest(${keys}::text[])`.execute(tx)
  }
}

/** The text of a name, whole or a part. */
const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : String(value)
