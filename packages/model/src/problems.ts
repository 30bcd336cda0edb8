import { type FieldProblem, isId, isPartialDate, meantBy } from '@nansen/kernel'
import type { Field, Fields } from './field.ts'
import { type Kind, type Money, NAME_PARTS, type NamePart, type Place, SCRIPTS } from './kind.ts'
import type { Module } from './module.ts'

/** Everything that may be wrong with one value: keys of the labels, so that the screen says it in the reader's language. */
export const PROBLEMS = [
  'problem.required',
  'problem.unknown-field',
  'problem.too-long',
  'problem.not-text',
  'problem.not-a-number',
  'problem.not-a-whole-number',
  'problem.not-yes-or-no',
  'problem.not-in-list',
  'problem.not-a-date',
  'problem.said-otherwise',
  'problem.not-a-time',
  'problem.not-a-phone',
  'problem.not-a-name',
  'problem.not-money',
  'problem.not-a-place',
  'problem.reference',
  'problem.value',
] as const
export type Problem = (typeof PROBLEMS)[number]

type Judge = (value: unknown, field: Field<unknown>) => Problem | null

const isText = (value: unknown): value is string => typeof value === 'string'
const unless = (fine: boolean, problem: Problem): Problem | null => (fine ? null : problem)
/** PostgreSQL cannot hold U+0000, and lone halves of a surrogate pair are no text. */
const isWellFormed = (text: string): boolean => !text.includes('\0') && text.isWellFormed() && text.trim() !== ''

function judgeText(value: unknown, { max }: Field<unknown>): Problem | null {
  if (!isText(value) || !isWellFormed(value)) return 'problem.not-text'
  return unless(max === null || [...value].length <= max, 'problem.too-long')
}

const isNamePart = (value: unknown): value is NamePart => {
  const { part, text, script } = (value ?? {}) as Partial<Record<keyof NamePart, unknown>>
  const fits = isText(text) && isWellFormed(text) && [...text].length <= 200
  return fits && NAME_PARTS.some(each => each === part) && SCRIPTS.some(each => each === script)
}
const isMoney = (value: unknown): value is Money => {
  const { amount, currency } = (value ?? {}) as Partial<Record<keyof Money, unknown>>
  return (
    Number.isSafeInteger(amount) && Math.abs(amount as number) < 1e15 && isText(currency) && /^[A-Z]{3}$/.test(currency)
  )
}
const isPlace = (value: unknown): value is Place => {
  const { pcode, detail = '' } = (value ?? {}) as Partial<Record<keyof Place, unknown>>
  return isText(pcode) && /^[A-Z0-9]{2,20}$/.test(pcode) && isText(detail) && [...detail].length <= 200
}
const isInstant = (value: unknown): boolean =>
  isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value))
const isAmong = (value: unknown, codes: readonly string[]): boolean =>
  isText(value) && (codes.length === 0 ? /^[\w.-]{1,60}$/.test(value) : codes.includes(value))
const INT4 = 2147483647

const JUDGES: Record<Kind, Judge> = {
  text: judgeText,
  note: judgeText,
  'name-part': value => unless(isNamePart(value), 'problem.not-a-name'),
  integer: value => unless(Number.isInteger(value) && Math.abs(value as number) <= INT4, 'problem.not-a-whole-number'),
  decimal: value => unless(typeof value === 'number' && Number.isFinite(value), 'problem.not-a-number'),
  boolean: value => unless(typeof value === 'boolean', 'problem.not-yes-or-no'),
  code: (value, { codes }) => unless(isAmong(value, codes), 'problem.not-in-list'),
  codes: (value, { codes }) =>
    unless(Array.isArray(value) && value.every(each => isAmong(each, codes)), 'problem.not-in-list'),
  'partial-date': value => unless(isText(value) && isPartialDate(value), 'problem.not-a-date'),
  date: value => unless(isText(value) && value.length === 10 && isPartialDate(value), 'problem.not-a-date'),
  instant: value => unless(isInstant(value), 'problem.not-a-time'),
  reference: value => unless(isId(value), 'problem.reference'),
  attachment: value => unless(isId(value), 'problem.reference'),
  money: value => unless(isMoney(value), 'problem.not-money'),
  place: value => unless(isPlace(value), 'problem.not-a-place'),
  phone: value => unless(isText(value) && /^\+[1-9]\d{5,14}$/.test(value), 'problem.not-a-phone'),
}

