import { Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand, moveRecord } from '@nansen/store'
import { SIDES } from '../fields.ts'
import { tracing } from '../index.ts'
import { findCandidate, getRequestForUpdate, standing } from './requests.ts'
import { DAY, ID, NOTE, STATE } from './schemas.ts'

interface Answered {
  readonly requestId: string
  readonly side: (typeof SIDES)[number]
  readonly askedOn: string
  /** Whether they wish the other to learn of them. */
  readonly agrees: 'yes' | 'no'
  /** What they answered to what only the true relative knows. */
  readonly answers: string
}

/**
 * Writes down what one side of a proposed match said, asked apart from the other; what the same side said before is taken back. A side that
 * does not wish it ends the match: the request is open as if nobody had been found, and the person is not proposed for it again.
 * @throws Refusal `not-found`, `not-allowed`, `wrong-state` where nobody is proposed.
 */
export const recordAnswer = defineCommand<Answered, { state: string }>({
  name: 'tracing.recordAnswer',
  module: 'tracing',
  needs: { action: 'change', level: 'protected' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['requestId', 'side', 'askedOn', 'agrees', 'answers'],
    properties: {
      requestId: ID,
      side: { type: 'string', enum: [...SIDES] },
      askedOn: DAY,
      agrees: { type: 'string', enum: ['yes', 'no'] },
      answers: NOTE,
    },
  },
  output: STATE,
  async run(tx, asking, { requestId, side, askedOn, agrees, answers }) {
    const request = await getRequestForUpdate(tx, requestId)
    if (request.state !== 'proposed' || request.proposed_match === null)
      throw new Refusal('wrong-state', 'nobody is proposed')
    const now = asking.now()
    for (const { id, version } of await standing(tx, 'answer', requestId, side))
      await changeRecord(tx, asking, tracing, 'answer', id, version, { withdrawn_at: now })
    const said = { parent_id: requestId, side, asked_on: askedOn, agrees, answers }
    await createRecord(tx, asking, tracing, 'answer', said, { commands: true })
    if (agrees === 'yes') return { state: 'proposed' }
    const candidate = await findCandidate(tx, requestId, request.proposed_match)
    const none = { proposed_match: null, proposed_by: null }
    await moveRecord(tx, asking, tracing, requestId, 'leave', request.version, none, { commands: true })
    // as after any match that was dismissed: who did not wish it is not told from who was not the one
    if (candidate !== null)
      await changeRecord(tx, asking, tracing, 'match_candidate', candidate.id, candidate.version, {
        judgement: 'ruled-out',
      })
    return { state: 'open' }
  },
})
