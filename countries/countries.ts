import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Language } from '@nansen/kernel'

export type Label = Readonly<Record<Language, string>>

/** One entry of a list an operation maintains: a row of `ref.code`. */
export interface ListedCode {
  readonly code: string
  readonly label: Label
  /** The code above, in the same list. */
  readonly parent?: string
  /** What others call it (`unhcr`, `errf`, `iso2`), and `confidential` for needs that no list, card or token may show. */
  readonly external?: Readonly<Record<string, string | number | boolean>>
}

export interface CodeList {
  readonly list: string
  /** Where the codes and names come from, and how far to trust them. */
  readonly source: string
  readonly codes: readonly ListedCode[]
}

export interface Office {
  /** Three characters, unique in the world: part of every number printed here. */
  readonly code: string
  readonly name: string
  readonly parent: string | null
  /** `code` of one of the operation's organisations. */
  readonly organisation: string
  /** P-code in the operation's places. */
  readonly place: string
}

/** On which days an operation works: see `cases.calendar`. */
export interface Calendar {
  /** Where the days come from, and how far to trust them. */
  readonly source: string
  /** Days of rest: 1 Monday … 7 Sunday. */
  readonly weekend: readonly number[]
  /** Zone in which a day ends: IANA. */
  readonly zone: string
  readonly holidays: readonly { readonly day: string; readonly name: Label }[]
}

/** A question of an operation's own in the form of a case: a row of `ref.own_field`, see decision 0170. */
export interface CountryField {
  /** A case module. */
  readonly module: string
  /** Begins with the country: `tcd_national_number`. */
  readonly name: string
  readonly kind: 'text' | 'integer' | 'boolean' | 'date' | 'code'
  readonly label: Label
  /** Of a code. */
  readonly choices?: readonly { readonly code: string; readonly label: Label }[]
  /** How a text is written, as a regular expression of the whole, and an example of it. */
  readonly pattern?: string
  readonly example?: string
  /** Whether it is a column of the case list. */
  readonly listed: boolean
  /** Moves of the case that wait for it. */
  readonly neededFor: readonly string[]
  /** Cases opened before are not asked it; from the last day on nobody is. */
  readonly validFrom: string
  readonly validTo?: string
}

/** What one country's operation is configured with. Data only: no operation carries code. */
export interface Operation {
  readonly code: string
  /** True where the offices and people are made up for practice. */
  readonly invented: boolean
  /** ISO 3166-1 alpha-3. */
  readonly country: string
  readonly name: Label
  /** Languages of its staff, first the usual one: BCP 47. */
  readonly languages: readonly string[]
  /** Languages offered first for interviews: ISO 639-3. */
  readonly interviewLanguages: readonly string[]
  readonly organisations: readonly {
    readonly code: string
    readonly kind: 'un' | 'government' | 'ngo'
    readonly name: string
  }[]
  readonly certificate: { readonly languages: readonly Language[]; readonly validMonths: number }
  /** Parents before their children. */
  readonly offices: readonly Office[]
  readonly places: CodeList
  readonly calendar: Calendar
  /** None where the folder has no `fields.json`. */
  readonly fields: readonly CountryField[]
}

const HERE = new URL('./', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, HERE), 'utf8'))

/** The lists every operation starts from: countries, languages, needs, relationships and so on. */
export function sharedLists(): readonly CodeList[] {
  const files = readdirSync(new URL('shared/', HERE)).filter(file => file.endsWith('.json'))
  return files.sort().map(file => read(`shared/${file}`) as CodeList)
}

/** Operations configured here, by folder name. */
export function operations(): readonly Operation[] {
  const folders = readdirSync(HERE, { withFileTypes: true }).filter(
    each => each.isDirectory() && each.name !== 'shared',
  )
  return folders.map(({ name }) => ({
    ...read(`${name}/operation.json`),
    offices: read(`${name}/offices.json`),
    places: read(`${name}/places.json`),
    calendar: read(`${name}/calendar.json`),
    fields: existsSync(new URL(`${name}/fields.json`, HERE)) ? read(`${name}/fields.json`) : [],
  }))
}
