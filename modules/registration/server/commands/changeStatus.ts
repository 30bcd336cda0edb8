import { type FieldProblem, invalid, Refusal } from '@nansen/kernel'
import {
  type Asking,
  type Consequence,
  changeRecord,
  createRecord,
  defineCommand,
  foresee,
  happened,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import {
  FOCAL_POINT,
  PROCESS_STATUSES,
  type ProcessStatus,
  REASONS_OF,
  registration,
  type Sex,
  type StatusReason,
} from '../../index.ts'
import { isCounted, leavingBecause, neededFor } from '../../processStatus.ts'
import { unwidow, widowedBy } from '../events/couple.ts'
import { depart } from '../household/departure.ts'
import {
  type GroupId,
  groupOf,
  join,
  lockGroups,
  membersOf,
  nextSequence,
  type PersonId,
  settle,
  today,
} from '../household/households.ts'
import { type Chosen, successorAmong } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { consequence } from './consequences.ts'
import { DAY, ID, object, RELATIONSHIPS, TEXT } from './schemas.ts'

export interface StatusChange {
  readonly individualId: PersonId
  readonly status: ProcessStatus
  readonly reason: StatusReason
  /** Since when; never a day to come. */
  readonly effectiveOn: string
  readonly remarks?: string
  /** Who leads the group, when its focal point goes. */
  readonly successor?: PersonId
  readonly relationships?: Chosen
  /** Into which group, and as what, somebody comes back. Default: as before, where that is still possible. */
  readonly groupId?: GroupId
  readonly relationship?: string
}

/** Changes the process status of a person, with what follows for their group. */
export const changeStatus = defineCommand<StatusChange, { status: ProcessStatus }>({
  name: 'registration.changeStatus',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      individualId: ID,
      status: { enum: PROCESS_STATUSES },
      reason: { enum: Object.values(REASONS_OF).flat() },
      effectiveOn: DAY,
      remarks: TEXT,
      successor: ID,
      relationships: RELATIONSHIPS,
      groupId: ID,
      relationship: { type: 'string', maxLength: 3 },
    },
    ['remarks', 'successor', 'relationships', 'groupId', 'relationship'],
  ),
  output: object({ status: { enum: PROCESS_STATUSES } }),
  run: applyStatus,
  async preview(tx, asking, change) {
    const happening = {
      name: `registration.status-${change.status}`,
      ids: [change.individualId],
      on: change.effectiveOn,
    }
    return [...(await statusConsequences(tx, asking, change)), ...(await foresee(tx, asking, happening))]
  },
})

interface Person {
  readonly id: PersonId
  readonly version: number
  readonly officeId: string
  readonly status: ProcessStatus
  readonly since: string
  readonly lastReason: StatusReason | null
  readonly registeredOn: string
  readonly sex: Sex
  readonly approves: boolean
}

/** @throws Refusal `not-found`; `wrong-state` when the change is not possible; `not-allowed` when it is a supervisor's; `invalid`. */
export async function applyStatus(tx: Tx, asking: Asking, change: StatusChange): Promise<{ status: ProcessStatus }> {
  const group = await groupOf(tx, change.individualId)
  const back = isCounted(change.status) && group === null ? await groupToReturnTo(tx, change) : null
  const groups = await lockGroups(
    tx,
    [group, back?.groupId].filter(id => id != null),
  )
  const person = await getPerson(tx, change.individualId)
  // Somebody may have moved the person while we waited for the groups: then the wrong family is locked.
  if ((await groupOf(tx, change.individualId)) !== group)
    throw new Refusal('stale', 'somebody else changed this family meanwhile: look again')
  refuseUnlessPossible(person, change, today(asking))
  // Their family may have been handed to another office while they were away.
  if (back !== null && groups.get(back.groupId)?.officeId !== person.officeId)
    throw wrongState('two-offices', 'the family is at another office now: say into which group they come back')
  if (group !== null && !isCounted(change.status)) await leaveGroup(tx, asking, group, change)
  await writeStatus(tx, asking, person, change)
  if (back !== null) await returnTo(tx, asking, person, back)
  if (back !== null && person.lastReason === 'death') await unwidow(tx, asking, person.id)
  if (group !== null && isCounted(change.status)) await settle(tx, asking, group)
  await tellStatus(tx, asking, person, change)
  return { status: change.status }
}

/** The other modules hear of the new status, and that the one before it is over. */
async function tellStatus(tx: Tx, asking: Asking, before: Person, change: StatusChange): Promise<void> {
  const over = before.lastReason === 'death' ? ['death-undone'] : []
  const names = isCounted(change.status) ? [`status-${before.status}-undone`, ...over] : []
  for (const name of [...names, `status-${change.status}`])
    await happened(tx, asking, { name: `registration.${name}`, ids: [before.id], on: change.effectiveOn })
}

