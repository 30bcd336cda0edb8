import { exactKey, nameKeys } from '@nansen/model'
import { registration } from '@nansen/registration'
import { blindIndex, type Keys } from '@nansen/store'
import type { BulkRow } from './copyText.ts'
import type { Rows } from './rows.ts'

/** The search keys of everything in a load: the same that a registration at the desk writes. By table, beside its records'. */
export function keyRows(rows: Rows, keys: Pick<Keys, 'blindIndex'>): Rows {
  const made: Rows = new Map()
  for (const [record, definition] of Object.entries(registration.records)) {
    const searched = Object.entries(definition.fields).filter(([, field]) => field.search !== null)
    const found = (rows.get(`registration.${record}`) ?? []).flatMap(row =>
      searched.flatMap(([field, { search }]) => keysOf(row, record, field, search === 'name', keys)),
    )
    if (found.length > 0) made.set(`registration.${record}_key`, found)
  }
  return made
}

function keysOf(
  row: BulkRow,
  record: string,
  field: string,
  byName: boolean,
  keys: Pick<Keys, 'blindIndex'>,
): BulkRow[] {
  const value = row[field]
  if (typeof value !== 'string' || value === '') return []
  // a trigger would say the year in the key; none runs for a load
  const year = record === 'individual' ? { year: row.year_of_birth ?? 0 } : {}
  const owner = { record_id: row.id, root_id: row.root_id ?? row.id, office_id: row.office_id, ...year }
  const found = byName ? nameKeys(value) : [blindIndex(keys, `registration.${record}.${field}`, exactKey(value))]
  return found.map(key => ({ ...owner, field, key }))
}
