import { FOCAL_POINT, relationshipFits } from '../../relationships.ts'
import { relationshipAfter } from '../../succession.ts'
import type { Card } from '../cards.ts'

/** A present member of one of two families, as the merge screen asks about them. */
export interface Merging {
  readonly card: Card
  /** What they are in their own family now. */
  readonly relationship: string
  readonly side: 'stays' | 'joins'
}

/**
 * What everybody is to the chosen focal point, as far as it follows or was said: within the focal point's own family as it is, or by the
 * rules of succession; in the other, nothing follows but from what its own focal point was said to be.
 */
export function codesAfter(
  members: readonly Merging[],
  leaderId: string,
  said: Readonly<Record<string, string>>,
): Readonly<Record<string, string | null>> {
  const leader = members.find(({ card }) => card.id === leaderId)
  if (leader === undefined) return {}
  const otherHead = members.find(({ side, relationship }) => side !== leader.side && relationship === FOCAL_POINT)
  const bridge = otherHead === undefined ? null : (said[otherHead.card.id] ?? null)
  const codes = members.map(member => {
    const { id, sex } = member.card
    if (id === leaderId) return [id, FOCAL_POINT] as const
    const follows =
      member.side === leader.side ? inOwnFamily(leader, member) : throughHead(bridge, leader.card.sex, member)
    const code = said[id] ?? follows
    return [id, code !== null && relationshipFits(code, sex as 'male') && code !== FOCAL_POINT ? code : null] as const
  })
  return Object.fromEntries(codes)
}

const inOwnFamily = (leader: Merging, member: Merging): string | null =>
  leader.relationship === FOCAL_POINT
    ? member.relationship
    : relationshipAfter(leader.relationship, member.relationship, member.card.sex)

/**
 * What somebody is to the new focal point, when their own is said to be its brother: first what the new one is to the old (turned), then
 * what follows for the rest as if it succeeded. Null where that does not follow.
 */
function throughHead(bridge: string | null, leaderSex: string, member: Merging): string | null {
  if (bridge === null || member.relationship === FOCAL_POINT) return bridge
  const turned = relationshipAfter(bridge, FOCAL_POINT, leaderSex)
  return turned === null ? null : relationshipAfter(turned, member.relationship, member.card.sex)
}
