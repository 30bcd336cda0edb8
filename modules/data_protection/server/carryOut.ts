import { Refusal } from '@nansen/kernel'
import { server as registration } from '@nansen/registration/server'
import { type Command, defineCommand } from '@nansen/store'
import { sql } from 'kysely'
import { requestOf } from './requests.ts'
import { ID, object, TEXT } from './schemas.ts'

/** Registration's own command: what it asks and refuses is what every correction is asked and refused. */
const requestCorrection = registration.commands.find(
  ({ name }) => name === 'registration.requestCorrection',
) as Command<Readonly<Record<string, unknown>>, { id: string }>
const { properties, required } = requestCorrection.input as {
  readonly properties: Readonly<Record<string, object>>
  readonly required: readonly string[]
}

/**
 * Carries out a correction that was granted: it is asked for as any correction, and when a second person agrees the request is answered.
 * @throws Refusal `wrong-state` for a request that is no granted correction; what asking for a correction refuses.
 */
export const carryOut = defineCommand<
  Readonly<Record<string, unknown>> & { readonly requestId: string },
  { id: string }
>({
  name: 'data_protection.carryOut',
  module: 'data_protection',
  needs: { action: 'change', level: 'personal' },
  input: object(
    { ...properties, requestId: ID } as never,
    Object.keys(properties).filter(name => !required.includes(name)),
  ),
  output: object({ id: TEXT }),
  async run(tx, asking, { requestId, ...correction }) {
    const request = await requestOf(tx, asking, requestId)
    if (request.kind !== 'correction' || request.state !== 'decided' || request.decision === 'refused')
      throw new Refusal('wrong-state', 'only a correction that was granted is carried out')
    if (correction.individualId !== request.individual)
      throw new Refusal('wrong-state', 'the request is about somebody else')
    const { id } = await requestCorrection.run(tx, asking, correction, undefined as never)
    await sql`insert into data_protection.carried_out (correction, request) values (${id}::uuid, ${requestId}::uuid)`.execute(
      tx,
    )
    return { id }
  },
  preview: async (tx, asking, { requestId: _, ...correction }) =>
    (await requestCorrection.preview?.(tx, asking, correction)) ?? [],
})
