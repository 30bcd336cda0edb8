import type { Asking, Tx } from '@nansen/store'
import type { ProcessStatus } from '../../index.ts'
import { type GroupId, leave, type Member, type PersonId, recode, settle } from './households.ts'
import { type Chosen, relationshipsTo, successorAmong } from './succession.ts'

export interface Departure {
  readonly leaving: readonly PersonId[]
  readonly because: string
  /** The last day of membership, `YYYY-MM-DD`. */
  readonly on: string
  /** Who leads the rest, when the focal point leaves. */
  readonly successor?: PersonId | undefined
  readonly relationships?: Chosen | undefined
  /** What becomes of a group that nobody is left in. */
  readonly ended?: ProcessStatus
}

/**
 * Takes people out of the one group that `members` are, and brings the rest in order under a new focal point where the old one left.
 * @throws Refusal `invalid` when a successor or a relationship must be named first.
 */
export async function depart(tx: Tx, asking: Asking, members: readonly Member[], departure: Departure): Promise<void> {
  const groupId: GroupId | undefined = members[0]?.groupId
  if (groupId === undefined) return
  const { leaving, because, on, successor: named, relationships } = departure
  const successor = successorAmong(members, leaving, named)
  const staying = members.filter(member => !leaving.includes(member.individual))
  const coded = successor === null ? null : relationshipsTo(successor, staying, relationships)
  for (const member of members.filter(each => leaving.includes(each.individual)))
    await leave(tx, asking, member, because, on)
  if (coded !== null) await recode(tx, asking, staying, coded)
  await settle(tx, asking, groupId, departure.ended)
}
