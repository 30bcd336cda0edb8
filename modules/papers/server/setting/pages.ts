import { type Language, MRZ_NAME } from '@nansen/kernel'
import { formatDate, inBoth, inWords, localeOf, machineName, registrationLabels } from '@nansen/registration/server'
import type { Printed } from '../../index.ts'
import type { Holder } from '../people.ts'
import { ownLanguage, wordsOf, writtenIn } from './words.ts'

/** What both templates read of one person: all words are there, and each page has its own language. */
export interface PaperPage {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly words: Readonly<Record<string, string>>
  /** Sentences, once for each language. */
  readonly statements: readonly Sentence[]
  readonly rights: readonly Sentence[]
  readonly issuer: string
  readonly office: string
  readonly document: string
  readonly name: string
  readonly native: string | null
  /** ISO 15924 of `native`. */
  readonly script: string
  /** By ICAO 9303, for machines; null where it cannot be written. */
  readonly machine: string | null
  readonly number: string
  readonly group: string | null
  readonly sex: string
  readonly born: string
  readonly estimated: boolean
  readonly nationality: string | null
  readonly origin: string | null
  readonly arrived: string | null
  readonly status: string | null
  readonly issued: string
  readonly expires: string
  /** Paths among the files. */
  readonly photo: string | null
  readonly qr: string
}

interface Sentence {
  readonly text: string
  readonly rtl: boolean
}

export interface Setting {
  readonly template: Printed
  readonly language: Language | 'own'
  readonly secondLanguage: Language | null
  readonly document: string
  readonly issuedOn: string
  readonly expiresOn: string
  /** Place among the people of the file, from 1. */
  readonly at: number
}

/** Statuses that a person may want to show to anybody; the others are nobody's business at a checkpoint. */
const SHOWN_STATUS = ['refugee', 'asylum-seeker', 'stateless', 'idp', 'returned-refugee']

export const languageOf = (person: Holder, language: Language | 'own'): Language =>
  language === 'own' ? ownLanguage(person.languages, writtenIn(person.country)) : language

export function paperPage(person: Holder, setting: Setting): PaperPage {
  const { template, document, issuedOn, expiresOn, at } = setting
  const language = languageOf(person, setting.language)
  const second = setting.secondLanguage === language ? null : setting.secondLanguage
  const spoken = second === null ? [language] : [language, second]
  const paper = template === 'attestation' ? 'attestation' : 'card'
  const said = spoken.map(each => wordsOf(paper, each, { issuer: person.issuer, office: person.office }))
  const own = said[0]!
  const words = Object.fromEntries(
    Object.entries(own).map(([name, text]) => [name, inBoth(text, said[1]?.[name] ?? null)]),
  )
  const sentence = (name: string) => said.map((its, order) => ({ text: its[name] ?? '', rtl: spoken[order] === 'ar' }))
  const both = (of: (language: Language) => string | null): string | null => {
    const [first = null, other = null] = spoken.map(of)
    return first === null ? null : inBoth(first, other)
  }
  const code = (key: string) => both(each => registrationLabels(each)[key] ?? null)
  const locale = localeOf(language, person.iso2)
  const day = (date: string | null) => (date === null ? (own.unknown ?? '') : formatDate(date, locale))
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    words,
    statements: sentence('statement'),
    rights: sentence('rights'),
    issuer: person.issuer,
    office: person.office,
    document,
    name: person.display_name,
    native: person.display_name_native,
    script: /\p{Script=Arabic}/u.test(person.display_name_native ?? '') ? 'Arab' : 'Latn',
    machine: machineName(person.names, template === 'attestation' ? MRZ_NAME.passport : MRZ_NAME.card),
    number: person.number,
    group: person.group_number,
    sex: code(`code.individual.sex.${person.sex}`) ?? person.sex,
    born: day(person.born) + (person.estimated && person.born !== null ? ` ${own.estimatedMark}` : ''),
    estimated: person.estimated && person.born !== null,
    nationality: both(each => inWords(person.nationality, each)),
    origin: both(each => inWords(person.origin, each)),
    arrived: person.arrived_on === null ? null : day(person.arrived_on),
    status: SHOWN_STATUS.includes(person.legal_status ?? '')
      ? code(`code.legal_status.status.${person.legal_status}`)
      : null,
    issued: day(issuedOn),
    expires: day(expiresOn),
    photo: person.picture === null ? null : `/photo-${at}`,
    qr: `/qr-${at}.svg`,
  }
}
