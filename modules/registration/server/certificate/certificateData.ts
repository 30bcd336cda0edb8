import { type Language, MRZ_NAME, type PartialDate, Refusal } from '@nansen/kernel'
import type { Place } from '@nansen/model'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import { machineName } from '../../machineName.ts'
import type { SpokenPart } from '../../names.ts'
import { cardsOf } from '../queries/cards.ts'
import { formatDate } from './formatDate.ts'
import { inBoth, labels, type Words, wordsIn } from './words.ts'

/** What the Typst template reads as `/data.json`. */
export interface CertificateData {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly words: Words
  /** One for each language. */
  readonly statements: readonly { readonly text: string; readonly rtl: boolean }[]
  readonly rights: readonly { readonly text: string; readonly rtl: boolean }[]
  readonly issuer: string
  readonly office: string
  /** Number of the certificate, and of the group. */
  readonly document: string
  readonly group: string
  readonly issued: string
  readonly expires: string
  readonly origin: string
  readonly arrived: string
  readonly place: string
  /** Whether a date on it is an estimate, which a line below then explains. */
  readonly estimated: boolean
  readonly members: readonly CertificateMember[]
}

interface CertificateMember {
  readonly order: number
  readonly number: string
  readonly name: string
  readonly native: string | null
  /** ISO 15924 of `native`. */
  readonly script: string
  /** By ICAO 9303, for machines; null where it cannot be written. */
  readonly machine: string | null
  readonly sex: string
  readonly born: string
  readonly relationship: string
  readonly nationality: string | null
  /** Path among the files, or null. */
  readonly photo: string | null
}

/** As lists hold them: not every list has every language. */
export type ListLabel = { readonly [L in Language]?: string }

/** One member as the database holds them. */
export interface PrintedMember {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly names: readonly SpokenPart[]
  readonly sex: string
  readonly born: PartialDate | null
  readonly estimated: boolean
  readonly relationship: string
  readonly relationship_label: ListLabel
  readonly nationality: ListLabel | null
  readonly picture: string | null
}

export interface PrintedGroup {
  readonly id: string
  readonly number: string
  readonly office: string
  readonly issuer: string
  readonly iso2: string
  readonly origin: ListLabel | null
  readonly arrived_on: PartialDate | null
  readonly place: Place | null
  readonly place_label: ListLabel | null
  readonly printable: boolean
}

