import { newId } from '@nansen/kernel'
import { type Command, createRecord, defineCommand } from '@nansen/store'
import { PRESENCES } from '../fields.ts'
import { partnerServices } from '../index.ts'
import { DAY, ID, INTEGER, list, object, TEXT } from './schemas.ts'

interface Held {
  readonly programmeId: string
  readonly heldOn: string
  readonly topic: string
  readonly hours: number
  readonly came: readonly { readonly enrolmentId: string; readonly presence: (typeof PRESENCES)[number] }[]
}

/** Most people of one meeting. */
const MOST = 500

/** One meeting of a programme, and who came: the list that a teacher reads out, in one act. */
export const holdSession: Command = defineCommand<Held, { readonly sessionId: string }>({
  name: 'partner_services.holdSession',
  module: 'partner_services',
  needs: { action: 'create', level: 'personal' },
  input: object({
    programmeId: ID,
    heldOn: DAY,
    topic: { ...TEXT, minLength: 1, maxLength: 200 },
    hours: { ...INTEGER, minimum: 1, maximum: 24 },
    came: { ...list(object({ enrolmentId: ID, presence: { enum: PRESENCES } })), maxItems: MOST },
  }),
  output: object({ sessionId: ID }),
  async run(tx, asking, { programmeId, heldOn, topic, hours, came }) {
    const sessionId = newId(asking.now().getTime())
    const values = { parent_id: programmeId, held_on: heldOn, topic, hours }
    await createRecord(tx, asking, partnerServices, 'session', values, { id: sessionId })
    for (const { enrolmentId, presence } of came)
      await createRecord(tx, asking, partnerServices, 'attendance', {
        parent_id: enrolmentId,
        session: sessionId,
        presence,
      })
    return { sessionId }
  },
})
