import { Refusal } from '@nansen/kernel'
import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { FOCAL_POINT } from '../../index.ts'
import { applyStatus } from '../commands/changeStatus.ts'
import { ID, IDS, object, RELATIONSHIPS } from '../commands/schemas.ts'
import { type GroupId, groupOf, type PersonId, today } from '../household/households.ts'
import { createGroup } from '../household/newGroup.ts'
import type { Chosen } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { lastDay, TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Input extends Told {
  /** Who came back; where nobody is left in their group, the first leads it. */
  readonly people: readonly PersonId[]
  /** Into which group. Default: each into the one they left. */
  readonly groupId?: GroupId
  /** Into a group of their own, which the first leads: where the family that they left is elsewhere now. */
  readonly newGroup?: boolean
  /** What each is to its focal point now. Default: as before. */
  readonly relationships?: Chosen
  /** How it was made sure that they are who they say. */
  readonly verifiedBy: 'biometrics' | 'photo-and-papers' | 'known-to-family' | 'interview'
}

/** Who left is back and is counted again. Who was counted as gone for good comes back when a supervisor agrees. */
export const recordReturn = defineCommand<Input, { readonly returned: number }>({
  name: 'registration.recordReturn',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      people: IDS,
      groupId: ID,
      newGroup: { type: 'boolean' },
      relationships: RELATIONSHIPS,
      verifiedBy: { enum: ['biometrics', 'photo-and-papers', 'known-to-family', 'interview'] },
      ...TOLD,
    },
    ['groupId', 'newGroup', 'relationships', ...TOLD_OPTIONAL],
  ),
  output: object({ returned: { type: 'integer' } }),
  run: comeBack,
  preview: (tx, asking, input) =>
    whatFollows(tx, asking, { name: 'registration.return', ids: input.people, on: input.happenedOn }, () =>
      comeBack(tx, asking, input),
    ),
})

async function comeBack(tx: Tx, asking: Asking, input: Input): Promise<{ returned: number }> {
  const { people, relationships = {}, verifiedBy } = input
  const groupId = input.newGroup === true ? await ownGroup(tx, asking, people[0]!) : input.groupId
  for (const individualId of people) {
    if ((await groupOf(tx, individualId)) !== null)
      throw wrongState('counted-already', 'this person is counted already')
    const leads = input.newGroup === true && individualId === people[0]
    const relationship = leads ? FOCAL_POINT : relationships[individualId]
    await applyStatus(tx, asking, {
      individualId,
      status: 'active',
      reason: 'reactivated',
      effectiveOn: lastDay(input.happenedOn, today(asking)),
      ...(groupId === undefined ? {} : { groupId }),
      ...(relationship === undefined ? {} : { relationship }),
    })
  }
  await writeEvents(
    tx,
    asking,
    input,
    people.map(individual => ({ kind: 'return' as const, individual, verifiedBy })),
  )
  return { returned: people.length }
}

/** A new group at the office of who leads it, linked with none: the family that was left may be out of the officer's sight. */
async function ownGroup(tx: Tx, asking: Asking, leader: PersonId): Promise<GroupId> {
  const { rows } = await sql<{ officeId: string; level: string }>`select office_id as "officeId",
    registration_level as level from registration.individual where id = ${leader}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  const { id } = await createGroup(tx, asking, { ...rows[0], searched: true })
  return id
}
