import { Refusal } from '@nansen/kernel'
import { auditRead, type Command, defineCommand, defineQuery, type JsonSchema, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, TEXT } from './schemas.ts'

/** Base64 of what a file may hold when it is sealed, 10 MB; a browser takes 8 of them from a disk. */
const LARGEST = Math.ceil((10 * 1024 * 1024) / 3) * 4
const base64 = (maxLength: number): JsonSchema => ({ type: 'string', pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength })
/** `SealedContent` of packages/sealed. */
const sealed = (most: number) =>
  object({
    group: ID,
    epoch: { type: 'integer', minimum: 0 },
    key: base64(200),
    ciphertext: base64(most),
    author: ID,
    signature: base64(120),
  })
const ABOUT = sealed(6000)
const CONTENT = sealed(LARGEST)

interface Sealing {
  readonly id: string
  readonly module: string
  readonly noteId: string
  /** Its name, and what it holds: both sealed in the browser. */
  readonly about: object
  readonly content: object
}

/** Keeps a file that was sealed in the browser beside a sealed note of the asker's, for the same readers. The server cannot open it. */
export const sealFile = (all: readonly CaseModule[]): Command =>
  defineCommand<Sealing, { id: string }>({
    name: 'cases.sealFile',
    module: 'cases',
    needs: null,
    input: object({ id: ID, module: NAME, noteId: ID, about: ABOUT, content: CONTENT }),
    output: object({ id: ID }),
    large: true,
    run: async (tx, asking, { id, module, noteId, about, content }) => {
      const { name } = caseModuleFor(all, asking.session, module)
      await sql`select sealed.add_file(${id}, ${name}, ${noteId}, ${JSON.stringify(about)}::jsonb, ${JSON.stringify(content)}::jsonb)`.execute(
        tx,
      )
      return { id }
    },
  })

interface SealedFile {
  readonly id: string
  readonly noteId: string
  readonly about: object
  readonly bytes: number
  readonly madeAt: string
}

/** Files beside the sealed notes of a case, without what they hold; for who is not among their readers there are none. */
export const sealedFiles = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id: string }, { files: readonly SealedFile[] }>({
    name: 'cases.sealedFiles',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({ files: list(object({ id: ID, noteId: ID, about: ABOUT, bytes: INTEGER, madeAt: TEXT })) }),
    showsPeople: false,
    run: async (tx, asking, { module, id }) => {
      const { name, table } = caseModuleFor(all, asking.session, module)
      const { rows } = await sql<SealedFile>`
        select f.id, f.note_id as "noteId", f.about, f.bytes, f.made_at as "madeAt" from sealed.file f
        where f.module = ${name} and f.note_id in (select n.id from ${table('note')} n where n.root_id = ${id}) order by f.made_at, f.id`.execute(
        tx,
      )
      return { files: rows }
    },
  })

/** One of them with what it holds, still sealed. That it was asked for is in the audit. */
export const sealedFile = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id: string }, { content: object }>({
    name: 'cases.sealedFile',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({ content: CONTENT }),
    showsPeople: false,
    run: async (tx, asking, { module, id }) => {
      const { name, table } = caseModuleFor(all, asking.session, module)
      const { rows } = await sql<{ content: object; noteId: string; caseId: string }>`
        select f.content, f.note_id as "noteId", f.case_id as "caseId" from sealed.file f
        where f.id = ${id} and f.module = ${name} and f.note_id in (select n.id from ${table('note')} n where n.id = f.note_id)`.execute(
        tx,
      )
      const [found] = rows
      if (found === undefined) throw new Refusal('not-found', 'there is no such file among those you may see')
      const ids = [found.caseId, found.noteId, id]
      await auditRead(tx, asking, {
        module: name,
        action: 'read',
        record: 'note',
        ids,
        people: [],
        reason: 'sealed file',
      })
      return { content: found.content }
    },
  })
