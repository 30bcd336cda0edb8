import { invalid } from '@nansen/kernel'
import { defineCommand, type Tx } from '@nansen/store'
import {
  type GroupId,
  lockGroups,
  type Member,
  membersOf,
  type PersonId,
  recode,
  settle,
  today,
} from '../household/households.ts'
import { type Chosen, relationshipsTo } from '../household/succession.ts'
import { consequence, unlikely } from './consequences.ts'
import { ID, object, RELATIONSHIPS } from './schemas.ts'

interface Input {
  readonly groupId: GroupId
  readonly focalPoint: PersonId
  readonly relationships?: Chosen
}

/** Makes another member the focal point and codes everybody else against them. */
export const changeFocalPoint = defineCommand<Input, { groupId: GroupId }>({
  name: 'registration.changeFocalPoint',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object({ groupId: ID, focalPoint: ID, relationships: RELATIONSHIPS }, ['relationships']),
  output: object({ groupId: ID }),
  async run(tx, asking, input) {
    const { members, coded } = await proposal(tx, input)
    await recode(tx, asking, members, coded)
    await settle(tx, asking, input.groupId)
    return { groupId: input.groupId }
  },
  async preview(tx, asking, input) {
    const { members, coded } = await proposal(tx, input)
    const after = members.map(member => ({ ...member, relationship: coded.get(member.individual)! }))
    return [
      ...after.map((member, at) =>
        consequence('becomes', 'info', { member: at + 1, name: member.name, relationship: member.relationship }),
      ),
      ...unlikely(after, today(asking)),
    ]
  },
})

async function proposal(
  tx: Tx,
  { groupId, focalPoint, relationships }: Input,
): Promise<{ readonly members: readonly Member[]; readonly coded: ReadonlyMap<PersonId, string> }> {
  await lockGroups(tx, [groupId])
  const members = await membersOf(tx, [groupId])
  const leader = members.find(member => member.individual === focalPoint)
  if (leader === undefined) throw invalid([{ path: 'focalPoint', problem: 'registration.problem.not-a-member' }])
  if (leader.focalPoint) throw invalid([{ path: 'focalPoint', problem: 'registration.problem.is-the-focal-point' }])
  return { members, coded: relationshipsTo(leader, members, relationships) }
}
