import { invalid, Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand, moveRecord } from '@nansen/store'
import { tracing } from '../index.ts'
import { factsOf } from './matching/rank.ts'
import { findCandidate, getRequestForUpdate } from './requests.ts'
import { ID, STATE } from './schemas.ts'

interface Input {
  readonly requestId: string
  readonly individualId: string
}

/**
 * Proposes a registered person as the one sought. @throws Refusal `not-allowed` when the seeker did not agree that we search here, or the
 * person refused to be found; `invalid`
 * for the seeker's own self, or a person the proposer may not see; `wrong-state` while another match is proposed.
 */
export const proposeMatch = defineCommand<Input, { state: string }>({
  name: 'tracing.proposeMatch',
  module: 'tracing',
  needs: { action: 'change', level: 'personal' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['requestId', 'individualId'],
    properties: { requestId: ID, individualId: ID },
  },
  output: STATE,
  async run(tx, asking, { requestId, individualId }) {
    const request = await getRequestForUpdate(tx, requestId)
    if (!request.consents.includes('search-here'))
      throw new Refusal('not-allowed', 'the seeker did not agree that we search here')
    if (request.seeker === individualId)
      throw invalid([{ path: 'individualId', problem: 'tracing.problem.is-the-seeker' }])
    const today = asking.now().toISOString().slice(0, 10)
    if ((await factsOf(tx, [individualId], today)).get(individualId)?.agreed === false)
      throw new Refusal('not-allowed', 'the person did not agree to be found')
    const patch = { proposed_match: individualId, proposed_by: asking.session.staffId }
    await moveRecord(tx, asking, tracing, requestId, 'propose', request.version, patch, { commands: true })
    const known = await findCandidate(tx, requestId, individualId)
    const judgement = { judgement: 'proposed' }
    if (known === null) {
      const candidate = { parent_id: requestId, individual: individualId, ...judgement }
      await createRecord(tx, asking, tracing, 'match_candidate', candidate)
    } else await changeRecord(tx, asking, tracing, 'match_candidate', known.id, known.version, judgement)
    return { state: 'proposed' }
  },
})
