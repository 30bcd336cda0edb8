import { LANGUAGES } from '@nansen/kernel'
import { defineModule, RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { alsoSought, answer, matchCandidate, notice, otherName, request, reunification, visit } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export type { MatchCandidate, TracingRequest } from './fields.ts'
export { lifecycle, type TracingState } from './lifecycle.ts'

/** What no paper says: the seeker takes it home, and is told by an officer who may have been found, when both wish it. */
const UNTOLD: readonly string[] = [
  'state',
  'proposed_match',
  'proposed_by',
  'confirmed_by',
  'match_candidate',
  'answer',
  'reunification',
  'visit',
  'notice',
]

/** Tracing: finding relatives from whom a registered person was separated, and bringing them together. */
export const tracing = defineModule({
  name: 'tracing',
  records: {
    request,
    other_name: otherName,
    also_sought: alsoSought,
    match_candidate: matchCandidate,
    notice,
    answer,
    reunification,
    visit,
  },
  lifecycle: { record: 'request', table: lifecycle },
  access,
  documents: {
    request: {
      template: RECORD_TEMPLATE,
      record: 'request',
      languages: LANGUAGES,
      leavesOut: UNTOLD,
    },
  },
  measures: { requests: { record: 'request', by: ['state', 'relation', 'separated_because', 'outcome'] } },
  menu: { icon: 'users-group', order: 60 },
})
export { tracing as definition }
