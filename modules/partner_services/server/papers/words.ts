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

/** A label of this module, in the language of the paper. */
export const sayer =
  (language: string) =>
  (key: string): string =>
    labelsOf(language)[key] ?? key

/** A day as people write it. Numbers are 0-9 on paper in every language. */
export const dayOn = (language: string, day: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(day))

export const line = (label: string, value: string): PaperRow => ({ label, value, wide: false })
