import { invalid, Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type ProcessStatus, registration } from '../../index.ts'
import { isCounted } from '../../processStatus.ts'
import { type Other, othersSchema, tellApart } from '../alike/others.ts'
import { applyStatus } from '../commands/changeStatus.ts'
import { moveTo } from '../commands/moveMember.ts'
import { CODE, ID, object, RELATIONSHIPS } from '../commands/schemas.ts'
import {
  type GroupId,
  groupOf,
  join,
  lockGroups,
  nextSequence,
  type PersonId,
  settle,
  today,
} from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { PERSON, type PersonInput, registerPerson } from '../person/registerPerson.ts'
import { lastDay, TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Input extends Told {
  /** Who of the family was looking: the relative comes into their group. */
  readonly individualId: PersonId
  /** The line that names the relative, where one was written. */
  readonly relativeId?: string
  /** One of the two: a record that the relative has, or what makes one. */
  readonly arrivedId?: PersonId
  readonly person?: PersonInput
  /** What they are to the focal point. */
  readonly relationship: string
  readonly successor?: PersonId
  readonly relationships?: Chosen
  /** People whom the query `lookAlikes` showed for who is registered newly, and why each is another. */
  readonly others?: readonly Other[]
}

/** A relative who was elsewhere is with the family again. */
export const recordReunion = defineCommand<Input, { readonly id: PersonId; readonly groupId: GroupId }>({
  name: 'registration.recordReunion',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      individualId: ID,
      relativeId: ID,
      arrivedId: ID,
      person: PERSON,
      relationship: CODE,
      successor: ID,
      relationships: RELATIONSHIPS,
      others: othersSchema(),
      ...TOLD,
    },
    ['relativeId', 'arrivedId', 'person', 'successor', 'relationships', 'others', ...TOLD_OPTIONAL],
  ),
  output: object({ id: ID, groupId: ID }),
  run: reunite,
  preview: (tx, asking, input) =>
    whatFollows(
      tx,
      asking,
      {
        name: 'registration.reunion',
        ids: input.arrivedId === undefined ? [input.individualId] : [input.individualId, input.arrivedId],
        on: input.happenedOn,
      },
      () => reunite(tx, asking, input),
    ),
})

async function reunite(tx: Tx, asking: Asking, input: Input): Promise<{ id: PersonId; groupId: GroupId }> {
  const { individualId, arrivedId, person } = input
  if ((arrivedId === undefined) === (person === undefined) || arrivedId === individualId)
    throw invalid([{ path: 'arrivedId', problem: 'registration.problem.one-relative' }])
  const groupId = await groupOf(tx, individualId)
  if (groupId === null) throw wrongState('in-no-group', 'this person is in no group now')
  const id =
    arrivedId === undefined
      ? await arrive(tx, asking, groupId, input, person!)
      : await comeOver(tx, asking, groupId, input, arrivedId)
  if (person !== undefined) await tellApart(tx, asking, id, input.others ?? [])
  if (input.relativeId !== undefined) await found(tx, asking, input.relativeId, id)
  await writeEvents(tx, asking, input, [
    { kind: 'reunion', individual: id, other: individualId },
    { kind: 'reunion', individual: individualId, other: id },
  ])
  return { id, groupId }
}

async function arrive(tx: Tx, asking: Asking, groupId: GroupId, { relationship }: Input, person: PersonInput) {
  const group = (await lockGroups(tx, [groupId])).get(groupId)!
  const { rows } = await sql<{ level: string }>`select registration_level as level
    from registration.registration_group where id = ${groupId}::uuid`.execute(tx)
  const { id, sex } = await registerPerson(tx, asking, group.officeId, rows[0]!.level, person, 'person.')
  await join(tx, asking, groupId, { individual: id, sex, relationship }, await nextSequence(tx, groupId))
  await settle(tx, asking, groupId)
  return id
}

/** Somebody who is registered already leaves the group they are in; who was no longer counted is counted again. */
async function comeOver(tx: Tx, asking: Asking, groupId: GroupId, input: Input, arrivedId: PersonId) {
  const { rows } = await sql<{ status: ProcessStatus }>`select process_status as status from registration.individual
    where id = ${arrivedId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  const { relationship } = input
  if (isCounted(rows[0].status))
    await moveTo(tx, asking, { ...input, individualId: arrivedId, toGroupId: groupId, relationship })
  else
    await applyStatus(tx, asking, {
      individualId: arrivedId,
      status: 'active',
      reason: 'reactivated',
      effectiveOn: lastDay(input.happenedOn, today(asking)),
      groupId,
      relationship,
    })
  return arrivedId
}

/** The line of the relative says from now on who they are and that they are here. */
async function found(tx: Tx, asking: Asking, relativeId: string, id: PersonId): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from registration.relative
    where id = ${relativeId}::uuid and withdrawn_at is null`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such relative')
  const patch = { life: 'alive', whereabouts: 'country-of-asylum', registered_as: id }
  await changeRecord(tx, asking, registration, 'relative', relativeId, rows[0].version, patch)
}
