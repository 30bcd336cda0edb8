import { readFileSync } from 'node:fs'
import type { Field, Module, Money, NamePart, Place } from '@nansen/model'
import type { Template } from './documents.ts'

/** One question and its answer, as they stand on the paper. */
export interface PaperRow {
  readonly label: string
  readonly value: string
  /** Takes the whole width: a note. */
  readonly wide: boolean
}

/** What `templates/record.typ` reads. */
export interface RecordPaper {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  /** What the record is called. */
  readonly name: string
  readonly state: string | null
  readonly office: string
  /** In the foot of every page: finds the record again. */
  readonly reference: string
  readonly rows: readonly PaperRow[]
  /** What hangs on it. */
  readonly sections: readonly { readonly title: string; readonly records: readonly (readonly PaperRow[])[] }[]
  readonly words: { readonly footer: string; readonly 'printed-by': string; readonly signature: string }
}

/** Any record of any module. Raise `version` whenever its look changes: it is stored with each paper. */
export const recordTemplate: Template = {
  name: 'record',
  version: 2,
  source: readFileSync(new URL('../templates/record.typ', import.meta.url), 'utf8'),
}

type Values = Readonly<Record<string, unknown>>

export interface PrintedRecord {
  readonly module: Module
  readonly record: string
  /** Of the document in the definition. */
  readonly document: string
  readonly language: string
  readonly row: Values & { readonly id: string }
  /** By name of the child record. */
  readonly children: Readonly<Record<string, readonly Values[]>>
  /** What identifiers and maintained codes (`LIST CODE`) are called in the language. */
  readonly named: Readonly<Record<string, string>>
  readonly office: string
}

/** Labels of one language by full key: `tracing.field.request.relation`. */
export type Labels = Readonly<Record<string, string>>

/** A record as a paper, in the words of one language. Protected and sealed answers are on none. */
export function recordPaper(printed: PrintedRecord, labels: Labels): RecordPaper {
  const { module, record, language, row, children, office } = printed
  const say = (key: string) => labels[key] ?? key
  const { title } = module.records[record]!
  const rows = rowsOf(printed, record, row, labels)
  const named = title.map(
    name => rows.find(({ label }) => label === say(`${module.name}.field.${record}.${name}`))?.value,
  )
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say(`${module.name}.document.${printed.document}`),
    name: named.filter(part => part !== undefined).join(' · '),
    state: typeof row.state === 'string' ? say(`${module.name}.state.${row.state}`) : null,
    office,
    reference: row.id,
    rows,
    sections: Object.entries(children).flatMap(([child, each]) =>
      each.length === 0
        ? []
        : [
            {
              title: say(`${module.name}.record.${child}.plural`),
              records: each.map(one => rowsOf(printed, child, one, labels)),
            },
          ],
    ),
    words: {
      footer: say('paper.footer'),
      'printed-by': say('paper.printed-by'),
      signature: say('paper.signature'),
    },
  }
}

/** Answered questions, in the order of the definition. */
function rowsOf({ module, named, language }: PrintedRecord, record: string, row: Values, labels: Labels): PaperRow[] {
  return Object.entries(module.records[record]!.fields).flatMap(([name, field]) => {
    const value = row[name]
    if (field.sensitivity === 'protected' || field.sensitivity === 'sealed' || isEmpty(value)) return []
    const key = `${module.name}.field.${record}.${name}`
    const codes = `${module.name}.code.${record}.${name}`
    const text = answerInWords(field, value, { named, language, labels, codes })
    return text === null ? [] : [{ label: labels[key] ?? key, value: text, wide: field.kind === 'note' }]
  })
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

export interface Saying {
  readonly named: Readonly<Record<string, string>>
  readonly language: string
  readonly labels: Labels
  /** Before a code's label. */
  readonly codes: string
}

/** Numbers are 0-9 on paper in every language, as on the numbers of people. */
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`)

/** An answer in words; null for what paper cannot show: a file. */
export function answerInWords(
  field: Field<unknown>,
  value: unknown,
  { named, language, labels, codes }: Saying,
): string | null {
  const code = (each: unknown) =>
    field.list === null
      ? (labels[`${codes}.${each}`] ?? String(each))
      : (named[`${field.list} ${each}`] ?? String(each))
  const locale = localeOf(language)
  switch (field.kind) {
    case 'attachment':
      return null
    case 'boolean':
      return labels[value === true ? 'ui.yes' : 'ui.no'] ?? String(value)
    case 'code':
      return code(value)
    case 'codes':
      return (value as readonly unknown[]).map(code).join(language === 'ar' ? '، ' : ', ')
    case 'reference':
      return named[String(value)] ?? '—'
    case 'name-part':
      return (value as NamePart).text
    case 'partial-date':
    case 'date':
      return dayIn(locale, String(value))
    case 'instant':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
        new Date(value as string | Date),
      )
    case 'money':
      return moneyIn(locale, value as Money)
    case 'place':
      return placeIn(value as Place, named)
    case 'integer':
    case 'decimal':
      return new Intl.NumberFormat(locale, { useGrouping: 'min2' }).format(Number(value))
    default:
      return String(value)
  }
}

function dayIn(locale: string, date: string): string {
  if (date.length === 4) return date
  const whole = date.length === 10
  const form = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    ...(whole ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  })
  return form.format(new Date(`${whole ? date : `${date}-01`}T00:00:00Z`))
}

function moneyIn(locale: string, { amount, currency }: Money): string {
  const form = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' })
  return form.format(amount / 10 ** (form.resolvedOptions().maximumFractionDigits ?? 2))
}

const placeIn = ({ pcode, detail }: Place, named: Saying['named']): string =>
  [named[`place ${pcode}`] ?? pcode, ...(detail === undefined ? [] : [`\u2068${detail}\u2069`])].join(', ')
