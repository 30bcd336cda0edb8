import { invalid } from '@nansen/kernel'
import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { FOCAL_POINT } from '../../index.ts'
import { depart } from '../household/departure.ts'
import {
  type GroupId,
  join,
  lockGroupsOf,
  nextSequence,
  type PersonId,
  settle,
  today,
} from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { consequence, unlikely } from './consequences.ts'
import { CODE, ID, object, RELATIONSHIPS } from './schemas.ts'

export interface MoveTo {
  readonly individualId: PersonId
  readonly toGroupId: GroupId
  readonly relationship: string
  /** Who leads the group that is left, when its focal point goes. */
  readonly successor?: PersonId
  readonly relationships?: Chosen
}

/** Moves a person to another group of the same office. */
export const moveMember = defineCommand<MoveTo, { groupId: GroupId }>({
  name: 'registration.moveMember',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object({ individualId: ID, toGroupId: ID, relationship: CODE, successor: ID, relationships: RELATIONSHIPS }, [
    'successor',
    'relationships',
  ]),
  output: object({ groupId: ID }),
  run: async (tx, asking, input) => {
    await moveTo(tx, asking, input)
    return { groupId: input.toGroupId }
  },
  async preview(tx, asking, input) {
    const { members } = await lockGroupsOf(tx, [input.individualId], [input.toGroupId])
    const moving = members.find(member => member.individual === input.individualId)!
    const staying = members.filter(member => member.groupId === moving.groupId && member !== moving)
    const there = members.filter(member => member.groupId === input.toGroupId)
    return [
      ...(moving.focalPoint && staying.length > 0 ? [consequence('focal-point-moves', 'warning')] : []),
      ...(staying.length === 0 ? [consequence('group-is-empty', 'warning')] : []),
      ...unlikely([...there, { ...moving, relationship: input.relationship }], today(asking)),
    ]
  },
})

/** @throws Refusal `wrong-state`, `invalid`. */
export async function moveTo(tx: Tx, asking: Asking, input: MoveTo): Promise<void> {
  const { individualId, toGroupId, relationship, successor, relationships } = input
  const { groups, members } = await lockGroupsOf(tx, [individualId], [toGroupId])
  const moving = members.find(member => member.individual === individualId)!
  if (moving.groupId === toGroupId) throw wrongState('in-that-group', 'this person is already in that group')
  if (new Set([...groups.values()].map(group => group.officeId)).size > 1)
    throw wrongState('two-offices', 'the groups are at two offices: transfer one of them first')
  const there = members.filter(member => member.groupId === toGroupId)
  if (there.length > 0 === (relationship === FOCAL_POINT))
    throw invalid([{ path: 'relationship', problem: 'registration.problem.one-focal-point' }])
  await depart(
    tx,
    asking,
    members.filter(member => member.groupId === moving.groupId),
    { leaving: [individualId], because: 'moved', on: today(asking), successor, relationships },
  )
  await join(tx, asking, toGroupId, { ...moving, relationship }, await nextSequence(tx, toGroupId))
  await settle(tx, asking, toGroupId)
}
