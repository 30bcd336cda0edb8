/** A row by column: text, numbers, truth, lists of text, and objects as JSON. What is absent or null is null. */
export type BulkRow = Readonly<Record<string, unknown>>

/** Rows of one table as PostgreSQL's COPY reads them. */
export interface Chunk {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: number
  /** Text format, UTF-8. */
  readonly text: Uint8Array
}

const encoder = new TextEncoder()

/** @param rows have the columns of the first, or fewer; there is at least one */
export function chunkOf(table: string, rows: readonly BulkRow[]): Chunk {
  const columns = Object.keys(rows[0]!)
  let text = ''
  for (const row of rows) {
    for (let at = 0; at < columns.length; at++) text += (at === 0 ? '' : '\t') + valueText(row[columns[at]!])
    text += '\n'
  }
  return { table, columns, rows: rows.length, text: encoder.encode(text) }
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'object') return escaped(Array.isArray(value) ? listText(value) : JSON.stringify(value))
  return String(value)
}

/** `{"ara","apc"}` */
const listText = (list: readonly unknown[]): string =>
  `{${list.map(each => `"${String(each).replace(/["\\]/g, '\\$&')}"`).join(',')}}`

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, letter => ESCAPES[letter]!) : text
