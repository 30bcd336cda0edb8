import codes from './codes.json' with { type: 'json' }

/** The code tables of the form, named as in its elements, without `Code`. */
export type TableName = keyof typeof codes.tables

const listOf = (table: string | Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(typeof table === 'string' ? table.split('|') : Object.keys(table))

const TABLES = new Map(Object.entries(codes.tables).map(([name, table]) => [name, listOf(table)]))

/** Codes that differ in capital letters between generations of the tables: `Coa`, `CoA`, `COA`. */
const ANY_CASE = new Set<TableName>(['AddressType'])
const ADDRESS_TYPES = new Set([...TABLES.get('AddressType')!].map(code => code.toUpperCase()))

/** Whether the public table of generation 4.1 has the code. A place that nothing was chosen for (`-`) is in every table. */
export function isErrfCode(table: TableName, code: string): boolean {
  return ANY_CASE.has(table) ? ADDRESS_TYPES.has(code.toUpperCase()) : TABLES.get(table)!.has(code)
}

const COUNTRIES: Readonly<Record<string, string>> = codes.tables.Country
const ISO_TO_ERRF: Readonly<Record<string, string>> = codes.isoToUnhcr
const ERRF_TO_ISO = new Map(Object.entries(ISO_TO_ERRF).map(([iso, errf]) => [errf, iso]))

/** ISO 3166-1 alpha-3 (and `XXA` stateless, `XXX` unknown) -> the form's code. Null: the form has none, as for Kosovo. */
export function errfCountryOf(iso: string): string | null {
  const code = ISO_TO_ERRF[iso] ?? iso
  // A code that is another country's in the form is never passed on as it is.
  if (ISO_TO_ERRF[iso] === undefined && ERRF_TO_ISO.has(code)) return null
  return COUNTRIES[code] === undefined ? null : code
}

/** The form's code -> ISO 3166-1 alpha-3, `XXA` or `XXX`. Null: not in the table, or of no country of its own today (Dubai, Yugoslavia). */
export function isoCountryOf(code: string): string | null {
  if (COUNTRIES[code] === undefined || code === '-' || NO_STATE_NOW.has(code)) return null
  return ERRF_TO_ISO.get(code) ?? code
}

/** In the form's table, and in ISO 3166-1 neither now nor under this code. */
const NO_STATE_NOW = new Set(['DUB', 'KUR', 'NAN', 'SCG', 'SIK', 'SOV', 'TIB', 'YUG'])

/** Name of a country by the form's code, in English as in its table. */
export const errfCountryName = (code: string): string | null => COUNTRIES[code] ?? null
