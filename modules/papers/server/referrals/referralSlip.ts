import { qrSvg, type RenderedDocument } from '@nansen/documents'
import { LANGUAGES, type Language, Refusal } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { cardsOf, documents, formatDate } from '@nansen/registration/server'
import { type Asking, ChangedMeanwhile, defineCommand, keepPaper, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { ID, object, TEXT } from '../schemas.ts'
import { referralTemplate } from '../setting/templates.ts'
import { wordsOf } from '../setting/words.ts'

interface Input {
  /** The module of the case. */
  readonly module: string
  readonly id: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}

/** Prints the slip that a person takes along to who was asked to help. It says for whom, to whom and what; neither why nor what is confidential. */
export const referralSlip = defineCommand<Input, { file: string; sha256: string }, Made | undefined>({
  name: 'cases.printReferral',
  module: 'cases',
  needs: null,
  input: object({ module: { type: 'string', maxLength: 60 }, id: ID, language: { enum: LANGUAGES } }),
  output: object({ file: TEXT, sha256: TEXT }),
  async outside(tx, _asking, input) {
    const { data } = await slipOf(tx, input)
    const files = { '/qr.svg': new TextEncoder().encode(qrSvg(data.number)) }
    return async () => ({ ...(await documents.render(referralTemplate, data, files)), of: JSON.stringify(data) })
  },
  async run(tx, asking: Asking, input, made) {
    const { data, record, caseId } = await slipOf(tx, input)
    if (made === undefined || made.of !== JSON.stringify(data)) throw new ChangedMeanwhile()
    const printed = { ...made, name: 'referral', language: data.language }
    const { file } = await keepPaper(tx, asking, { name: input.module } as Module, record, caseId, printed)
    return { file, sha256: made.sha256 }
  },
})

interface Found {
  readonly caseId: string
  readonly record: string
  readonly individual: string
  readonly open: boolean
  readonly service: string
  readonly priority: 'urgent' | 'soon' | 'usual'
  readonly reference: string
  readonly sent_on: string
  readonly due_on: string | null
  readonly to_name: string
  readonly needs: readonly Readonly<Record<string, string>>[]
  readonly office: string
  readonly organisation: string
}

async function slipOf(tx: Tx, { module, id, language }: Input) {
  const { rows } = await sql<{ found: Found }>`select cases.referral_slip(${module}, ${id}) as found`.execute(tx)
  const { found } = rows[0]!
  const card = (await cardsOf(tx, [found.individual])).get(found.individual)
  if (card === undefined) throw new Refusal('not-found', 'there is no such referral of somebody you may see')
  if (!found.open) throw new Refusal('wrong-state', 'this referral is over or was taken back')
  const words = wordsOf('referral', language, {})
  const day = (on: string) => formatDate(on, language === 'en' ? 'en-GB' : language)
  const data = {
    language,
    direction: language === 'ar' ? ('rtl' as const) : ('ltr' as const),
    words,
    office: `${found.organisation} · ${found.office}`,
    to: found.to_name,
    service: found.service,
    priority: words[found.priority]!,
    sent: day(found.sent_on),
    due: found.due_on === null ? null : day(found.due_on),
    name: card.display_name,
    native: card.display_name_native,
    script: /\p{Script=Arabic}/u.test(card.display_name_native ?? '') ? 'Arab' : 'Latn',
    number: card.number,
    needs: found.needs.map(label => label[language] ?? label.en ?? ''),
    reference: found.reference,
  }
  return { data, record: found.record, caseId: found.caseId }
}
