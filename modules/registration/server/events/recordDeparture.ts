import { invalid } from '@nansen/kernel'
import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { INACTIVE_REASONS } from '../../index.ts'
import { leavingBecause } from '../../processStatus.ts'
import { applyStatus } from '../commands/changeStatus.ts'
import { ID, IDS, object, RELATIONSHIPS } from '../commands/schemas.ts'
import { depart } from '../household/departure.ts'
import { type GroupId, lockGroups, membersOf, type PersonId, today } from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { lastDay, TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

/** Every reason for being no longer counted but death, which is an event of its own. */
const DEPARTURES = INACTIVE_REASONS.filter(reason => reason !== 'death')

interface Input extends Told {
  readonly groupId: GroupId
  readonly leaving: readonly PersonId[]
  readonly reason: Exclude<(typeof INACTIVE_REASONS)[number], 'death'>
  readonly successor?: PersonId
  readonly relationships?: Chosen
}

/**
 * Members of a family have left: by themselves, or by resettlement or voluntary return, whose modules call this when they confirm the
 * departure. They are no longer counted; the others stay a family.
 */
export const recordDeparture = defineCommand<Input, { readonly left: number }>({
  name: 'registration.recordDeparture',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    { groupId: ID, leaving: IDS, reason: { enum: DEPARTURES }, successor: ID, relationships: RELATIONSHIPS, ...TOLD },
    ['successor', 'relationships', ...TOLD_OPTIONAL],
  ),
  output: object({ left: { type: 'integer' } }),
  run: departed,
  preview: (tx, asking, input) =>
    whatFollows(tx, asking, { name: 'registration.departure', ids: input.leaving, on: input.happenedOn }, () =>
      departed(tx, asking, input),
    ),
})

async function departed(tx: Tx, asking: Asking, input: Input): Promise<{ left: number }> {
  const { groupId, leaving, reason, successor, relationships } = input
  await lockGroups(tx, [groupId])
  const members = await membersOf(tx, [groupId])
  if (!leaving.every(id => members.some(member => member.individual === id)))
    throw invalid([{ path: 'leaving', problem: 'registration.problem.not-a-member' }])
  const effectiveOn = lastDay(input.happenedOn, today(asking))
  const because = leavingBecause('inactive', reason)
  await depart(tx, asking, members, { leaving, because, on: effectiveOn, ended: 'inactive', successor, relationships })
  for (const individualId of leaving)
    await applyStatus(tx, asking, { individualId, status: 'inactive', reason, effectiveOn })
  await writeEvents(
    tx,
    asking,
    input,
    leaving.map(individual => ({ kind: 'departure' as const, individual })),
  )
  return { left: leaving.length }
}
