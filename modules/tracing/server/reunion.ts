import { Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand, getRecord, moveRecord } from '@nansen/store'
import { AGREED, FOUND } from '../fields.ts'
import { tracing } from '../index.ts'
import { getRequestForUpdate, standing } from './requests.ts'
import { DAY, ID, NOTE, STATE, TEXT } from './schemas.ts'

interface Plan {
  readonly requestId: string
  readonly plannedOn: string
  readonly place: string
  readonly escortedBy?: string
  readonly agreedBy: readonly string[]
}

/** Plans how two who both wish it are brought together; the plan before is taken back. @throws Refusal `not-found`, `not-allowed`, `invalid`. */
export const planReunion = defineCommand<Plan, { state: string }>({
  name: 'tracing.planReunion',
  module: 'tracing',
  needs: { action: 'change', level: 'personal' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['requestId', 'plannedOn', 'place', 'agreedBy'],
    properties: {
      requestId: ID,
      plannedOn: DAY,
      place: TEXT,
      escortedBy: TEXT,
      agreedBy: { type: 'array', minItems: 1, items: { type: 'string', enum: [...AGREED] } },
    },
  },
  output: STATE,
  async run(tx, asking, { requestId, plannedOn, place, escortedBy, agreedBy }) {
    const { state } = await getRequestForUpdate(tx, requestId)
    if (state !== 'confirmed') throw new Refusal('wrong-state', 'both sides are asked first')
    for (const { id, version } of await standing(tx, 'reunification', requestId))
      await changeRecord(tx, asking, tracing, 'reunification', id, version, { withdrawn_at: asking.now() })
    const plan = { planned_on: plannedOn, place, escorted_by: escortedBy ?? null, agreed_by: agreedBy }
    await createRecord(tx, asking, tracing, 'reunification', { parent_id: requestId, ...plan }, { commands: true })
    return { state }
  },
})

interface HandedOver {
  readonly requestId: string
  readonly handedOverOn: string
  readonly handedOverBy: string
  readonly receivedBy: string
  /** When they are visited for the first time. */
  readonly visitOn: string
}

/**
 * The two are together: who handed over, who received, and when they are visited first.
 * @throws Refusal `not-found`, `not-allowed`, `wrong-state` without a plan, `invalid` for a child of whom nothing is settled.
 */
export const handOver = defineCommand<HandedOver, { state: string }>({
  name: 'tracing.handOver',
  module: 'tracing',
  needs: { action: 'change', level: 'personal' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['requestId', 'handedOverOn', 'handedOverBy', 'receivedBy', 'visitOn'],
    properties: { requestId: ID, handedOverOn: DAY, handedOverBy: TEXT, receivedBy: TEXT, visitOn: DAY },
  },
  output: STATE,
  async run(tx, asking, { requestId, handedOverOn, handedOverBy, receivedBy, visitOn }) {
    const request = await getRequestForUpdate(tx, requestId)
    const [plan] = await standing(tx, 'reunification', requestId)
    if (request.state !== 'confirmed' || plan === undefined) throw new Refusal('wrong-state', 'there is no plan')
    const done = { handed_over_on: handedOverOn, handed_over_by: handedOverBy, received_by: receivedBy }
    await changeRecord(tx, asking, tracing, 'reunification', plan.id, plan.version, done, { commands: true })
    await moveRecord(tx, asking, tracing, requestId, 'reunite', request.version, {}, { commands: true })
    await createRecord(tx, asking, tracing, 'visit', { parent_id: requestId, due_on: visitOn }, { commands: true })
    return { state: 'reunited' }
  },
})

interface Visited {
  readonly visitId: string
  readonly doneOn: string
  readonly found: string
  readonly remarks?: string
  /** When they are visited again; without it this was the last visit. */
  readonly againOn?: string
}

/** What a visit found, and when the next is due. @throws Refusal `not-found`, `not-allowed`, `wrong-state` for a visit that was made. */
export const recordVisit = defineCommand<Visited, { again: boolean }>({
  name: 'tracing.recordVisit',
  module: 'tracing',
  needs: { action: 'change', level: 'protected' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['visitId', 'doneOn', 'found'],
    properties: {
      visitId: ID,
      doneOn: DAY,
      found: { type: 'string', enum: [...FOUND] },
      remarks: NOTE,
      againOn: DAY,
    },
  },
  output: {
    type: 'object',
    additionalProperties: false,
    required: ['again'],
    properties: { again: { type: 'boolean' } },
  },
  async run(tx, asking, { visitId, doneOn, found, remarks, againOn }) {
    const visit = await getRecord(tx, asking, tracing, 'visit', visitId)
    if (visit.done_on !== null) throw new Refusal('wrong-state', 'this visit was made')
    const outcome = { done_on: doneOn, found, ...(remarks === undefined ? {} : { remarks }) }
    await changeRecord(tx, asking, tracing, 'visit', visitId, visit.version, outcome, { commands: true })
    if (againOn === undefined) return { again: false }
    const next = { parent_id: visit.parent_id, due_on: againOn }
    await createRecord(tx, asking, tracing, 'visit', next, { commands: true })
    return { again: true }
  },
})
