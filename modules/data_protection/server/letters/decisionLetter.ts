import { letterTemplate, openDocuments, type RenderedDocument } from '@nansen/documents'
import type { Language } from '@nansen/kernel'
import { Refusal } from '@nansen/kernel'
import { type Asking, ChangedMeanwhile, defineCommand, keepPaper, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { dataProtection } from '../../index.ts'
import { requestOf } from '../requests.ts'
import { ID, LANGUAGE, object, PRINTED } from '../schemas.ts'
import { sayer } from './labels.ts'
import { addressee, dayOn, fact, letterTo } from './letter.ts'

interface Input {
  readonly requestId: string
  readonly language: Language
}
interface Made extends RenderedDocument {
  readonly of: string
}
interface Erasure {
  readonly what: string
  readonly erased_on: string
  readonly backups_until: string
}

export const documents = openDocuments()

/** The answer to a request: what was decided and why, in the person's language, and where to complain. */
export const decisionLetter = defineCommand<Input, { file: string; sha256: string }, Made>({
  name: 'data_protection.decision',
  module: 'data_protection',
  needs: { action: 'print', level: 'personal' },
  input: object({ requestId: ID, language: LANGUAGE }),
  output: PRINTED,
  async outside(tx, asking, input) {
    const letter = await letterOf(tx, asking, input)
    return async () => ({ ...(await documents.render(letterTemplate, letter)), of: JSON.stringify(letter) })
  },
  async run(tx, asking, input, made) {
    if (JSON.stringify(await letterOf(tx, asking, input)) !== made.of) throw new ChangedMeanwhile()
    const printed = { ...made, name: 'decision', language: input.language }
    const { file } = await keepPaper(tx, asking, dataProtection, 'request', input.requestId, printed)
    return { file, sha256: made.sha256 }
  },
})

async function letterOf(tx: Tx, asking: Asking, { requestId, language }: Input) {
  const request = await requestOf(tx, asking, requestId)
  const { decision, decided_on: on, decided_because: because } = request
  if (decision === null || on === null || because === null)
    throw new Refusal('wrong-state', 'this request is not decided yet')
  const to = await addressee(tx, request.individual)
  const { rows } = await sql<Erasure>`select what, erased_at::date::text as erased_on, backups_until::text
    from data_protection.erasure where request = ${requestId}`.execute(tx)
  const say = sayer(language)
  const [erasure] = rows
  const erased =
    erasure === undefined
      ? []
      : [
          say(`letter.erased.${erasure.what}`, { day: dayOn(language, erasure.erased_on) }),
          say('letter.remains', { day: dayOn(language, erasure.backups_until) }),
        ]
  const waits = request.kind === 'erasure' && decision !== 'refused' && erasure === undefined
  return letterTo(to, 'decision', language, requestId, {
    paragraphs: [
      say('letter.decision.asked', {
        kind: say(`letter.kind.${request.kind}`),
        day: dayOn(language, request.received_on),
      }),
      say(`letter.decision.${decision}`),
      ...(waits ? [say('letter.decision.waits')] : []),
      ...erased,
    ],
    rows: [
      fact(say('field.request.decided_on'), dayOn(language, on)),
      fact(say('field.request.decided_because'), because, true),
    ],
    sections: [],
    closing: [say('letter.complain')],
  })
}
