import type { Severity } from '../finding.ts'
import { type Field, LAYOUTS } from '../layout.ts'
import { COUNTRY_FALSE_FRIENDS, LANGUAGE_FALSE_FRIENDS } from '../tables/falseFriends.ts'
import { errfCountryName, errfCountryOf, isErrfCode, type TableName } from '../tables/tables.ts'
import { type At, type CaseView, isBlank, type Report } from './view.ts'

/** Every code is in its list, and means what its writer meant. */
export function checkCodes(one: CaseView, report: Report): void {
  for (const { name, fields } of LAYOUTS[one.generation].blocks)
    for (const at of one.rows(name)) for (const field of fields) checkField(at, field, report)
}

function checkField({ row, path }: At, field: Field, report: Report): void {
  const { name, table } = field
  const code = row[name]
  const place = `${path}/${name}`
  if (code === undefined) return
  if (isBlank(code)) {
    const severity = emptySeverity(field)
    if (severity !== null) report(severity, 'empty', place, { name })
    return
  }
  if (table === null) return
  if (!isErrfCode(table, code)) {
    reportUnknown(place, name, table, code, report)
    return
  }
  if (code === '-') {
    report('warning', 'nothing-chosen', place, { name })
    return
  }
  const friend = friendOf(table, code)
  if (friend)
    report(table === 'Country' ? 'notice' : 'warning', 'false-friend', place, { name, value: code, ...friend })
}

/** Receiving states take some elements empty that the schema wants; a code among them is worth a look. */
function emptySeverity({ kind, optional, mayBeEmpty, table }: Field): Severity | null {
  if (kind !== 'text' || optional) return null
  if (!mayBeEmpty) return 'error'
  return table === null ? null : 'notice'
}

const friendOf = (table: TableName, code: string) =>
  table === 'Country' ? COUNTRY_FALSE_FRIENDS[code] : table === 'Language' ? LANGUAGE_FALSE_FRIENDS[code] : undefined

/** Codes of the form are in capital letters, but for a few; some write them otherwise, or with spaces around. */
const spellings = (code: string): readonly string[] => {
  const plain = code.trim()
  return [
    plain,
    plain.toUpperCase(),
    `${plain.slice(0, 1).toUpperCase()}${plain.slice(1).toLowerCase()}`,
    plain.padStart(4, '0'),
  ]
}

function reportUnknown(place: string, name: string, table: TableName, code: string, report: Report): void {
  const instead = spellings(code).find(each => isErrfCode(table, each))
  if (instead !== undefined) {
    report('error', 'other-case', place, { name, value: code, instead })
    return
  }
  const country = table === 'Country' ? errfCountryOf(code.trim().toUpperCase()) : null
  if (country === null) {
    report('error', 'unknown-code', place, { name, value: code })
    return
  }
  report('error', 'iso-country', place, {
    name,
    value: code,
    instead: country,
    country: errfCountryName(country) ?? '',
  })
}
