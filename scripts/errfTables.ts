/**
 * Makes `packages/errf/src/tables/codes.json` from the public code tables of the electronic Resettlement Registration Form (4.1, MIT)
 * and a public table of UNHCR and ISO country codes: `node scripts/errfTables.ts FOLDER_OF_TABLES COUNTRIES_CSV`. Codes of long lists
 * are kept without their names, which nothing needs.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const OUT = join(import.meta.dirname, '../packages/errf/src/tables/codes.json')

/** Lists whose names are told to people. */
const NAMED = new Set(['Country'])

/**
 * Where the two public tables disagree: Palestine is `PAL` in the form, Serbia `SER`, a stateless person `ZZZ`, and what is unknown `U`.
 */
const BY_HAND: Readonly<Record<string, string>> = { PSE: 'PAL', SRB: 'SER', XXA: 'ZZZ', XXX: 'U' }

/** `a,"b, c",d` -> its parts. Quotation marks inside are doubled. */
function partsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  )
}

const rowsOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(partsOf)
    .filter(([code]) => code !== undefined && code !== '' && !/^(?:\w+Code|P_Code|NULL)$/.test(code))

/** @returns the text of `codes.json`. */
export function errfTables(folder: string, countries: string): string {
  const tables: Record<string, string | Record<string, string>> = {}
  for (const file of readdirSync(folder).toSorted()) {
    const name = /^(\w+)Code-Table/.exec(file)?.[1]
    if (name === undefined) continue
    const rows = rowsOf(join(folder, file))
    const codes = new Map(rows.map(([code = '', text = '']) => [code, text]))
    tables[name] = NAMED.has(name) ? Object.fromEntries(codes) : [...codes.keys()].toSorted().join('|')
  }
  const known = tables.Country as Record<string, string>
  const differing = rowsOf(countries).filter(([unhcr, iso]) => unhcr !== iso && known[unhcr ?? ''] !== undefined)
  const isoToUnhcr = {
    ...Object.fromEntries(differing.map(([unhcr, iso]) => [iso, unhcr]).filter(([iso]) => iso !== 'SCG')),
    ...BY_HAND,
  }
  return `${JSON.stringify({ tables, isoToUnhcr }, null, 2)}\n`
}

if (import.meta.main) writeFileSync(OUT, errfTables(process.argv[2] ?? '', process.argv[3] ?? ''))
