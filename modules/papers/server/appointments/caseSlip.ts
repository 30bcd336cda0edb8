import { qrSvg, type RenderedDocument } from '@nansen/documents'
import { type Language, Refusal } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { cardsOf, documents } from '@nansen/registration/server'
import { type Asking, ChangedMeanwhile, defineCommand, keepPaper, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { ID, OWN_OR_LANGUAGE, object, TEXT } from '../schemas.ts'
import { slipTemplate } from '../setting/templates.ts'
import { slipData } from './slip.ts'

interface Input {
  /** The module of the case. */
  readonly module: string
  readonly id: string
  readonly language: Language | 'own'
}
interface Made extends RenderedDocument {
  readonly of: string
}

/** Prints the slip of a case's appointment, for who prints papers of the case. It says when, where and what to bring, and nothing of why. */
export const caseSlip = defineCommand<Input, { file: string; sha256: string }, Made | undefined>({
  // Of the case, whoever's work it is: nobody without a right to papers may tell from its answers that it is there.
  name: 'cases.printSlip',
  module: 'cases',
  needs: null,
  input: object({ module: { type: 'string', maxLength: 60 }, id: ID, language: OWN_OR_LANGUAGE }),
  output: object({ file: TEXT, sha256: TEXT }),
  async outside(tx, _asking, input) {
    const { data } = await slipOf(tx, input)
    const files = { '/qr.svg': new TextEncoder().encode(qrSvg(data.number)) }
    return async () => ({ ...(await documents.render(slipTemplate, data, files)), of: JSON.stringify(data) })
  },
  async run(tx, asking: Asking, input, made) {
    const { data, record, caseId } = await slipOf(tx, input)
    if (made === undefined || made.of !== JSON.stringify(data)) throw new ChangedMeanwhile()
    const printed = { ...made, name: 'slip', language: data.language }
    const { file } = await keepPaper(tx, asking, { name: input.module } as Module, record, caseId, printed)
    return { file, sha256: made.sha256 }
  },
})

interface Found {
  readonly caseId: string
  readonly record: string
  readonly individual: string | null
  readonly status: string
  readonly said: string | null
  readonly place: string | null
  readonly on_day: string
  readonly at_time: string
  readonly office: string
  readonly country: string
  readonly languages: readonly string[] | null
}

async function slipOf(tx: Tx, { module, id, language }: Input) {
  const { rows } = await sql<{ found: Found }>`select cases.slip_of(${module}, ${id}) as found`.execute(tx)
  const { found } = rows[0]!
  const card = found.individual === null ? undefined : (await cardsOf(tx, [found.individual])).get(found.individual)
  if (card === undefined) throw new Refusal('not-found', 'there is no such appointment with somebody you may see')
  if (found.status !== 'planned') throw new Refusal('wrong-state', 'this appointment is over')
  const data = slipData({ ...found, place: found.place ?? found.office }, card, language, null)
  return { data, record: found.record, caseId: found.caseId }
}
