import { type Letter, letterTemplate, openDocuments, type PaperRow, type RenderedDocument } from '@nansen/documents'
import { isId, LANGUAGES, type Language, Refusal } from '@nansen/kernel'
import {
  type Asking,
  ChangedMeanwhile,
  type Command,
  defineCommand,
  getRecord,
  keepPaper,
  listRecords,
  type StoredRow,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import { bestInterests } from '../../index.ts'
import { dayOn, line, sayer } from './words.ts'

interface Input {
  readonly fileId: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}
type Body = Pick<Letter, 'paragraphs' | 'sections' | 'signatures'> & { readonly rows: readonly PaperRow[] }

/** What a report is written from. */
export interface Writing {
  readonly file: StoredRow
  readonly language: Language
  readonly say: ReturnType<typeof sayer>
  /** The rows of a child record of the file, oldest first. */
  readonly children: (record: string) => Promise<readonly StoredRow[]>
}

const documents = openDocuments()
const TEXT = { type: 'string' } as const
const INPUT = {
  type: 'object',
  additionalProperties: false,
  required: ['fileId', 'language'],
  properties: { fileId: TEXT, language: { enum: LANGUAGES } },
} as const
const OUTPUT = {
  type: 'object',
  additionalProperties: false,
  required: ['file', 'sha256'],
  properties: { file: TEXT, sha256: TEXT },
} as const

/** The command that prints one report and keeps it with the file: for who prints what is protected here. */
export const reportCommand = (name: string, write: (writing: Writing) => Promise<Body>): Command =>
  defineCommand<Input, { file: string; sha256: string }, Made>({
    name: `best_interests.${name}`,
    module: 'best_interests',
    needs: { action: 'print', level: 'protected' },
    input: INPUT,
    output: OUTPUT,
    async outside(tx, asking, input) {
      const report = await reportOf(tx, asking, name, input, write)
      return async () => ({ ...(await documents.render(letterTemplate, report)), of: JSON.stringify(report) })
    },
    async run(tx, asking, input, made) {
      if (JSON.stringify(await reportOf(tx, asking, name, input, write)) !== made.of) throw new ChangedMeanwhile()
      const printed = { ...made, name, language: input.language }
      const { file } = await keepPaper(tx, asking, bestInterests, 'file', input.fileId, printed)
      return { file, sha256: made.sha256 }
    },
  })

async function reportOf(
  tx: Tx,
  asking: Asking,
  name: string,
  { fileId, language }: Input,
  write: (writing: Writing) => Promise<Body>,
): Promise<Letter> {
  if (!isId(fileId)) throw new Refusal('not-found', 'there is no such record among those you may see')
  const file = await getRecord(tx, asking, bestInterests, 'file', fileId)
  const { rows } = await sql<{ number: string; display_name: string; office: string }>`
    select number, display_name, office from registration.cards(${[String(file.subject)]}::uuid[])`.execute(tx)
  const child = rows[0]
  if (child === undefined) throw new Refusal('not-found', 'there is no such person among those you may see')
  const say = sayer(language)
  const children = async (record: string) =>
    (
      await listRecords(tx, asking, bestInterests, record, { where: { parent_id: fileId }, limit: 100, whole: true })
    ).rows.toSorted((a, b) => String(a.id).localeCompare(String(b.id)))
  const body = await write({ file, language, say, children })
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say(`document.${name}`),
    name: `\u2068${child.display_name}\u2069 · \u2068${child.number}\u2069`,
    office: child.office,
    reference: String(file.number),
    footer: say('report.footer'),
    closing: [],
    ...body,
    rows: [
      line(say('report.number'), `\u2066${String(file.number)}\u2069`),
      line(say('field.file.care_status'), say(`code.file.care_status.${file.care_status}`)),
      line(say('field.file.risk'), say(`code.file.risk.${file.risk}`)),
      ...body.rows,
    ],
  }
}

/** The answered fields of a row among these, one line each, in the words of the language. */
export function answersOf(
  { say, language }: Writing,
  record: string,
  row: StoredRow,
  names: readonly string[],
): readonly PaperRow[] {
  const { fields } = bestInterests.records[record]!
  return names.flatMap(name => {
    const [value, kind] = [row[name], fields[name]!.kind]
    if (value === null || value === undefined) return []
    return [line(say(`field.${record}.${name}`), worded(value), kind === 'note')]
    function worded(given: unknown): string {
      if (Array.isArray(given)) return given.map(worded).join(', ')
      if (kind === 'code' || kind === 'codes') return say(`code.${record}.${name}.${String(given)}`)
      return kind === 'date' ? dayOn(language, String(given)) : String(given)
    }
  })
}