/** What is wrong with one value that is not null. Sealed values are ciphertext from the browser: base64 and nothing more is known. */
export function problemOf(field: Field<unknown>, value: unknown): Problem | null {
  if (field.sensitivity !== 'sealed') return JUDGES[field.kind](value, field)
  return unless(isText(value) && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && value.length <= 200_000, 'problem.value')
}

/** Levels of a country's own fields: a list of places in an object, and one to spare. */
const EXTRA_LEVELS = 4

/** A country's own fields: whatever JSON holds that PostgreSQL can keep, and not nested like a trap. */
function isExtra(value: unknown, levels = EXTRA_LEVELS): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.entries(value).every(([name, each]) => isExtra(name) && isExtra(each, levels - 1))
}

type Values = Readonly<Record<string, unknown>>

export interface Judging {
  readonly mode: 'create' | 'change'
  /** True for commands, which also set the fields that people may not. */
  readonly commands?: boolean
  /** In front of every path: `document.0.`. */
  readonly prefix?: string
}

/** Every problem of what a request says about a record, at once. Children are judged inline, with paths like `document.0.label`. */
export function problemsIn(module: Module, record: string, values: Values, by: Judging): readonly FieldProblem[] {
  const prefix = by.prefix ?? ''
  const fields = Object.entries(module.records[record]!.fields)
  const own = [
    ...unknownNames(module, record, values, by).map(path => ({ path, problem: 'problem.unknown-field' })),
    ...fields.flatMap(([name, field]) => problemOfField(name, field, values, by)),
    ...(by.mode === 'create' ? wordProblems(module.records[record]!.fields, values) : []),
    ...(isExtra(values.extra) ? [] : [{ path: 'extra', problem: 'problem.value' as const }]),
  ].map(problem => ({ ...problem, path: prefix + problem.path }))
  const below =
    by.mode === 'change'
      ? []
      : childrenOf(module, record).flatMap(child =>
          rowsOf(values[child]).flatMap((row, at) =>
            problemsIn(module, child, row, { ...by, prefix: `${prefix}${child}.${at}.` }),
          ),
        )
  return [...own, ...below]
}

/** Dates beside which words stand that do not mean them: read again here, whatever a browser made of them. `values`: the row as it will be. */
export const wordProblems = (fields: Fields, values: Values): readonly FieldProblem[] =>
  Object.entries(fields).flatMap(([name, { says }]) => {
    const words = values[name] ?? null
    if (says === null || words === null) return []
    const date = values[says]
    const isMeant = isText(words) && isText(date) && meantBy(words, date) !== null
    return isMeant ? [] : [{ path: says, problem: 'problem.said-otherwise' }]
  })

/** Names of the records edited inside this one. A name that is also a field of this one means the field. */
export const childrenOf = (module: Module, record: string): readonly string[] =>
  Object.keys(module.records).filter(
    name => module.records[name]!.parent === record && !Object.hasOwn(module.records[record]!.fields, name),
  )

const COLUMNS = { root: ['office_id', 'owner_id', 'extra'], child: ['parent_id', 'withdrawn_at'] }

function unknownNames(module: Module, record: string, values: Values, { mode, commands }: Judging): readonly string[] {
  const { fields, parent } = module.records[record]!
  const columns = parent === null ? COLUMNS.root : COLUMNS.child
  const others = [...columns, ...(mode === 'create' ? childrenOf(module, record) : [])]
  return Object.keys(values).filter(name =>
    name in fields ? fields[name]!.derived && !commands : !others.includes(name),
  )
}

function problemOfField(
  name: string,
  field: Field<unknown>,
  values: Values,
  { mode, commands }: Judging,
): readonly FieldProblem[] {
  const value = values[name] ?? null
  const asked = mode === 'create' ? !field.derived || commands === true : name in values
  if (value === null) return asked && !field.optional ? [{ path: name, problem: 'problem.required' }] : []
  const problem = problemOf(field, value)
  if (problem === null) return []
  return [{ path: name, problem, ...(problem === 'problem.too-long' ? { values: { max: field.max ?? 0 } } : {}) }]
}

/** Child rows given inline; what is not a list of objects becomes a row in which nothing is right. */
export function rowsOf(value: unknown): readonly Values[] {
  if (value === undefined || value === null) return []
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map(row => (typeof row === 'object' && row !== null ? (row as Values) : { '?': row }))
}
