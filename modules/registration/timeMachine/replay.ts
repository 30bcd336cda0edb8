export type Values = Readonly<Record<string, unknown>>

/** One line of the change log: what a row's fields became. */
export interface Change {
  /** ISO instant. */
  readonly at: string
  readonly record: string
  readonly rowId: string
  readonly op: 'insert' | 'update' | 'delete'
  /** Null after erasure. */
  readonly set: Values | null
}

/** A row as it is today, with when it came. */
export interface RowToday {
  readonly record: string
  readonly id: string
  /** ISO instant. */
  readonly createdAt: string
  readonly values: Values
}

/**
 * Rows by record and id, in the order in which they came. A field that was never written is absent; one that nobody can tell any more is there,
 * and undefined.
 */
export type Rows = ReadonlyMap<string, ReadonlyMap<string, Values>>

/**
 * The rows as they were written down at an instant: the change log replayed up to it. Rows that were loaded in bulk have no beginning in the
 * log; they stand from the day they came, with what was never changed since, and of what was changed only from the first change on.
 *
 * @param changes in the order of the log.
 * @param today every row there is now that the viewer may read: no other is told of.
 */
export function rowsAt(changes: readonly Change[], today: readonly RowToday[], instant: string): Rows {
  const begun = new Set(changes.filter(({ op }) => op === 'insert').map(({ rowId }) => rowId))
  const known = new Map(today.map(row => [row.id, row]))
  const rows = new Map<string, Map<string, Values>>()
  const put = (record: string, id: string, values: Values) => {
    const of = rows.get(record) ?? new Map<string, Values>()
    rows.set(record, of.set(id, values))
  }
  const touched = fieldsChanged(changes)
  for (const { record, id, createdAt, values } of today)
    if (!begun.has(id) && createdAt <= instant) put(record, id, without(values, touched.get(id) ?? new Set()))
  for (const { at, record, rowId, op, set } of changes) {
    if (at > instant || !known.has(rowId)) continue
    if (op === 'delete') rows.get(record)?.delete(rowId)
    else put(record, rowId, { ...rows.get(record)?.get(rowId), ...set })
  }
  return rows
}

function fieldsChanged(changes: readonly Change[]): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, Set<string>>()
  for (const { rowId, set } of changes) {
    const of = fields.get(rowId) ?? new Set()
    for (const field of Object.keys(set ?? {})) of.add(field)
    fields.set(rowId, of)
  }
  return fields
}

const without = (values: Values, fields: ReadonlySet<string>): Values =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, fields.has(field) ? undefined : value]))
