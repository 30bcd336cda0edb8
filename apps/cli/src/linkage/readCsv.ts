/** Rows of a text with commas, quotes (RFC 4180) and a heading, by column. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = cellsOf(text)
  const columns = head.map(name => name.trim())
  return rows.map(row => Object.fromEntries(columns.map((column, at) => [column, (row[at] ?? '').trim()])))
}

/** A comma before every cell, also the first: an empty one would not be met else. */
const CELL = /,(?:\s*"((?:[^"]|"")*)"|([^,]*))/g

const cellsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .map(line =>
      [...`,${line}`.matchAll(CELL)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    )
