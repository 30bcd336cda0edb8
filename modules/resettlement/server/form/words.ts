import { readFileSync } from 'node:fs'
import type { Language } from '@nansen/kernel'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'

type Labels = Readonly<Record<string, string>>
const known = new Map<string, Labels>()

function labelsOf(folder: string, language: string): Labels {
  const file = `${folder}/${language}.json`
  const read = known.get(file) ?? (JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Labels)
  known.set(file, read)
  return read
}

const sayerOf = (folder: string) => (language: string) => {
  const labels = labelsOf(folder, language)
  return (key: string): string => labels[key] ?? key
}
/** Says a label of this module. */
export const sayer = sayerOf('../../labels')
/** Says a label of registration, whose words for a status in law are not said again here. */
export const registrationSayer = sayerOf('../../../registration/labels')

/** What stands between the parts of a list. */
export const commaIn = (language: string) => (language === 'ar' ? '، ' : ', ')

const localeOf = (language: string) => (language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`)

/** A year, a month or a day as people write it. Numbers are 0-9 on paper in every language. */
export function dayOn(language: string, date: string): string {
  const shown =
    date.length === 4
      ? { year: 'numeric' }
      : date.length === 7
        ? { year: 'numeric', month: 'long' }
        : { dateStyle: 'long' }
  return new Intl.DateTimeFormat(localeOf(language), {
    ...shown,
    timeZone: 'UTC',
  } as Intl.DateTimeFormatOptions).format(new Date(date))
}

/** What codes of the shared lists are called in a language. */
export interface Naming {
  (list: string, code: string | null | undefined): string | null
  /** Whether a code of a need stands in a confidential annex only. */
  readonly kept: (code: string) => boolean
}

const LISTS = [
  'country',
  'relationship',
  'marital_status',
  'religion',
  'ethnicity',
  'education',
  'occupation',
  'language',
  'document_type',
  'need',
]

export async function namingIn(tx: Tx, language: Language): Promise<Naming> {
  const { rows } = await sql<{ list: string; code: string; said: string; kept: boolean }>`
    select list, code, coalesce(label ->> ${language}, label ->> 'en') as said, coalesce((external ->> 'confidential')::boolean, false) as kept
    from ref.code where list = any (${LISTS}::text[])`.execute(tx)
  const said = new Map(rows.map(row => [`${row.list} ${row.code}`, row.said]))
  const kept = new Set(rows.filter(row => row.kept).map(row => row.code))
  const naming = (list: string, code: string | null | undefined) =>
    code === null || code === undefined ? null : (said.get(`${list} ${code}`) ?? code)
  return Object.assign(naming, { kept: (code: string) => kept.has(code) })
}
