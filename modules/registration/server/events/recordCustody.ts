import { ageRange, invalid, type PartialDate } from '@nansen/kernel'
import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { consequence } from '../commands/consequences.ts'
import { moveTo } from '../commands/moveMember.ts'
import { CODE, ID, object, RELATIONSHIPS } from '../commands/schemas.ts'
import { type GroupId, lockGroupsOf, type PersonId, recode, today } from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Input extends Told {
  readonly childId: PersonId
  readonly carerId: PersonId
  readonly how: 'adoption' | 'custody'
  /** What the child is to the focal point of the carer's group. */
  readonly relationship: string
  /** Who leads the family that the child leaves, where the child led it. */
  readonly successor?: PersonId
  readonly relationships?: Chosen
}

/** A child passes into somebody's care: by adoption, or because custody or fostering changes. */
export const recordCustody = defineCommand<Input, { readonly groupId: GroupId }>({
  name: 'registration.recordCustody',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      childId: ID,
      carerId: ID,
      how: { enum: ['adoption', 'custody'] },
      relationship: CODE,
      successor: ID,
      relationships: RELATIONSHIPS,
      ...TOLD,
    },
    ['successor', 'relationships', ...TOLD_OPTIONAL],
  ),
  output: object({ groupId: ID }),
  run: entrust,
  preview: async (tx, asking, input) => [
    consequence('best-interests-first', 'warning'),
    ...(await whatFollows(
      tx,
      asking,
      { name: `registration.${input.how}`, ids: [input.childId, input.carerId], on: input.happenedOn },
      () => entrust(tx, asking, input),
    )),
  ],
})

const ADULT = 18

async function entrust(tx: Tx, asking: Asking, input: Input): Promise<{ groupId: GroupId }> {
  const { childId, carerId, how, relationship } = input
  if (childId === carerId) throw invalid([{ path: 'carerId', problem: 'registration.problem.not-the-carer' }])
  const { members } = await lockGroupsOf(tx, [childId, carerId])
  await refuseGrownUp(tx, childId, today(asking))
  if (how === 'adoption' && input.document === undefined)
    throw invalid([{ path: 'document', problem: 'registration.problem.adoption-needs-paper' }])
  await writeEvents(tx, asking, input, [{ kind: how, individual: childId, other: carerId }])
  const child = members.find(member => member.individual === childId)!
  const carer = members.find(member => member.individual === carerId)!
  if (child.groupId === carer.groupId) await recode(tx, asking, members, new Map([[childId, relationship]]))
  else await moveTo(tx, asking, { ...input, individualId: childId, toGroupId: carer.groupId })
  return { groupId: carer.groupId }
}

async function refuseGrownUp(tx: Tx, childId: PersonId, day: string): Promise<void> {
  const { rows } = await sql<{ born: PartialDate | null }>`select born from registration.individual
    where id = ${childId}::uuid`.execute(tx)
  const born = rows[0]?.born ?? null
  if (born !== null && ageRange(born, day).youngest >= ADULT)
    throw invalid([{ path: 'childId', problem: 'registration.problem.not-a-child' }])
}
