import type { Letter, PaperRow } from '@nansen/documents'
import type { Language } from '@nansen/kernel'
import { Refusal } from '@nansen/kernel'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import { sayer } from './labels.ts'

export interface Addressee {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly office: string
}

/** The person a letter is to, as far as the asker may know of them. @throws Refusal `not-found`. */
export async function addressee(tx: Tx, individual: string): Promise<Addressee> {
  const { rows } = await sql<Addressee>`select id, number, display_name, office
    from registration.cards(array[${individual}::uuid])`.execute(tx)
  const [found] = rows
  if (found === undefined) throw new Refusal('not-found', 'there is no such person among those you may see')
  return found
}

/** A day as people write it. Numbers are 0-9 on paper in every language. */
export function dayOn(language: string, day: string | Date): string {
  const locale = language === 'en' ? 'en-GB' : `${language}-u-nu-latn-ca-gregory`
  const date = day instanceof Date ? day : new Date(`${day.slice(0, 10)}T00:00:00Z`)
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

export const fact = (label: string, value: string, wide = false): PaperRow => ({ label, value, wide })

type Body = Pick<Letter, 'paragraphs' | 'rows' | 'sections' | 'closing'>

/** A letter of this module: `kind` names the labels of its title and signatures. */
export function letterTo(to: Addressee, kind: string, language: Language, reference: string, body: Body): Letter {
  const say = sayer(language)
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say(`letter.${kind}.title`),
    name: `\u2068${to.display_name}\u2069 · \u2068${to.number}\u2069`,
    office: to.office,
    reference,
    footer: say('letter.footer'),
    signatures: [say('letter.signed-office'), say('letter.signed-person')],
    ...body,
  }
}
