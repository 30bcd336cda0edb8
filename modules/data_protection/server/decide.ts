import { invalid, Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand, moveRecord, refusalOf } from '@nansen/store'
import { sql } from 'kysely'
import { dataProtection } from '../index.ts'
import { requestOf, today } from './requests.ts'
import { ID, object, REASON, TEXT } from './schemas.ts'

const STATE = object({ state: TEXT })

interface Decision {
  readonly requestId: string
  readonly decision: 'granted' | 'granted-in-part' | 'refused'
  readonly because: string
}

/** The officer decides, with the reason the person will read. A restriction that is granted begins at once. @throws Refusal `wrong-state`. */
export const decide = defineCommand<Decision, { state: string }>({
  name: 'data_protection.decide',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({ requestId: ID, decision: { enum: ['granted', 'granted-in-part', 'refused'] }, because: REASON }),
  output: STATE,
  async run(tx, asking, { requestId, decision, because }) {
    const request = await requestOf(tx, asking, requestId)
    const patch = {
      decision,
      decided_because: because,
      decided_by: asking.session.staffId,
      decided_on: today(asking),
    }
    await moveRecord(tx, asking, dataProtection, requestId, 'decide', request.version, patch, { commands: true })
    if (request.kind === 'restriction' && decision !== 'refused') {
      const limit = { individual: request.individual, request: requestId, uses: request.uses, from_on: today(asking) }
      const at = { ...limit, office_id: request.office_id }
      await createRecord(tx, asking, dataProtection, 'limitation', at, { commands: true })
    }
    return { state: 'decided' }
  },
})

interface Answer {
  readonly requestId: string
  readonly agree: boolean
}

/** A second person agrees to an erasure, or sends it back. @throws Refusal `not-allowed` also for whoever decided. */
export const agree = defineCommand<Answer, { state: string }>({
  name: 'data_protection.agree',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({ requestId: ID, agree: { type: 'boolean' } }),
  output: STATE,
  async run(tx, asking, { requestId, agree: agreed }) {
    const { version } = await requestOf(tx, asking, requestId)
    const move = agreed ? 'agree' : 'disagree'
    const patch = agreed ? { approved_by: asking.session.staffId } : {}
    await moveRecord(tx, asking, dataProtection, requestId, move, version, patch, { commands: true })
    return { state: agreed ? 'approved' : 'in-work' }
  },
})

interface Extension {
  readonly requestId: string
  readonly because: string
}

/** Puts the day of the answer off, once, for a reason that the person is told. @throws Refusal `wrong-state` when it was put off before. */
export const extend = defineCommand<Extension, { dueOn: string }>({
  name: 'data_protection.extend',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({ requestId: ID, because: REASON }),
  output: object({ dueOn: TEXT }),
  async run(tx, asking, { requestId, because }) {
    const request = await requestOf(tx, asking, requestId)
    if (request.extended_on !== null || !['received', 'in-work'].includes(request.state))
      throw new Refusal('wrong-state', 'a request is put off once, before it is decided')
    const patch = { extended_on: today(asking), extended_because: because }
    await changeRecord(tx, asking, dataProtection, 'request', requestId, request.version, patch, { commands: true })
    return { dueOn: (await requestOf(tx, asking, requestId)).due_on }
  },
})

/** Ends a limitation. @throws Refusal `wrong-state` when it ended before. */
export const lift = defineCommand<{ limitationId: string; because: string }, object>({
  name: 'data_protection.lift',
  module: 'data_protection',
  needs: { action: 'approve', level: 'personal' },
  input: object({ limitationId: ID, because: REASON }),
  output: object({}),
  async run(tx, asking, { limitationId, because }) {
    const { rows } = await sql<{ version: number; lifted_on: string | null }>`select version, lifted_on
      from data_protection.limitation where id = ${limitationId}`.execute(tx)
    const [found] = rows
    if (found === undefined) throw new Refusal('not-found', 'there is no such limitation among those you may see')
    if (found.lifted_on !== null) throw new Refusal('wrong-state', 'this limitation has ended')
    const patch = { lifted_on: today(asking), lifted_because: because }
    const place = [tx, asking, dataProtection, 'limitation', limitationId] as const
    await changeRecord(...place, found.version, patch, { commands: true })
    return {}
  },
})

interface Erased {
  readonly counts: Readonly<Record<string, number>>
  readonly backupsUntil: string
}

/** Carries out what two people approved. There is no way back. @throws Refusal `invalid` while the person is still registered. */
export const erase = defineCommand<{ requestId: string }, Erased>({
  name: 'data_protection.erase',
  module: 'data_protection',
  needs: { action: 'approve', level: 'protected' },
  stepUp: true,
  input: object({ requestId: ID }),
  output: object({ counts: { type: 'object' }, backupsUntil: TEXT }),
  async run(tx, asking, { requestId }) {
    const request = await requestOf(tx, asking, requestId)
    if (request.kind !== 'erasure') throw invalid([{ path: 'requestId', problem: 'problem.value' }])
    const { rows } = await sql<{ done: Erased }>`select data_protection.erase(${requestId}) as done`
      .execute(tx)
      .catch(error => {
        throw refusalOf(error)
      })
    return rows[0]!.done
  },
})
