import { Refusal } from '@nansen/kernel'
import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { depart } from '../household/departure.ts'
import {
  type GroupId,
  join,
  lockGroups,
  type Member,
  membersOf,
  nextSequence,
  type PersonId,
  settle,
  today,
} from '../household/households.ts'
import { linkGroups } from '../household/newGroup.ts'
import { type Chosen, relationshipsTo } from '../household/succession.ts'
import { consequence, unlikely } from './consequences.ts'
import { ID, object, RELATIONSHIPS } from './schemas.ts'

interface Input {
  readonly fromGroupId: GroupId
  readonly intoGroupId: GroupId
  /** What the focal point of the group that ends is to that of the group that stays, and any other for whom nothing follows. */
  readonly relationships: Chosen
}

/** Brings all members of one group into another; the first stays, empty and linked. A supervisor's act. */
export const mergeGroups = defineCommand<Input, { groupId: GroupId }>({
  name: 'registration.mergeGroups',
  module: 'registration',
  needs: { action: 'merge', level: 'personal' },
  input: object({ fromGroupId: ID, intoGroupId: ID, relationships: RELATIONSHIPS }),
  output: object({ groupId: ID }),
  async run(tx, asking, input) {
    const { coming } = await both(tx, input)
    const leaving = coming.map(member => member.individual)
    const from = (await membersOf(tx, [input.fromGroupId])).filter(member => leaving.includes(member.individual))
    await depart(tx, asking, from, { leaving, because: 'merged', on: today(asking), ended: 'closed' })
    await joinAll(tx, asking, input.intoGroupId, coming)
    await settle(tx, asking, input.intoGroupId)
    await linkGroups(tx, asking, input.fromGroupId, input.intoGroupId, 'merged')
    return { groupId: input.intoGroupId }
  },
  async preview(tx, asking, input) {
    const { coming, staying } = await both(tx, input)
    return [
      consequence('merge', 'info', { coming: coming.length, size: coming.length + staying.length }),
      ...unlikely([...staying, ...coming], today(asking)),
    ]
  },
})

async function both(
  tx: Tx,
  { fromGroupId, intoGroupId, relationships }: Input,
): Promise<{ readonly coming: readonly Member[]; readonly staying: readonly Member[] }> {
  if (fromGroupId === intoGroupId) throw new Refusal('wrong-state', 'a group cannot be merged with itself')
  const groups = await lockGroups(tx, [fromGroupId, intoGroupId])
  if (new Set([...groups.values()].map(group => group.officeId)).size > 1)
    throw new Refusal('wrong-state', 'the groups are at two offices: transfer one of them first')
  const members = await membersOf(tx, [fromGroupId, intoGroupId])
  const coming = members.filter(member => member.groupId === fromGroupId)
  const staying = members.filter(member => member.groupId === intoGroupId)
  const leader = staying.find(member => member.focalPoint)
  if (leader === undefined || coming.length === 0) throw new Refusal('wrong-state', 'one of the groups is empty')
  // Nobody in the group that comes is the new focal point, so what was said of them to their own says nothing: the officer tells.
  const stranger = { ...leader, relationship: 'UKM' }
  const coded = relationshipsTo(stranger, coming, relationships)
  return { coming: coming.map(member => ({ ...member, relationship: coded.get(member.individual)! })), staying }
}

async function joinAll(tx: Tx, asking: Asking, groupId: GroupId, coming: readonly Member[]): Promise<void> {
  let sequence = await nextSequence(tx, groupId)
  for (const member of coming) {
    const person: PersonId = member.individual
    await join(tx, asking, groupId, { ...member, individual: person }, sequence, `relationships.${person}`)
    sequence++
  }
}
