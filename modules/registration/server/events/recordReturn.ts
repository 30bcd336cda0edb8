import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { applyStatus } from '../commands/changeStatus.ts'
import { ID, IDS, object, RELATIONSHIPS } from '../commands/schemas.ts'
import { type GroupId, groupOf, type PersonId, today } from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { lastDay, TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Input extends Told {
  /** Who came back; where nobody is left in their group, the first leads it. */
  readonly people: readonly PersonId[]
  /** Into which group. Default: each into the one they left. */
  readonly groupId?: GroupId
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
      relationships: RELATIONSHIPS,
      verifiedBy: { enum: ['biometrics', 'photo-and-papers', 'known-to-family', 'interview'] },
      ...TOLD,
    },
    ['groupId', 'relationships', ...TOLD_OPTIONAL],
  ),
  output: object({ returned: { type: 'integer' } }),
  run: comeBack,
  preview: (tx, asking, input) =>
    whatFollows(tx, asking, { name: 'registration.return', ids: input.people, on: input.happenedOn }, () =>
      comeBack(tx, asking, input),
    ),
})

async function comeBack(tx: Tx, asking: Asking, input: Input): Promise<{ returned: number }> {
  const { people, groupId, relationships = {}, verifiedBy } = input
  for (const individualId of people) {
    if ((await groupOf(tx, individualId)) !== null)
      throw wrongState('counted-already', 'this person is counted already')
    const relationship = relationships[individualId]
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
