import { readFileSync } from 'node:fs'

type Labels = Readonly<Record<string, string>>
const known = new Map<string, Labels>()

/** Says a label of this module in the language of a paper. */
export function sayer(language: string): (key: string) => string {
  const labels =
    known.get(language) ??
    (JSON.parse(readFileSync(new URL(`../../labels/${language}.json`, import.meta.url), 'utf8')) as Labels)
  known.set(language, labels)
  return key => labels[key] ?? key
}

/** Numbers are 0-9 on paper in every language. */
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`)
export const dayOn = (language: string, day: string) =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
export const monthOf = (language: string, day: string) =>
  new Intl.DateTimeFormat(localeOf(language), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(day))
export const amount = (language: string, value: number) =>
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 3 }).format(value)

/** A name in any script, and a number, kept from turning the line around. */
export const isolated = (text: unknown) => `\u2068${String(text)}\u2069`
export const ltr = (text: unknown) => `\u2066${String(text)}\u2069`
