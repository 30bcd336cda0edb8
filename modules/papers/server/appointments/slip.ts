import { qrSvg, type RenderedDocument } from '@nansen/documents'
import { type Language, Refusal } from '@nansen/kernel'
import { cardsOf, documents, formatDate, type PersonCard } from '@nansen/registration/server'
import { type Asking, ChangedMeanwhile, defineCommand, keepPaper, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { papers } from '../../index.ts'
import { ID, OWN_OR_LANGUAGE, object, TEXT } from '../schemas.ts'
import { slipTemplate } from '../setting/templates.ts'
import { ownLanguage, purposeIn, wordsOf, writtenIn } from '../setting/words.ts'

interface Input {
  readonly id: string
  readonly language: Language | 'own'
}
interface Made extends RenderedDocument {
  readonly of: string
}

/**
 * Prints the slip of an appointment. Its code is the person's number alone; the purpose is said only where it tells nothing of a person that
 * a slip on a table should not: an interview and another matter are not named.
 */
export const slip = defineCommand<Input, { file: string; sha256: string }, Made | undefined>({
  name: 'papers.slip',
  module: 'papers',
  needs: { action: 'print', level: 'personal' },
  input: object({ id: ID, language: OWN_OR_LANGUAGE }),
  output: object({ file: TEXT, sha256: TEXT }),
  async outside(tx, _asking, input) {
    const data = await slipOf(tx, input)
    const files = { '/qr.svg': new TextEncoder().encode(qrSvg(data.number)) }
    return async () => ({ ...(await documents.render(slipTemplate, data, files)), of: JSON.stringify(data) })
  },
  async run(tx, asking: Asking, input, made) {
    const data = await slipOf(tx, input)
    if (made === undefined || made.of !== JSON.stringify(data)) throw new ChangedMeanwhile()
    const printed = { ...made, name: 'slip', language: data.language }
    const { file } = await keepPaper(tx, asking, papers, 'appointment', input.id, printed)
    return { file, sha256: made.sha256 }
  },
})

/** Said on a slip that anybody may see. */
const OPEN_PURPOSES = ['registration', 'verification', 'document-renewal', 'biometrics']

interface Row extends Said {
  readonly individual: string
  readonly purpose: string
  readonly outcome: string
}

/** What is known of an appointment, of whatever work. */
interface Said {
  readonly on_day: string
  readonly at_time: string
  readonly place: string
  readonly said: string | null
  readonly office: string
  readonly country: string
  readonly languages: readonly string[] | null
}

async function slipOf(tx: Tx, { id, language: wanted }: Input) {
  const { rows } =
    await sql<Row>`select a.individual, a.purpose, a.on_day::text, a.at_time, a.place, a.said, a.outcome, o.name as office,
      o.country, (select i.languages from registration.individual i where i.id = a.individual) as languages
    from papers.appointment a join auth.office o on o.id = a.office_id where a.id = ${id}`.execute(tx)
  const [row] = rows
  const card = row === undefined ? undefined : (await cardsOf(tx, [row.individual])).get(row.individual)
  if (row === undefined || card === undefined)
    throw new Refusal('not-found', 'there is no such appointment among those you may see')
  if (row.outcome !== 'booked') throw new Refusal('wrong-state', 'this appointment is over')
  return slipData(row, card, wanted, row.purpose)
}

/** What stands on a slip. @param purpose null where it would tell something of the person */
export function slipData(row: Said, card: PersonCard, wanted: Language | 'own', purpose: string | null) {
  const language = wanted === 'own' ? ownLanguage(row.languages, writtenIn(row.country)) : wanted
  const weekday = new Intl.DateTimeFormat(language === 'ar' ? 'ar-u-nu-latn' : language, {
    weekday: 'long',
    timeZone: 'UTC',
  })
  const on = formatDate(row.on_day, language === 'en' ? 'en-GB' : language)
  return {
    language,
    direction: language === 'ar' ? ('rtl' as const) : ('ltr' as const),
    words: wordsOf('slip', language, {}),
    office: row.office,
    day: `${weekday.format(new Date(`${row.on_day}T00:00:00Z`))} ${on}`,
    time: row.at_time,
    place: row.place,
    name: card.display_name,
    native: card.display_name_native,
    script: /\p{Script=Arabic}/u.test(card.display_name_native ?? '') ? 'Arab' : 'Latn',
    number: card.number,
    purpose: purpose !== null && OPEN_PURPOSES.includes(purpose) ? purposeIn(language, purpose) : null,
    said: row.said,
  }
}
