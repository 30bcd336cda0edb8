import { readFileSync } from 'node:fs'
import type { PaperRow } from '@nansen/documents'
import type { Span } from '@nansen/model'

type Labels = Readonly<Record<string, string>>
const known = new Map<string, Labels>()

function labelsOf(language: string): Labels {
  const read =
    known.get(language) ??
    (JSON.parse(readFileSync(new URL(`../../labels/${language}.json`, import.meta.url), 'utf8')) as Labels)
  known.set(language, read)
  return read
}

/** Says a label of this module, with its blanks filled in. */
export const sayer =
  (language: string) =>
  (key: string, blanks: Readonly<Record<string, string>> = {}): string =>
    (labelsOf(language)[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => blanks[name] ?? '')

const localeOf = (language: string) => (language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`)

/** A day as people write it, where the office is. Numbers are 0-9 on paper in every language. */
export const dayOn = (language: string, day: string | Date, zone = 'UTC'): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: zone }).format(new Date(day))

export const timeOn = (language: string, at: string | Date, zone: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short', timeZone: zone, hour12: false }).format(
    new Date(at),
  )

/** `30 days`, `14 working days`: how long, as people write it. */
export function spanOn(language: string, { amount, unit }: Span, say: ReturnType<typeof sayer>): string {
  if (unit === 'working-days') return say('letter.working-days', { amount: String(amount) })
  const style = { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' } as const
  return new Intl.NumberFormat(localeOf(language), style).format(amount)
}

export const line = (label: string, value: string, wide = false): PaperRow => ({ label, value, wide })
