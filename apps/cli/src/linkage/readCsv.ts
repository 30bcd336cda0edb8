/** Rows of a text with commas, quotes (RFC 4180) and a heading, by column. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = cellsOf(text)
  const columns = head.map(name => name.trim())
  return rows.map(row => Object.fromEntries(columns.map((column, at) => [column, (row[at] ?? '').trim()])))
}

function cellsOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    )
}
