import { readFileSync } from 'node:fs'
import type { PaperRow } from '@nansen/documents'

type Labels = Readonly<Record<string, string>>
const known = new Map<string, Labels>()

function labelsOf(language: string): Labels {
  const read =
    known.get(language) ??
    (JSON.parse(readFileSync(new URL(`../../labels/${language}.json`, import.meta.url), 'utf8')) as Labels)
  known.set(language, read)
  return read
}

export type Say = (key: string, filled?: Readonly<Record<string, string>>) => string

/** A label of this module, in the language of the paper; `{{name}}` stands for what is filled in. */
export const sayer =
  (language: string): Say =>
  (key, filled = {}) =>
    (labelsOf(language)[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => filled[name] ?? '')

const localeOf = (language: string) => (language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`)

/** A day, a month or a year as people write it. Numbers are 0-9 on paper in every language. */
export function dayOn(language: string, day: string): string {
  if (day.length === 4) return day
  const form = new Intl.DateTimeFormat(localeOf(language), {
    year: 'numeric',
    month: 'long',
    ...(day.length === 10 ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  })
  return form.format(new Date(`${day.length === 10 ? day : `${day}-01`}T00:00:00Z`))
}

export const line = (label: string, value: string, wide = false): PaperRow => ({ label, value, wide })

/** Lines for what is known; nothing is printed as empty. */
export const lines = (pairs: readonly (readonly [string, string | null])[]): readonly PaperRow[] =>
  pairs.flatMap(([label, value]) => (value === null || value === '' ? [] : [line(label, value)]))

/** Keeps its own direction inside a line of the other. */
export const isolated = (text: string): string => `\u2068${text}\u2069`