/** The row is taken for the transaction, so that of two changes at once the second sees the first. */
async function getPerson(tx: Tx, id: PersonId): Promise<Person> {
  const { rows } =
    await sql<Person>`select i.id, i.version, i.office_id as "officeId", i.process_status as status, i.process_status_on as since,
      i.registered_on as "registeredOn", i.sex,
      (select s.reason from registration.status_change s where s.parent_id = i.id order by s.created_at desc, s.id desc limit 1) as "lastReason",
      auth.may('registration', 'approve', 'personal', i.office_id, i.owner_id, i.id, i.restriction_group) as approves
    from registration.individual i where i.id = ${id}::uuid for update of i`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  return rows[0]
}

function refuseUnlessPossible(person: Person, { status, reason, effectiveOn }: StatusChange, day: string): void {
  const needed = neededFor(person.status, status, reason, person.lastReason)
  if (needed === null) throw new Refusal('wrong-state', 'this status cannot follow the present one for that reason')
  if (needed === 'approve' && !person.approves) throw new Refusal('not-allowed', 'a supervisor must do this')
  const problems: FieldProblem[] = []
  if (effectiveOn > day) problems.push({ path: 'effectiveOn', problem: 'registration.problem.in-the-future' })
  if (effectiveOn < person.registeredOn)
    problems.push({ path: 'effectiveOn', problem: 'registration.problem.before-registration' })
  if (problems.length > 0) throw invalid(problems)
}

async function leaveGroup(tx: Tx, asking: Asking, group: GroupId, change: StatusChange): Promise<void> {
  const { individualId, status, reason, effectiveOn, successor, relationships } = change
  await depart(tx, asking, await membersOf(tx, [group]), {
    leaving: [individualId],
    because: leavingBecause(status, reason),
    on: effectiveOn,
    ended: status,
    successor,
    relationships,
  })
}

async function writeStatus(tx: Tx, asking: Asking, person: Person, change: StatusChange): Promise<void> {
  const { status, reason, effectiveOn, remarks = null } = change
  const fact = { parent_id: person.id, status, reason, effective_on: effectiveOn, remarks }
  await createRecord(tx, asking, registration, 'status_change', fact, { commands: true })
  const now = { process_status: status, process_status_on: effectiveOn }
  await changeRecord(tx, asking, registration, 'individual', person.id, person.version, now, { commands: true })
}

interface Return {
  readonly groupId: GroupId
  readonly relationship: string
}

/** Where somebody was last, and as what, unless the officer says otherwise. */
async function groupToReturnTo(tx: Tx, { individualId, groupId, relationship }: StatusChange): Promise<Return> {
  const { rows } = await sql<Return>`select parent_id as "groupId", relationship from registration.membership
    where individual = ${individualId}::uuid order by member_to desc, sequence desc limit 1`.execute(tx)
  const group = groupId ?? rows[0]?.groupId
  const as = relationship ?? (group === rows[0]?.groupId ? rows[0]?.relationship : undefined)
  if (group === undefined) throw invalid([{ path: 'groupId', problem: 'problem.required' }])
  if (as === undefined) throw invalid([{ path: 'relationship', problem: 'registration.problem.say-the-relationship' }])
  return { groupId: group, relationship: as }
}

async function returnTo(tx: Tx, asking: Asking, person: Person, { groupId, relationship }: Return): Promise<void> {
  const members = await membersOf(tx, [groupId])
  const as = members.length === 0 ? FOCAL_POINT : relationship
  if (members.length > 0 && as === FOCAL_POINT)
    throw invalid([{ path: 'relationship', problem: 'registration.problem.say-the-relationship' }])
  const joining = { individual: person.id, sex: person.sex, relationship: as }
  await join(tx, asking, groupId, joining, await nextSequence(tx, groupId))
  await settle(tx, asking, groupId)
}

export async function statusConsequences(
  tx: Tx,
  _asking: Asking,
  change: StatusChange,
): Promise<readonly Consequence[]> {
  const person = await getPerson(tx, change.individualId)
  const needed = neededFor(person.status, change.status, change.reason, person.lastReason)
  if (needed === null) return [consequence('not-possible', 'blocks')]
  const group = await groupOf(tx, change.individualId)
  const leaves = group !== null && !isCounted(change.status)
  const members = leaves ? await membersOf(tx, [group]) : []
  const successor = leaves ? successorAmong(members, [change.individualId], change.successor) : null
  return [
    ...(needed === 'approve' ? [consequence('supervisor-needed', person.approves ? 'info' : 'blocks')] : []),
    ...(leaves ? [consequence('leaves-group', 'info', { left: members.length - 1 })] : []),
    ...(successor === null ? [] : [consequence('becomes-focal-point', 'warning', { name: successor.name })]),
    ...(leaves ? [consequence('other-processes', 'info')] : []),
    ...(isCounted(change.status) && person.lastReason === 'death' ? widowsOf(await widowedBy(tx, person.id)) : []),
  ]
}

const widowsOf = (widows: Awaited<ReturnType<typeof widowedBy>>): readonly Consequence[] =>
  widows.map(({ name, unchanged }) =>
    unchanged ? consequence('not-widowed', 'info', { name }) : consequence('widow-changed', 'warning', { name }),
  )
