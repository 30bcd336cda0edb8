import { type Asking, createRecord, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { FOCAL_POINT, registration } from '../../index.ts'
import { type GroupId, type Joining, join, settle, today } from './households.ts'

/** The next number of an office, for a person or a group. Gapless, so the office's counter stays taken until the transaction ends. */
export async function nextNumber(tx: Tx, officeId: string): Promise<string> {
  const { rows } = await sql<{
    number: string
  }>`select store.next_number('registration', ${officeId}::uuid) as number`.execute(tx)
  return rows[0]!.number
}

export interface NewGroup {
  readonly officeId: string
  readonly level: string
  readonly searched: boolean
  readonly notSearchedBecause?: string | null | undefined
  /** Fields of the group that people may write. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined
}

/** An empty group with its number. Whoever calls adds its members, then `settle`s it. */
export async function createGroup(tx: Tx, asking: Asking, group: NewGroup): Promise<{ id: GroupId; number: string }> {
  const number = await nextNumber(tx, group.officeId)
  const { id } = await createRecord(
    tx,
    asking,
    registration,
    'registration_group',
    {
      ...group.fields,
      office_id: group.officeId,
      number,
      size: 0,
      registration_level: group.level,
      registered_on: today(asking),
      process_status: 'active',
      searched: group.searched,
      not_searched_because: group.notSearchedBecause ?? null,
    },
    { commands: true },
  )
  return { id: id as GroupId, number }
}

/** Puts people into an empty group, the focal point first. */
export async function fillGroup(tx: Tx, asking: Asking, id: GroupId, joining: readonly Joining[]): Promise<void> {
  const ordered = joining.toSorted(
    (a, b) => Number(b.relationship === FOCAL_POINT) - Number(a.relationship === FOCAL_POINT),
  )
  for (const [at, each] of ordered.entries())
    await join(tx, asking, id, each, at + 1, `members.${joining.indexOf(each)}.relationship`)
  await settle(tx, asking, id)
}

/** Remembers on both groups that they belong together. */
export async function linkGroups(tx: Tx, asking: Asking, one: GroupId, other: GroupId, reason: string): Promise<void> {
  const link = (from: GroupId, to: GroupId) =>
    createRecord(tx, asking, registration, 'group_link', { parent_id: from, other_group: to, reason })
  await link(one, other)
  await link(other, one)
}
