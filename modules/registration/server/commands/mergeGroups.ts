import { invalid } from '@nansen/kernel'
import { type Asking, createRecord, defineCommand, foresee, happened, type Tx } from '@nansen/store'
import { FOCAL_POINT, registration } from '../../index.ts'
import { depart } from '../household/departure.ts'
import {
  type GroupId,
  join,
  type Member,
  nextSequence,
  type PersonId,
  recode,
  settle,
  today,
} from '../household/households.ts'
import { bothGroups, codeLines } from '../household/merging.ts'
import { linkGroups } from '../household/newGroup.ts'
import { type Chosen, relationshipsTo } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { consequence, unlikely } from './consequences.ts'
import { ID, object, RELATIONSHIPS, TEXT } from './schemas.ts'

interface Input {
  readonly fromGroupId: GroupId
  readonly intoGroupId: GroupId
  /** Who leads the group that stays, of either; default: who leads it already. */
  readonly focalPoint?: PersonId
  /** What each is to that focal point, where it does not follow. */
  readonly relationships: Chosen
  readonly because: string
}

/** Brings all members of one group into another; the first stays, empty and linked. A supervisor's act, and one that can be taken back. */
export const mergeGroups = defineCommand<Input, { groupId: GroupId }>({
  name: 'registration.mergeGroups',
  module: 'registration',
  needs: { action: 'merge', level: 'personal' },
  stepUp: true,
  input: object({ fromGroupId: ID, intoGroupId: ID, focalPoint: ID, relationships: RELATIONSHIPS, because: TEXT }, [
    'focalPoint',
  ]),
  output: object({ groupId: ID }),
  async run(tx, asking, input) {
    const { coming, staying, after } = await plan(tx, input)
    const { fromGroupId, intoGroupId, because } = input
    const leaving = coming.map(member => member.individual)
    await depart(tx, asking, coming, { leaving, because: 'merged', on: today(asking), ended: 'closed' })
    await recode(tx, asking, staying, after)
    await joinAll(tx, asking, intoGroupId, coming, after)
    await settle(tx, asking, intoGroupId)
    await linkGroups(tx, asking, fromGroupId, intoGroupId, 'merged')
    const codes_before = codeLines(staying)
    const merge = { parent_id: intoGroupId, from_group: fromGroupId, because, codes_before }
    await createRecord(tx, asking, registration, 'group_merge', merge, { commands: true })
    await happened(tx, asking, { name: 'registration.merge', ids: leaving, on: today(asking) })
    return { groupId: intoGroupId }
  },
  async preview(tx, asking, input) {
    const { coming, staying, after } = await plan(tx, input)
    const family = [...staying, ...coming].map(each => ({ ...each, relationship: after.get(each.individual)! }))
    const leads = family.find(({ relationship }) => relationship === FOCAL_POINT)!
    return [
      consequence('merge', 'info', { coming: coming.length, size: family.length }),
      consequence('other-group-ends', 'info'),
      ...(leads.focalPoint && leads.groupId === input.intoGroupId
        ? []
        : [consequence('becomes-focal-point', 'warning', { name: leads.name })]),
      ...unlikely(family, today(asking)),
      ...(await foresee(tx, asking, {
        name: 'registration.merge',
        ids: coming.map(member => member.individual),
        on: today(asking),
      })),
    ]
  },
})

interface Plan {
  readonly coming: readonly Member[]
  readonly staying: readonly Member[]
  /** What everybody is in the family that will be. */
  readonly after: ReadonlyMap<PersonId, string>
}

/** @throws Refusal `wrong-state`, `invalid` naming each person of whom nobody said what they will be. */
async function plan(tx: Tx, { fromGroupId, intoGroupId, focalPoint, relationships }: Input): Promise<Plan> {
  const { coming, staying } = await bothGroups(tx, fromGroupId, intoGroupId)
  if (coming.length === 0 || staying.length === 0) throw wrongState('empty', 'one of the groups is empty')
  const everybody = [...staying, ...coming]
  const leader = everybody.find(({ individual, focalPoint: leads, groupId }) =>
    focalPoint === undefined ? leads && groupId === intoGroupId : individual === focalPoint,
  )
  if (leader === undefined) throw invalid([{ path: 'focalPoint', problem: 'registration.problem.not-a-member' }])
  return { coming, staying, after: new Map(coded(everybody, leader, relationships)) }
}

/** Of those the leader knows already what follows holds; of the others nothing does, and the officer tells. */
function coded(everybody: readonly Member[], leader: Member, chosen: Chosen): readonly (readonly [PersonId, string])[] {
  const own = everybody.filter(member => member.groupId === leader.groupId)
  const strangers = everybody.filter(member => member.groupId !== leader.groupId)
  const stays = leader.focalPoint
    ? own.map(
        ({ individual, relationship }) =>
          [individual, individual === leader.individual ? FOCAL_POINT : (chosen[individual] ?? relationship)] as const,
      )
    : relationshipsTo(leader, own, chosen)
  return [...stays, ...relationshipsTo({ ...leader, relationship: 'UKM' }, strangers, chosen)]
}

async function joinAll(
  tx: Tx,
  asking: Asking,
  groupId: GroupId,
  coming: readonly Member[],
  after: ReadonlyMap<PersonId, string>,
): Promise<void> {
  const first = await nextSequence(tx, groupId)
  for (const [at, member] of coming.entries()) {
    const joining = { ...member, relationship: after.get(member.individual)! }
    await join(tx, asking, groupId, joining, first + at, `relationships.${member.individual}`)
  }
}
