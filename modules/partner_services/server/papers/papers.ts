import { type Letter, letterTemplate, openDocuments, type PaperRow, type RenderedDocument } from '@nansen/documents'
import { isId, LANGUAGES, type Language, Refusal } from '@nansen/kernel'
import {
  type Asking,
  ChangedMeanwhile,
  type Command,
  defineCommand,
  getRecord,
  keepPaper,
  type StoredRow,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import { partnerServices } from '../../index.ts'
import { object, TEXT } from '../schemas.ts'
import { dayOn, line, sayer } from './words.ts'

interface Input {
  readonly enrolmentId: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}
interface Person {
  readonly number: string
  readonly display_name: string
}
/** What a paper is written from. */
interface Writing {
  readonly enrolment: StoredRow
  readonly programme: StoredRow
  readonly person: Person
  readonly language: Language
  readonly say: (key: string) => string
}
type Body = Pick<Letter, 'paragraphs' | 'rows' | 'signatures'>

const documents = openDocuments()
const notFound = () => new Refusal('not-found', 'there is no such record among those you may see')

/** The command that prints one paper and keeps it with the enrolment. */
const paper = (name: string, write: (writing: Writing) => Body): Command =>
  defineCommand<Input, { file: string; sha256: string }, Made>({
    name: `partner_services.${name}`,
    module: 'partner_services',
    needs: { action: 'print', level: 'personal' },
    input: object({ enrolmentId: TEXT, language: { enum: LANGUAGES } }),
    output: object({ file: TEXT, sha256: TEXT }),
    async outside(tx, asking, input) {
      const letter = await letterOf(tx, asking, name, input, write)
      return async () => ({ ...(await documents.render(letterTemplate, letter)), of: JSON.stringify(letter) })
    },
    async run(tx, asking, input, made) {
      if (JSON.stringify(await letterOf(tx, asking, name, input, write)) !== made.of) throw new ChangedMeanwhile()
      const printed = { ...made, name, language: input.language }
      const { file } = await keepPaper(tx, asking, partnerServices, 'enrolment', input.enrolmentId, printed)
      return { file, sha256: made.sha256 }
    },
  })

async function letterOf(
  tx: Tx,
  asking: Asking,
  name: string,
  { enrolmentId, language }: Input,
  write: (writing: Writing) => Body,
): Promise<Letter> {
  if (!isId(enrolmentId)) throw notFound()
  const enrolment = await getRecord(tx, asking, partnerServices, 'enrolment', enrolmentId)
  const programme = await getRecord(tx, asking, partnerServices, 'programme', String(enrolment.programme))
  const { rows } = await sql<Person>`
    select number, display_name from registration.cards(${[String(enrolment.subject)]}::uuid[])`.execute(tx)
  const office = await sql<{ office: string; organisation: string }>`
    select o.name as office, g.name as organisation from auth.office o join auth.organisation g on g.id = o.organisation_id
    where o.id = ${String(enrolment.office_id)}`.execute(tx)
  const [person, place] = [rows[0], office.rows[0]]
  if (person === undefined || place === undefined) throw notFound()
  const say = sayer(language)
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say(`document.${name}`),
    name: `\u2068${person.display_name}\u2069 · \u2068${person.number}\u2069`,
    office: `${place.organisation} · ${place.office}`,
    reference: String(enrolment.number),
    footer: say('paper.footer'),
    sections: [],
    closing: [],
    ...write({ enrolment, programme, person, language, say }),
  }
}

const text = (row: StoredRow, field: string): string | null => (row[field] == null ? null : String(row[field]))

/** What both papers say of the programme. */
function programmeRows({ enrolment, programme, say, language }: Writing): readonly PaperRow[] {
  const answered = (label: string, value: string | null) => (value === null ? [] : [line(say(label), value)])
  const day = (row: StoredRow, field: string) => {
    const value = text(row, field)
    return value === null ? null : dayOn(language, value)
  }
  return [
    line(say('field.enrolment.programme'), `\u2068${String(programme.name)}\u2069`),
    line(say('field.programme.kind'), say(`code.programme.kind.${String(programme.kind)}`)),
    ...answered('field.programme.where_held', text(programme, 'where_held')),
    ...answered('field.enrolment.began_on', day(enrolment, 'began_on')),
    ...answered('field.enrolment.ended_on', day(enrolment, 'ended_on')),
  ]
}

/** What the person shows at the door: which programme, where, from when. Nothing of why. */
export const enrolmentSlip = paper('enrolmentSlip', writing => {
  if (writing.enrolment.state !== 'taking-part')
    throw new Refusal('wrong-state', 'a slip is for who takes part: accept the enrolment first')
  return {
    paragraphs: [writing.say('paper.slip')],
    rows: programmeRows(writing),
    signatures: [writing.say('paper.partner')],
  }
})

/** That somebody took part to the end, with the hours at which they were. Never without any. */
export const certificate = paper('certificate', writing => {
  const { enrolment, say } = writing
  if (enrolment.state !== 'completed' || Number(enrolment.hours_present ?? 0) < 1)
    throw new Refusal('wrong-state', 'a certificate is for who completed it and was there')
  return {
    paragraphs: [say('paper.certificate')],
    rows: [...programmeRows(writing), line(say('paper.hours'), String(enrolment.hours_present))],
    signatures: [say('paper.partner'), say('paper.teacher')],
  }
})
