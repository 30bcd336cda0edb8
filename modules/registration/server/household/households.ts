import { type Id, invalid, type PartialDate, Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, createRecord, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { FOCAL_POINT, type ProcessStatus, registration, relationshipFits, type Sex } from '../../index.ts'
import { groupStatus } from '../../processStatus.ts'
import { wrongState } from './wrongState.ts'

export type PersonId = Id<'registration.individual'>
export type GroupId = Id<'registration.registration_group'>

/** A present member of a group, with what the rules of a household look at. */
export interface Member {
  readonly membershipId: string
  readonly membershipVersion: number
  readonly groupId: GroupId
  readonly individual: PersonId
  readonly version: number
  readonly relationship: string
  readonly focalPoint: boolean
  readonly sequence: number
  readonly memberFrom: string
  readonly name: string
  readonly sex: Sex
  readonly born: PartialDate | null
  readonly maritalStatus: string | null
  readonly nationality: string | null
  readonly status: ProcessStatus
}

export interface Group {
  readonly id: GroupId
  readonly version: number
  readonly number: string
  readonly officeId: string
  readonly status: ProcessStatus
}

/** The day of the act, `YYYY-MM-DD` in UTC. */
export const today = ({ now }: Asking): string => now().toISOString().slice(0, 10)

const COMMANDS = { commands: true } as const

/**
 * Takes the groups for this transaction, in the order of their ids, so that commands that meet wait and never deadlock.
 * @throws Refusal `not-found` when one is absent or not the asker's to change.
 */
export async function lockGroups(tx: Tx, ids: readonly GroupId[]): Promise<ReadonlyMap<GroupId, Group>> {
  const wanted = [...new Set(ids)]
  const locked = await sql<{ id: GroupId }>`select registration.lock_groups(${wanted}::uuid[]) as id`.execute(tx)
  if (locked.rows.length !== wanted.length) throw noGroup()
  const { rows } = await sql<Group>`select id, version, number, office_id as "officeId", process_status as status
    from registration.registration_group where id = any (${wanted}::uuid[])`.execute(tx)
  if (rows.length !== wanted.length) throw noGroup()
  return new Map(rows.map(group => [group.id, group]))
}
const noGroup = () => new Refusal('not-found', 'no such group')

/** Present members, in their order. Lock the groups first. */
export async function membersOf(tx: Tx, groupIds: readonly GroupId[]): Promise<readonly Member[]> {
  const { rows } =
    await sql<Member>`select m.id as "membershipId", m.version as "membershipVersion", m.parent_id as "groupId",
      m.individual, i.version, m.relationship, m.focal_point as "focalPoint", m.sequence, m.member_from as "memberFrom",
      i.display_name as name, i.sex, i.born, i.marital_status as "maritalStatus", i.nationality,
      i.process_status as status
    from registration.membership m join registration.individual i on i.id = m.individual
    where m.parent_id = any (${groupIds}::uuid[]) and m.member_to is null and m.withdrawn_at is null
    order by m.parent_id, m.sequence`.execute(tx)
  return rows
}

/** The group a person is in now, or null. @throws Refusal `not-found` for somebody the asker does not read. */
export async function groupOf(tx: Tx, person: PersonId): Promise<GroupId | null> {
  const { rows } = await sql<{ group_id: GroupId | null }>`select m.parent_id as group_id
    from registration.individual i left join registration.membership m
      on m.individual = i.id and m.member_to is null and m.withdrawn_at is null
    where i.id = ${person}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  return rows[0].group_id
}

/**
 * Locks the present groups of these people and gives their members. A person who changed groups while we waited is caught.
 * @throws Refusal `wrong-state` when somebody is in no group; `stale`.
 */
export async function lockGroupsOf(
  tx: Tx,
  people: readonly PersonId[],
  more: readonly GroupId[] = [],
): Promise<{ readonly groups: ReadonlyMap<GroupId, Group>; readonly members: readonly Member[] }> {
  const found: (GroupId | null)[] = []
  for (const person of people) found.push(await groupOf(tx, person))
  if (found.includes(null)) throw wrongState('in-no-group', 'this person is in no group now')
  const ids = [...(found as GroupId[]), ...more]
  const groups = await lockGroups(tx, ids)
  const members = await membersOf(tx, [...groups.keys()])
  const still = people.every((person, at) =>
    members.some(member => member.individual === person && member.groupId === found[at]),
  )
  if (!still) throw new Refusal('stale', 'somebody else changed this family meanwhile: look again')
  return { groups, members }
}

export interface Joining {
  readonly individual: PersonId
  readonly sex: Sex
  readonly relationship: string
}

/** Ends a membership. Its relationship stays as it was, for the history. */
export const leave = (tx: Tx, asking: Asking, member: Member, because: string, on: string) =>
  changeRecord(
    tx,
    asking,
    registration,
    'membership',
    member.membershipId,
    member.membershipVersion,
    // A wrong date may lie before the person joined; the day of joining is then the last.
    { member_to: on < member.memberFrom ? member.memberFrom : on, left_because: because },
    COMMANDS,
  )

/** @throws Refusal `invalid` when the relationship contradicts the sex. `path` is where the form asked for it. */
export async function join(
  tx: Tx,
  asking: Asking,
  groupId: GroupId,
  joining: Joining,
  sequence: number,
  path = 'relationship',
): Promise<void> {
  refuseUnlessFits(joining, path)
  await createRecord(
    tx,
    asking,
    registration,
    'membership',
    {
      parent_id: groupId,
      individual: joining.individual,
      relationship: joining.relationship,
      focal_point: joining.relationship === FOCAL_POINT,
      sequence,
      member_from: today(asking),
    },
    COMMANDS,
  )
}

function refuseUnlessFits({ relationship, sex }: Pick<Joining, 'relationship' | 'sex'>, path: string): void {
  if (!relationshipFits(relationship, sex))
    throw invalid([{ path, problem: 'registration.problem.relationship-contradicts-sex' }])
}

/** Gives members new relationships; whoever stops being the focal point is written first, because there is never a second. */
export async function recode(
  tx: Tx,
  asking: Asking,
  members: readonly Member[],
  to: ReadonlyMap<PersonId, string>,
): Promise<void> {
  const changing = members.filter(
    member => to.has(member.individual) && to.get(member.individual) !== member.relationship,
  )
  const ordered = changing.toSorted((a, b) => Number(b.focalPoint) - Number(a.focalPoint))
  for (const member of ordered) {
    const relationship = to.get(member.individual)!
    refuseUnlessFits({ relationship, sex: member.sex }, `relationships.${member.individual}`)
    const patch = { relationship, focal_point: relationship === FOCAL_POINT }
    const { membershipId, membershipVersion } = member
    await changeRecord(tx, asking, registration, 'membership', membershipId, membershipVersion, patch, COMMANDS)
  }
}

/** Brings a group's own words in line with its members: size, focal point, status. */
export async function settle(
  tx: Tx,
  asking: Asking,
  groupId: GroupId,
  ended: ProcessStatus = 'inactive',
): Promise<void> {
  const members = await membersOf(tx, [groupId])
  const { rows } = await sql<{
    version: number
  }>`select version from registration.registration_group where id = ${groupId}::uuid`.execute(tx)
  const patch = {
    size: members.length,
    focal_point: members.find(member => member.focalPoint)?.individual ?? null,
    process_status: groupStatus(
      members.map(member => member.status),
      ended,
    ),
  }
  await changeRecord(tx, asking, registration, 'registration_group', groupId, rows[0]!.version, patch, COMMANDS)
}

/** The next free place in a group, counting those who left: a number on a paper stays one person's. */
export async function nextSequence(tx: Tx, groupId: GroupId): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(sequence), 0) + 1 as next
    from registration.membership where parent_id = ${groupId}::uuid`.execute(tx)
  return rows[0]!.next
}
