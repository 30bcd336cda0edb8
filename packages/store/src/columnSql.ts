import { identifier, literal } from '@nansen/access'
import type { Field, Kind } from '@nansen/model'

/** Column type of each kind; the domains are in `sql/0002_kinds_and_lists.sql`. */
const COLUMN: Record<Kind, string> = {
  text: 'text',
  'name-part': 'ref.name_part',
  note: 'text',
  integer: 'integer',
  decimal: 'numeric',
  boolean: 'boolean',
  code: 'text',
  codes: 'text[]',
  'partial-date': 'ref.partial_date',
  date: 'date',
  instant: 'timestamptz',
  reference: 'uuid',
  money: 'ref.money',
  attachment: 'uuid',
  place: 'ref.place',
  phone: 'ref.phone',
}

/** One field's column with its checks. Sealed fields hold ciphertext made in the browser, whatever their kind. */
export function columnSql(name: string, field: Field<unknown>): string {
  const filled = field.optional ? '' : ' not null'
  if (field.sensitivity === 'sealed') return `${identifier(name)} bytea${filled}`
  return `${identifier(name)} ${COLUMN[field.kind]}${filled}${checkSql(identifier(name), field)}`
}

function checkSql(name: string, { kind, codes, max, says }: Field<unknown>): string {
  const list = codes.map(literal).join(', ')
  const beside = says === null ? '' : ` check (${name} is null or ${identifier(says)} is not null)`
  if (codes.length > 0) return kind === 'codes' ? ` check (${name} <@ array[${list}])` : ` check (${name} in (${list}))`
  if (max !== null) return ` check (char_length(${name}) between 1 and ${max})${beside}`
  return ''
}
