import { isId } from '@nansen/kernel'
import { type Module, RECORD_TEMPLATE, withOwnFields, wordsOfOwn } from '@nansen/model'
import {
  type Asking,
  asSession,
  ChangedMeanwhile,
  type Command,
  defineCommand,
  getRecord,
  type JsonSchema,
  keepPaper,
  papersOf,
  runCommand,
  type Store,
  type Tx,
} from '@nansen/store'
import type { FastifyInstance } from 'fastify'
import { actSchema, idSchema } from './commandId.ts'
import { nothingHere } from './errors.ts'
import { callerOf } from './gate.ts'
import { type Gathered, gatherRecord } from './gatherRecord.ts'
import { countOpened, type Openings } from './openings.ts'
import type { HttpConfig } from './place.ts'
import { described } from './routeSchema.ts'

/** Sets a record as a PDF; the program that serves brings the typesetter and the words. */
export interface Papers {
  readonly print: (printed: ToPrint) => Promise<Print>
}
export interface ToPrint extends Gathered {
  readonly module: Module
  readonly record: string
  readonly document: string
  readonly language: string
  /** Labels of the operation's own questions, by key. */
  readonly words: Readonly<Record<string, string>>
}
export interface Print {
  readonly pdf: Uint8Array
  /** SHA-256 of the PDF, lower-case hexadecimal. */
  readonly sha256: string
  readonly template: string
  readonly templateVersion: number
}

interface PaperParts {
  readonly store: Store
  readonly config: HttpConfig
  readonly module: Module
  readonly modules: readonly Module[]
  readonly papers: Papers
  readonly openings: Openings
}

interface Asked {
  readonly commandId: string
  readonly language: string
}

/**
 * Papers that follow from the definition: `POST /api/MODULE/RECORD/:id/papers/NAME` prints one and keeps it with its checksum,
 * `GET …/papers` lists those that were printed.
 */
export function paperRoutes(app: FastifyInstance, parts: PaperParts): void {
  const { store, config, module, openings } = parts
  /** A paper shows the whole record: it counts as opened. */
  const opened = (tx: Tx, asking: Asking, record: string, id: string) =>
    countOpened(openings, tx, asking, { module: module.name, action: 'read', record, ids: [id] })
  const options = config.now === undefined ? {} : { now: config.now }
  const derived = Object.entries(module.documents).filter(([, { template }]) => template === RECORD_TEMPLATE)
  for (const record of new Set(derived.map(([, document]) => document.record))) {
    app.get<{ Params: { id: string } }>(
      `/api/${module.name}/${record}/:id/papers`,
      described({ module: module.name }, `${record}: papers printed of it`, { params: PARAMS, answer: LIST }),
      async request => {
        const { id } = request.params
        if (!isId(id)) throw nothingHere()
        const { token } = callerOf(request)
        return asSession(store, token, options, async (tx, asking) => {
          // Who may not see the record hears the same as for none: an empty list would say that it could be asked.
          await getRecord(tx, asking, module, record, id)
          await opened(tx, asking, record, id)
          return { papers: await papersOf(tx, module, record, id) }
        })
      },
    )
  }
  for (const [name, { record, languages }] of derived) {
    const command = printing(parts, name, record, opened)
    const body = actSchema({ language: { enum: languages } })
    app.post<{ Params: { id: string } }>(
      `/api/${module.name}/${record}/:id/papers/${name}`,
      described({ module: module.name }, `${record}: prints ${name}`, { params: PARAMS, body, answer: PRINTED }),
      async request => {
        const { id } = request.params
        const { commandId, language } = request.body as Asked
        if (!isId(id)) throw nothingHere()
        const sent = { ...options, commandId, input: { id, language } }
        return runCommand(store, callerOf(request).token, command, sent)
      },
    )
  }
}

interface Wanted {
  readonly id: string
  readonly language: string
}
interface Made extends Print {
  /** What it says: a record that is another by now is printed again. */
  readonly of: string
}

/** Reads the record, has it set outside of any transaction, and keeps the paper if the record is still what it was. */
function printing(
  { module, modules, papers }: PaperParts,
  name: string,
  record: string,
  opened: (tx: Tx, asking: Asking, record: string, id: string) => Promise<void>,
): Command {
  const { leavesOut = [] } = module.documents[name]!
  return defineCommand<Wanted, { readonly id: string; readonly file: string; readonly sha256: string }, Made>({
    name: `${module.name}.${record}.paper.${name}`,
    module: module.name,
    needs: { action: 'read', level: 'personal' },
    input: object({ id: idSchema, language: TEXT }),
    output: PRINTED,
    async outside(tx, asking, { id, language }) {
      const gathered = await gatherRecord(tx, asking, modules, { module, record, id, language, leavesOut })
      await opened(tx, asking, record, id)
      return async () => {
        const asked = { module: withOwnFields(module, gathered.own), record, document: name, language }
        const words = wordsOfOwn([module], gathered.own, language)
        const print = await papers.print({ ...gathered, ...asked, words })
        return { ...print, of: JSON.stringify(gathered) }
      }
    },
    async run(tx, asking, { id, language }, made) {
      const gathered = await gatherRecord(tx, asking, modules, { module, record, id, language, leavesOut })
      if (made === undefined || JSON.stringify(gathered) !== made.of) throw new ChangedMeanwhile()
      const kept = await keepPaper(tx, asking, module, record, id, { ...made, name, language })
      return { ...kept, sha256: made.sha256 }
    },
  })
}

const TEXT: JsonSchema = { type: 'string' }
const PARAMS: JsonSchema = { type: 'object', properties: { id: TEXT }, required: ['id'] }
const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const PRINTED = object({ id: idSchema, file: idSchema, sha256: { type: 'string', description: 'of the PDF' } })
const LIST = object({
  papers: {
    type: 'array',
    items: object({
      id: idSchema,
      name: TEXT,
      template: TEXT,
      template_version: { type: 'integer' },
      language: TEXT,
      row_version: { type: 'integer', description: 'of the record when it was printed' },
      file: { ...idSchema, description: 'the PDF: a stored file' },
      sha256: TEXT,
      printed_at: TEXT,
      printed_by: { type: ['string', 'null'] },
    }),
  },
})
