import { invalid, isPartialDate } from '@nansen/kernel'
import { type Field, isOwnName, type Module } from '@nansen/model'
import type { JsonSchema } from '@nansen/store'

/** Rows a page when nobody says, and at most. */
const PAGE = { usual: 50, most: 200 } as const
/** Columns of every record that a list may be narrowed by. */
const OWNER_COLUMNS = ['office_id', 'owner_id', 'parent_id', 'root_id', 'state'] as const
const EXACT = new Set([
  'text',
  'code',
  'boolean',
  'integer',
  'date',
  'partial-date',
  'instant',
  'reference',
  'phone',
  'codes',
])

const narrowing = (module: Module, record: string): readonly string[] => [
  ...OWNER_COLUMNS,
  ...Object.entries(module.records[record]?.fields ?? {})
    .filter(([, field]) => isExact(field))
    .map(([name]) => name),
]
const isExact = (field: Field<unknown>): boolean =>
  EXACT.has(field.kind) && (field.sensitivity === 'open' || field.sensitivity === 'personal')

/** Columns that a list or a search may be narrowed by, each with its value as text. */
export const narrowingSchema = (module: Module, record: string): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(narrowing(module, record).map(name => [name, { type: 'string' }] as const))

/** Answers to an operation's own questions: which there are is data. */
export const OWN_NARROWING: Readonly<Record<string, JsonSchema>> = {
  '^extra\\.[a-z]{3}_[a-z][a-z0-9_]{0,39}$': { type: 'string', maxLength: 200 },
}

/** The query string of a list: any field by its exact value, then where to go on, how many and in which order. */
export function listingSchema(module: Module, record: string): JsonSchema {
  return {
    type: 'object',
    properties: {
      ...narrowingSchema(module, record),
      after: { type: 'string', description: '`next` of the page before' },
      limit: {
        type: 'string',
        pattern: '^[1-9]\\d{0,2}$',
        description: `rows a page: ${PAGE.usual} unless said, ${PAGE.most} at most`,
      },
      whole: {
        type: 'string',
        enum: ['true'],
        description: 'also protected and sealed fields; with parent_id or root_id only',
      },
      withdrawn: { type: 'string', enum: ['true'], description: 'also what was withdrawn' },
      sort: { type: 'string', description: 'a field; with - in front, from last to first' },
    },
    ...(module.case?.record === record && { patternProperties: OWN_NARROWING }),
    additionalProperties: false,
  }
}

export interface Listing {
  readonly where: Readonly<Record<string, unknown>>
  readonly after?: string
  readonly limit: number
  readonly sort?: string
  readonly withdrawn?: boolean
  readonly whole?: boolean
}

/** Reads the query string. @throws Refusal `invalid` when a value cannot be of its field's kind. */
export function listingOf(module: Module, record: string, query: Readonly<Record<string, string>>): Listing {
  const { after, limit, sort, withdrawn, whole, ...narrowed } = query
  return {
    where: readNarrowing(module, record, narrowed),
    limit: Math.min(limit === undefined ? PAGE.usual : Number(limit), PAGE.most),
    ...(after === undefined ? {} : { after }),
    ...(sort === undefined ? {} : { sort }),
    ...(withdrawn === undefined ? {} : { withdrawn: true }),
    ...(whole === undefined ? {} : { whole: true }),
  }
}

/** Values of columns from their text. @throws Refusal `invalid` when one cannot be of its field's kind. */
export function readNarrowing(
  module: Module,
  record: string,
  narrowed: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const fields = module.records[record]?.fields ?? {}
  const value = (name: string, text: string) => (isOwnName(name) ? text : readValue(fields[name], name, text))
  return Object.fromEntries(Object.entries(narrowed).map(([name, text]) => [name, value(name, text)]))
}

function readValue(field: Field<unknown> | undefined, name: string, text: string): unknown {
  if (field?.kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (field?.kind === 'integer' && /^-?\d{1,10}$/.test(text)) return Number(text)
  const isDate = field?.kind === 'date' || field?.kind === 'partial-date' || field?.kind === 'instant'
  if (isDate && isPartialDate(text)) return text
  if (!isDate && field?.kind !== 'boolean' && field?.kind !== 'integer') return text
  throw invalid([{ path: name, problem: 'problem.value' }])
}
