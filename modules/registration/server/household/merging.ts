import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type GroupId, lockGroups, type Member, membersOf, type PersonId } from './households.ts'
import { wrongState } from './wrongState.ts'

/**
 * Two groups of one office, held for this transaction, with their present members.
 * @throws Refusal `wrong-state` when they cannot become one or be parted: the same, of two offices, or on the way to another office.
 */
export async function bothGroups(
  tx: Tx,
  from: GroupId,
  into: GroupId,
): Promise<{ readonly coming: readonly Member[]; readonly staying: readonly Member[] }> {
  if (from === into) throw wrongState('same-group', 'a group cannot be merged with itself')
  const groups = await lockGroups(tx, [from, into])
  if (new Set([...groups.values()].map(group => group.officeId)).size > 1)
    throw wrongState('two-offices', 'the groups are at two offices: transfer one of them first')
  const { rows } = await sql`select from registration.transfer
    where parent_id = any (${[from, into]}::uuid[]) and answer is null`.execute(tx)
  if (rows.length > 0)
    throw wrongState('transfer-waits', 'a transfer of one of these families waits for an answer: withdraw it first')
  const members = await membersOf(tx, [from, into])
  return {
    coming: members.filter(member => member.groupId === from),
    staying: members.filter(member => member.groupId === into),
  }
}

/**
 * What each member is, as `group_merge.codes_before` keeps it: by place in the group, which stays theirs when they leave it, and names nobody
 * to those whom a restriction keeps from one of them.
 */
export const codeLines = (members: readonly Member[]): string =>
  members.map(({ sequence, relationship }) => `${sequence} ${relationship}`).join('\n')

/** What these members were by such lines; who is not in them is left out. */
export function codesOf(members: readonly Member[], lines: string): ReadonlyMap<PersonId, string> {
  const codes = new Map(lines.split('\n').map(line => line.split(' ') as [string, string]))
  return new Map(
    members.flatMap(({ individual, sequence }) => {
      const code = codes.get(String(sequence))
      return code === undefined ? [] : [[individual, code]]
    }),
  )
}
