import { date, type Fields } from '@nansen/model'
import type { Values } from '@nansen/ui'
import { tracing } from '../index.ts'

/** One thing that is done with the two sides: what is asked for it, and the command that does it. */
export interface Act {
  readonly name: 'propose' | 'ask-seeker' | 'ask-found' | 'confirm' | 'dismiss' | 'plan' | 'hand-over' | 'visit'
  readonly record: string
  readonly fields: Fields
  readonly command: string
  readonly input: (values: Values) => Readonly<Record<string, unknown>>
}

const { request, match_candidate: candidate, answer, reunification, visit } = tracing.records
const needed = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, optional: false }]))

type Made = Omit<Act, 'name'>

const asking = (id: string, side: 'seeker' | 'found'): Made => {
  const { asked_on, agrees, answers } = answer.fields
  return {
    record: 'answer',
    fields: { asked_on, agrees, answers },
    command: 'tracing.recordAnswer',
    input: said => ({ requestId: id, side, askedOn: said.asked_on, agrees: said.agrees, answers: said.answers }),
  }
}

const ACTS: Readonly<Record<Act['name'], (id: string, on: string) => Made>> = {
  propose: requestId => ({
    record: 'request',
    fields: needed({ proposed_match: request.fields.proposed_match }),
    command: 'tracing.proposeMatch',
    input: said => ({ requestId, individualId: said.proposed_match }),
  }),
  'ask-seeker': id => asking(id, 'seeker'),
  'ask-found': id => asking(id, 'found'),
  confirm: requestId => ({
    record: 'request',
    fields: needed({ verification: request.fields.verification }),
    command: 'tracing.confirmMatch',
    input: said => ({ requestId, verification: said.verification }),
  }),
  dismiss: requestId => ({
    record: 'match_candidate',
    fields: needed({ ruled_out_because: candidate.fields.ruled_out_because }),
    command: 'tracing.dismissMatch',
    input: said => ({ requestId, because: said.ruled_out_because }),
  }),
  plan: requestId => {
    const { planned_on, place, escorted_by, agreed_by } = reunification.fields
    return {
      record: 'reunification',
      fields: { planned_on, place, escorted_by, agreed_by },
      command: 'tracing.planReunion',
      input: said => ({
        requestId,
        plannedOn: said.planned_on,
        place: said.place,
        agreedBy: said.agreed_by,
        ...given({ escortedBy: said.escorted_by }),
      }),
    }
  },
  'hand-over': requestId => {
    const { handed_over_on, handed_over_by, received_by } = reunification.fields
    return {
      record: 'reunification',
      fields: needed({ handed_over_on, handed_over_by, received_by, visit_on: date() }),
      command: 'tracing.handOver',
      input: said => ({
        requestId,
        handedOverOn: said.handed_over_on,
        handedOverBy: said.handed_over_by,
        receivedBy: said.received_by,
        visitOn: said.visit_on,
      }),
    }
  },
  visit: (_, visitId) => {
    const { done_on, found, remarks } = visit.fields
    return {
      record: 'visit',
      fields: { ...needed({ done_on, found }), remarks, again_on: date({ optional: true }) },
      command: 'tracing.recordVisit',
      input: said => ({
        visitId,
        doneOn: said.done_on,
        found: said.found,
        ...given({ remarks: said.remarks, againOn: said.again_on }),
      }),
    }
  },
}

/** What was answered, without what was left empty. */
const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null && value !== ''))

/** The act on a request; on one of its visits where it is of a visit. */
export const actOn = (name: Act['name'], id: string, on?: { readonly id: string }): Act => ({
  name,
  ...ACTS[name](id, on?.id ?? id),
})
