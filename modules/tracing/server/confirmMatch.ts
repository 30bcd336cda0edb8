import { Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, defineCommand, moveRecord, type Tx } from '@nansen/store'
import { tracing } from '../index.ts'
import { type FoundRequest, findCandidate, getRequestForUpdate } from './requests.ts'
import { ID, NOTE, STATE } from './schemas.ts'

interface Confirmation {
  readonly requestId: string
  /** What both sides were asked, and answered alike. */
  readonly verification: string
}

interface Dismissal {
  readonly requestId: string
  readonly because: string
}

/**
 * A second officer, having asked both sides, agrees that the proposed person is the one sought.
 * @throws Refusal `wrong-state`, `not-found`, `not-allowed` also for the officer who proposed it.
 */
export const confirmMatch = defineCommand<Confirmation, { state: string }>({
  name: 'tracing.confirmMatch',
  module: 'tracing',
  needs: { action: 'approve', level: 'personal' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['requestId', 'verification'],
    properties: { requestId: ID, verification: NOTE },
  },
  output: STATE,
  async run(tx, asking, { requestId, verification }) {
    const request = await getRequestForUpdate(tx, requestId)
    const patch = { verification, confirmed_by: asking.session.staffId }
    await moveRecord(tx, asking, tracing, requestId, 'confirm', request.version, patch, { commands: true })
    await judge(tx, asking, request, { judgement: 'confirmed' })
    return { state: 'confirmed' }
  },
})

/** A second officer rules the proposed person out, and says why. The request is open again, and remembers. */
export const dismissMatch = defineCommand<Dismissal, { state: string }>({
  name: 'tracing.dismissMatch',
  module: 'tracing',
  needs: { action: 'approve', level: 'personal' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['requestId', 'because'],
    properties: { requestId: ID, because: NOTE },
  },
  output: STATE,
  async run(tx, asking, { requestId, because }) {
    const request = await getRequestForUpdate(tx, requestId)
    const none = { proposed_match: null, proposed_by: null }
    await moveRecord(tx, asking, tracing, requestId, 'dismiss', request.version, none, { commands: true })
    await judge(tx, asking, request, { judgement: 'ruled-out', ruled_out_because: because })
    return { state: 'open' }
  },
})

async function judge(
  tx: Tx,
  asking: Asking,
  { id, proposed_match }: FoundRequest,
  judgement: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (proposed_match === null) throw new Refusal('wrong-state', 'nobody is proposed')
  const candidate = await findCandidate(tx, id, proposed_match)
  if (candidate !== null)
    await changeRecord(tx, asking, tracing, 'match_candidate', candidate.id, candidate.version, judgement)
}