/** @throws Refusal `not-found`; `not-allowed` for who may read the group and not print. */
export async function getPrintedGroup(tx: Tx, groupId: string): Promise<PrintedGroup> {
  const { rows } = await sql<PrintedGroup>`select g.id, g.number, o.name as office, x.name as issuer,
      coalesce(c.external ->> 'iso2', '') as iso2, origin.label as origin, g.arrived_on, g.place, p.label as place_label,
      auth.may('registration', 'print', 'personal', g.office_id, g.owner_id, g.id, g.restriction_group) as printable
    from registration.registration_group g
    join auth.office o on o.id = g.office_id join auth.organisation x on x.id = o.organisation_id
    left join ref.code c on c.list = 'country' and c.code = o.country
    left join ref.code origin on origin.list = 'country' and origin.code = g.country_of_origin
    left join ref.code p on p.list = 'place' and p.code = g.place ->> 'pcode'
    where g.id = ${groupId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such group')
  if (!rows[0].printable) throw new Refusal('not-allowed', 'this is not among what you may print')
  return rows[0]
}

/** Present members whom the asker sees, in their order. Somebody under a restriction is on no paper of a colleague outside it. */
export async function printedMembers(tx: Tx, groupId: string): Promise<readonly PrintedMember[]> {
  const { rows } =
    await sql<PrintedMember>`select i.id, i.number, i.display_name, i.display_name_native, i.sex, i.born, ${namesOf},
      coalesce(i.born_estimated, false) or length(i.born) < 10 as estimated, m.relationship, r.label as relationship_label,
      n.label as nationality, coalesce(
        (select f.image from registration.photo f where f.root_id = i.id order by f.taken_on desc, f.id desc limit 1), i.thumbnail) as picture
    from registration.membership m join registration.individual i on i.id = m.individual
    join ref.code r on r.list = 'relationship' and r.code = m.relationship
    left join ref.code n on n.list = 'country' and n.code = i.nationality
    where m.parent_id = ${groupId}::uuid and m.member_to is null and m.withdrawn_at is null order by m.sequence`.execute(
      tx,
    )
  const seen = await cardsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.filter(({ id }) => seen.has(id))
}

/** The parts of the name of `i`, for `machineName`. */
export const namesOf =
  sql.raw(`(select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'sequence', p.sequence)), '[]')
      from registration.name p where p.parent_id = i.id and p.withdrawn_at is null) as names`)

export interface Printing {
  readonly language: Language
  readonly secondLanguage?: Language | null
  readonly document: string
  readonly issuedOn: string
  readonly expiresOn: string
}

export function certificateData(
  group: PrintedGroup,
  members: readonly PrintedMember[],
  { language, secondLanguage = null, document, issuedOn, expiresOn }: Printing,
): CertificateData {
  const second = secondLanguage === language ? null : secondLanguage
  const spoken = second === null ? [language] : [language, second]
  const said = spoken.map(each => ({ each, words: wordsIn(each, { issuer: group.issuer }) }))
  const own = said[0]!.words
  const words = Object.fromEntries(
    Object.entries(own).map(([key, text]) => [key, inBoth(text, said[1]?.words[key as keyof Words] ?? null)]),
  ) as unknown as Words
  const both = (of: (language: Language) => string | null): string | null => {
    const [first = null, other = null] = spoken.map(of)
    return first === null ? null : inBoth(first, other)
  }
  const paragraph = (key: 'statement' | 'rights') =>
    said.map(({ each, words: its }) => ({ text: its[key], rtl: each === 'ar' }))
  const locale = localeOf(language, group.iso2)
  const day = (date: PartialDate | string | null) => (date === null ? own.unknown : formatDate(date, locale))
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    words,
    statements: paragraph('statement'),
    rights: paragraph('rights'),
    issuer: group.issuer,
    office: group.office,
    document,
    group: group.number,
    issued: day(issuedOn),
    expires: day(expiresOn),
    origin: both(each => inWords(group.origin, each)) ?? own.unknown,
    arrived: day(group.arrived_on),
    place: placeName(group, language) ?? own.unknown,
    estimated: members.some(member => member.estimated),
    members: members.map((member, at) => ({
      order: at + 1,
      number: member.number,
      name: member.display_name,
      native: member.display_name_native,
      machine: machineName(member.names, MRZ_NAME.card),
      script: /\p{Script=Arabic}/u.test(member.display_name_native ?? '') ? 'Arab' : 'Latn',
      sex: both(each => labels(each)[`code.individual.sex.${member.sex}`] ?? member.sex) ?? '',
      born: day(member.born) + (member.estimated ? ` ${own.estimatedMark}` : ''),
      relationship: both(each => inWords(member.relationship_label, each)) ?? '',
      nationality: both(each => inWords(member.nationality, each)),
      photo: member.picture === null ? null : `/photo-${at + 1}`,
    })),
  }
}

/** A list's label in a language; where a list lacks it, in English. */
export const inWords = (label: ListLabel | null, language: Language): string | null =>
  label?.[language] ?? label?.en ?? null

function placeName({ place, place_label }: PrintedGroup, language: Language): string | null {
  if (place === null) return null
  const name = inWords(place_label, language) ?? place.pcode
  // Isolated (U+2068…U+2069), so that `B 12` stays together whichever way the line runs.
  const detail = place.detail === undefined ? null : `\u2068${place.detail}\u2069`
  return detail === null ? name : `${name}${language === 'ar' ? '،' : ','} ${detail}`
}

/** Months are named as in the country of the office (`أيار` in Jordan, `مايو` in Chad); English puts the day first everywhere. */
export const localeOf = (language: Language, iso2: string): string =>
  language === 'en' ? 'en-GB' : iso2 === '' ? language : `${language}-${iso2}`

/** The day after which a paper of so many months is no longer valid: the same day of the month, or the month's last. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
