import { invalid } from '@nansen/kernel'
import { type Asking, defineCommand, foresee, happened, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { FOCAL_POINT } from '../../index.ts'
import { depart } from '../household/departure.ts'
import {
  type GroupId,
  type Joining,
  lockGroups,
  type Member,
  membersOf,
  type PersonId,
  today,
} from '../household/households.ts'
import { createGroup, fillGroup, linkGroups } from '../household/newGroup.ts'
import { type Chosen, relationshipsTo, successorAmong } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { consequence, unlikely } from './consequences.ts'
import { ID, IDS, object, RELATIONSHIPS } from './schemas.ts'

export interface Split {
  readonly groupId: GroupId
  readonly leaving: readonly PersonId[]
  /** Who leads those who leave. */
  readonly focalPoint: PersonId
  /** Who leads those who stay, when their focal point leaves. */
  readonly successor?: PersonId
  /** Relationships to the new focal points, of those for whom none follows. */
  readonly relationships?: Chosen
}

/** Makes a group of its own, with a number of its own, of members who leave; both stay linked. One who leaves alone is one too. */
export const splitGroup = defineCommand<Split, { groupId: GroupId; number: string }>({
  name: 'registration.splitGroup',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object({ groupId: ID, leaving: IDS, focalPoint: ID, successor: ID, relationships: RELATIONSHIPS }, [
    'successor',
    'relationships',
  ]),
  output: object({ groupId: ID, number: { type: 'string' } }),
  run: split,
  async preview(tx, asking, input) {
    await lockGroups(tx, [input.groupId])
    const members = await membersOf(tx, [input.groupId])
    const family = newFamily(members, input)
    const staying = members.filter(member => !input.leaving.includes(member.individual))
    const successor = successorAmong(members, input.leaving, input.successor)
    return [
      consequence('split', 'info', { leaving: family.length, staying: staying.length }),
      ...(successor === null ? [] : [consequence('focal-point-moves', 'warning')]),
      ...unlikely(family, today(asking)),
      ...(await foresee(tx, asking, splitting(asking, input))),
    ]
  },
})

export async function split(tx: Tx, asking: Asking, input: Split): Promise<{ groupId: GroupId; number: string }> {
  const group = (await lockGroups(tx, [input.groupId])).get(input.groupId)!
  const members = await membersOf(tx, [input.groupId])
  const family = newFamily(members, input)
  if (family.length === members.length) throw wrongState('whole-group', 'a group cannot leave itself')
  const { rows } = await sql<{ level: string; fields: object }>`select registration_level as level,
      jsonb_build_object('arrived_on', arrived_on, 'country_of_origin', country_of_origin, 'place', place) as fields
    from registration.registration_group where id = ${input.groupId}::uuid`.execute(tx)
  const { level, fields } = rows[0]!
  await depart(tx, asking, members, { ...input, because: 'split', on: today(asking) })
  const made = await createGroup(tx, asking, {
    officeId: group.officeId,
    level,
    searched: true,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
  })
  await fillGroup(tx, asking, made.id, family)
  await linkGroups(tx, asking, input.groupId, made.id, 'split')
  await happened(tx, asking, splitting(asking, input))
  return { groupId: made.id, number: made.number }
}

const splitting = (asking: Asking, { leaving }: Split) => ({
  name: 'registration.split',
  ids: leaving,
  on: today(asking),
})

/** Those who leave, coded against who leads them. @throws Refusal `invalid`. */
function newFamily(
  members: readonly Member[],
  { leaving, focalPoint, relationships }: Split,
): readonly (Member & Joining)[] {
  const going = members.filter(member => leaving.includes(member.individual))
  const leader = going.find(member => member.individual === focalPoint)
  if (going.length !== leaving.length)
    throw invalid([{ path: 'leaving', problem: 'registration.problem.not-a-member' }])
  if (leader === undefined) throw invalid([{ path: 'focalPoint', problem: 'registration.problem.not-a-member' }])
  if (leader.relationship === FOCAL_POINT) return going
  const coded = relationshipsTo(leader, going, relationships)
  return going.map(member => ({ ...member, relationship: coded.get(member.individual)! }))
}
