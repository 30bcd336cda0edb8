import { type Letter, letterTemplate, openDocuments, type RenderedDocument } from '@nansen/documents'
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
import { voluntaryReturn } from '../../index.ts'
import { object, TEXT } from '../schemas.ts'
import { type Say, sayer } from './words.ts'

interface Input {
  readonly id: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}

/** What a paper is written from. */
export interface Writing {
  readonly tx: Tx
  readonly row: StoredRow
  readonly language: Language
  readonly say: Say
}
export type Body = Pick<
  Letter,
  'name' | 'reference' | 'footer' | 'paragraphs' | 'rows' | 'sections' | 'closing' | 'signatures'
>

interface Paper {
  readonly name: 'repatriationForm' | 'manifest'
  readonly record: 'file' | 'convoy'
  readonly write: (writing: Writing) => Promise<Body>
  /** What the printing itself brings about, in the same transaction. */
  readonly printed?: (tx: Tx, asking: Asking, id: string) => Promise<void>
}

const documents = openDocuments()

/** The command that prints one paper and keeps it with its record. */
export const paperCommand = ({ name, record, write, printed }: Paper): Command =>
  defineCommand<Input, { file: string; sha256: string }, Made>({
    name: `return.${name}`,
    module: 'return',
    needs: { action: 'print', level: 'personal' },
    input: object({ id: TEXT, language: { enum: LANGUAGES } }),
    output: object({ file: TEXT, sha256: TEXT }),
    async outside(tx, asking, input) {
      const letter = await letterOf(tx, asking, { name, record, write }, input)
      return async () => ({ ...(await documents.render(letterTemplate, letter)), of: JSON.stringify(letter) })
    },
    async run(tx, asking, input, made) {
      if (JSON.stringify(await letterOf(tx, asking, { name, record, write }, input)) !== made.of)
        throw new ChangedMeanwhile()
      await printed?.(tx, asking, input.id)
      const kept = { ...made, name, language: input.language }
      const { file } = await keepPaper(tx, asking, voluntaryReturn, record, input.id, kept)
      return { file, sha256: made.sha256 }
    },
  })

async function letterOf(tx: Tx, asking: Asking, paper: Paper, { id, language }: Input): Promise<Letter> {
  if (!isId(id)) throw new Refusal('not-found', 'there is no such record among those you may see')
  const row = await getRecord(tx, asking, voluntaryReturn, paper.record, id)
  const office = await sql<{ office: string; organisation: string }>`
    select o.name as office, g.name as organisation from auth.office o join auth.organisation g on g.id = o.organisation_id
    where o.id = ${String(row.office_id)}`.execute(tx)
  const place = office.rows[0]
  const say = sayer(language)
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say(`document.${paper.name}`),
    office: place === undefined ? '' : `${place.organisation} · ${place.office}`,
    ...(await paper.write({ tx, row, language, say })),
  }
}

/** The name of a country in the language of the paper, in English where the list lacks it. */
export async function countryNamed(tx: Tx, code: unknown, language: Language): Promise<string | null> {
  if (typeof code !== 'string') return null
  const { rows } = await sql<{ name: string | null }>`
    select coalesce(label ->> ${language}, label ->> 'en') as name from ref.code where list = 'country' and code = ${code}`.execute(
    tx,
  )
  return rows[0]?.name ?? code
}
