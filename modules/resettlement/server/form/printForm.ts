import { readFileSync } from 'node:fs'
import { openDocuments, type RenderedDocument, type Template } from '@nansen/documents'
import { LANGUAGES, type Language, Refusal } from '@nansen/kernel'
import {
  type Asking,
  ChangedMeanwhile,
  type Command,
  createRecord,
  defineCommand,
  keepPaper,
  type Tx,
} from '@nansen/store'
import { resettlement } from '../../index.ts'
import { type Dossier, dossierOf } from '../dossier.ts'
import { faceOf } from '../faces.ts'
import { ID, object, TEXT } from '../schemas.ts'
import { FORM_EDITION, type FormData, formData } from './formData.ts'
import { namingIn } from './words.ts'

interface Input {
  readonly fileId: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}

const template: Template = {
  name: 'resettlement-form',
  version: FORM_EDITION,
  source: readFileSync(new URL('./form.typ', import.meta.url), 'utf8'),
}
const documents = openDocuments()

const printing = (name: string, draft: boolean): Command =>
  defineCommand<Input, { file: string; sha256: string }, Made>({
    name: `resettlement.${name}`,
    module: 'resettlement',
    needs: { action: 'print', level: 'protected' },
    input: object({ fileId: ID, language: { enum: LANGUAGES } }),
    output: object({ file: TEXT, sha256: TEXT }),
    async outside(tx, asking, input) {
      const { dossier, data } = await formOf(tx, asking, input, draft)
      const files = await facesOf(tx, asking, dossier)
      return async () => ({ ...(await documents.render(template, data, files)), of: JSON.stringify(data) })
    },
    async run(tx, asking, { fileId, language }, made) {
      const { dossier, data } = await formOf(tx, asking, { fileId, language }, draft)
      if (JSON.stringify(data) !== made.of) throw new ChangedMeanwhile()
      if (!draft && dossier.file.state !== 'reviewed') throw new Refusal('wrong-state', 'a form is locked after review')
      const { file } = await keepPaper(tx, asking, resettlement, 'file', fileId, { ...made, name: 'form', language })
      if (!draft) {
        const values = {
          parent_id: fileId,
          language,
          paper: file,
          sha256: made.sha256,
          edition: 0,
          persons: 0,
          status: 'locked',
          locked_on: dayOf(asking),
        }
        await createRecord(tx, asking, resettlement, 'locked_form', values, { commands: true })
      }
      return { file, sha256: made.sha256 }
    },
  })

const dayOf = (asking: Asking) => asking.now().toISOString().slice(0, 10)

async function formOf(
  tx: Tx,
  asking: Asking,
  { fileId, language }: Input,
  draft: boolean,
): Promise<{ dossier: Dossier; data: FormData }> {
  const dossier = await dossierOf(tx, asking, fileId)
  return { dossier, data: formData(dossier, language, draft, await namingIn(tx, language), dayOf(asking)) }
}

async function facesOf(tx: Tx, asking: Asking, { members }: Dossier): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {}
  for (const [at, { picture }] of members.entries())
    if (picture !== null) files[`/photo-${at + 1}`] = await faceOf(tx, asking, picture)
  return files
}

/** A draft, with a watermark on every page: may be printed at any time. */
export const form = printing('form', true)
/** The form as it goes to a state: after review, with its checksum; whoever joins or leaves the case outdates it. */
export const lockForm = printing('lockForm', false)
