import { isLanguage, type Language } from '@nansen/kernel'
import i18next from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { directionOf, LOCALES } from './language.ts'

type Values = Readonly<Record<string, string | number>>

/** Everything a screen needs to speak: labels by key, and numbers and dates as the reader writes them. */
export interface Words {
  readonly language: Language
  readonly direction: 'rtl' | 'ltr'
  /** The text of a full key. A `count` among the values chooses the plural form. */
  say(key: string, values?: Values): string
  has(key: string): boolean
  field(module: string, record: string, field: string): string
  option(module: string, record: string, field: string, value: string): string
  record(module: string, record: string): string
  records(module: string, record: string): string
  state(module: string, state: string): string
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** `1987`, `1987-03` or `1987-03-05`, to the precision known. */
  date(partial: string): string
  /** Day and time in the reader's own time zone. */
  instant(iso: string): string
  /** "3 minutes ago", "yesterday"; beyond a month, the day. */
  ago(iso: string, now?: number): string
}

/** The words of the language in use; draws the caller again when it changes. */
export function useWords(): Words {
  const { i18n } = useTranslation()
  const language = isLanguage(i18n.resolvedLanguage) ? i18n.resolvedLanguage : 'en'
  return useMemo(() => wordsIn(language), [language])
}

/** Outside components: for what is said after an act, such as a notice. */
export const currentWords = (): Words => wordsIn(isLanguage(i18next.resolvedLanguage) ? i18next.resolvedLanguage : 'en')

function wordsIn(language: Language): Words {
  const locale = LOCALES[language]
  const direction = directionOf(language)
  const say = (key: string, values: Values = {}) =>
    i18next.t(key, direction === 'rtl' ? isolated(values) : { ...values })
  return {
    language,
    direction,
    say,
    has: key => i18next.exists(key),
    field: (module, record, field) => say(known(fieldKey(module, record, field), ofEveryCase(record, field))),
    option: (module, record, field, value) =>
      say(known(`${module}.code.${record}.${field}.${value}`, [`case.code.${record}.${field}.${value}`])),
    record: (module, record) => say(known(`${module}.record.${record}`, [`case.record.${record}`])),
    records: (module, record) => say(known(`${module}.record.${record}.plural`, [`case.record.${record}.plural`])),
    state: (module, state) => say(`${module}.state.${state}`),
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    date: partial => partialDateIn(locale, partial),
    instant: iso => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso)),
    ago: (iso, now = Date.now()) => agoIn(locale, iso, now),
  }
}

/** The columns that every record has are named once, by the platform. */
const SYSTEM = ['state', 'version', 'office_id', 'owner_id', 'created_at', 'created_by', 'changed_at', 'changed_by']
const fieldKey = (module: string, record: string, field: string) =>
  SYSTEM.includes(field) ? `column.${field}` : `${module}.field.${record}.${field}`

/** What a module does not say itself, the platform says for every case: packages/cases/labels. */
const known = (key: string, others: readonly string[]): string =>
  [key, ...others].find(each => i18next.exists(each)) ?? key
const ofEveryCase = (record: string, field: string) => [`case.field.${record}.${field}`, `case.field.${field}`]

/** Names and numbers inside a right-to-left sentence keep their own direction (Unicode isolates). */
function isolated(values: Values): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u2068${value}\u2069` : value]),
  )
}

function partialDateIn(locale: string, partial: string): string {
  const precision: Intl.DateTimeFormatOptions = { year: 'numeric' }
  if (partial.length > 4) precision.month = partial.length > 7 ? 'short' : 'long'
  if (partial.length > 7) precision.day = 'numeric'
  const at = new Date(`${(`${partial}-01-01`).slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(at.getTime())
    ? partial
    : new Intl.DateTimeFormat(locale, { ...precision, timeZone: 'UTC' }).format(at)
}

/** Of a day without an hour nobody can say how many hours ago it was: that is told in whole days. */
const IS_DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY = 86_400

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY],
  ['hour', 3_600],
  ['minute', 60],
]

export function agoIn(locale: string, iso: string, now: number): string {
  const from = IS_DAY.test(iso) ? new Date(now).setUTCHours(0, 0, 0, 0) : now
  const seconds = (new Date(iso).getTime() - from) / 1000
  if (Math.abs(seconds) > 30 * DAY) return partialDateIn(locale, iso.slice(0, 10))
  if (IS_DAY.test(iso))
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / DAY), 'day')
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit)
}
