import { type Letter, letterTemplate, openDocuments, type RenderedDocument } from '@nansen/documents'
import { LANGUAGES, type Language, Refusal } from '@nansen/kernel'
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
import { rsd } from '../../index.ts'
import { ID, object, TEXT } from '../schemas.ts'
import { line, sayer } from './words.ts'

interface Input {
  readonly fileId: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}
export type Body = Pick<Letter, 'paragraphs' | 'sections' | 'closing'> & { readonly rows?: Letter['rows'] }

/** What a letter of a file is written from. */
export interface Writing {
  readonly tx: Tx
  readonly asking: Asking
  readonly file: StoredRow
  readonly language: Language
  readonly say: ReturnType<typeof sayer>
  /** Zone of the country where the office is: an hour and a last day are theirs. */
  readonly zone: string
}

const documents = openDocuments()

/** The command that prints one kind of letter to the applicant, and keeps it with the file. */
export const letterCommand = (name: string, write: (writing: Writing) => Promise<Body>): Command =>
  defineCommand<Input, { file: string; sha256: string }, Made>({
    name: `rsd.${name}`,
    module: 'rsd',
    needs: { action: 'print', level: 'protected' },
    input: object({ fileId: ID, language: { enum: LANGUAGES } }),
    output: object({ file: TEXT, sha256: TEXT }),
    async outside(tx, asking, input) {
      const letter = await letterOf(tx, asking, name, input, write)
      return async () => ({ ...(await documents.render(letterTemplate, letter)), of: JSON.stringify(letter) })
    },
    async run(tx, asking, input, made) {
      if (JSON.stringify(await letterOf(tx, asking, name, input, write)) !== made.of) throw new ChangedMeanwhile()
      const printed = { ...made, name, language: input.language }
      const { file } = await keepPaper(tx, asking, rsd, 'file', input.fileId, printed)
      return { file, sha256: made.sha256 }
    },
  })

async function letterOf(
  tx: Tx,
  asking: Asking,
  name: string,
  { fileId, language }: Input,
  write: (writing: Writing) => Promise<Body>,
): Promise<Letter> {
  const file = await getRecord(tx, asking, rsd, 'file', fileId)
  const to = (await namesOf(tx, [String(file.subject)])).get(String(file.subject))
  if (to === undefined) throw new Refusal('not-found', 'there is no such person among those you may see')
  const { rows } = await sql<{ zone: string }>`
    select coalesce(c.zone, 'UTC') as zone from auth.office o left join cases.calendar c on c.country = o.country
    where o.id = ${file.office_id}`.execute(tx)
  const say = sayer(language)
  const body = await write({ tx, asking, file, language, say, zone: rows[0]?.zone ?? 'UTC' })
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say(`letter.${name}.title`),
    name: `\u2068${to.display_name}\u2069 · \u2068${to.number}\u2069`,
    office: to.office,
    reference: String(file.number),
    footer: say('letter.footer'),
    signatures: [say('letter.signed-office'), say('letter.signed-person')],
    ...body,
    rows: [line(say('letter.number'), `\u2066${String(file.number)}\u2069`), ...(body.rows ?? [])],
  }
}

interface Named {
  readonly id: string
  readonly number: string
  readonly display_name: string
  readonly office: string
}

/** People as far as the asker may know of them. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const { rows } =
    await sql<Named>`select id, number, display_name, office from registration.cards(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row]))
}
