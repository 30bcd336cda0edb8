import { type FieldProblem, invalid } from '@nansen/kernel'
import { FOCAL_POINT } from '../../index.ts'
import { relationshipAfter } from '../../succession.ts'
import type { Member, PersonId } from './households.ts'

/** Relationships an officer chose, by person. */
export type Chosen = Readonly<Record<string, string>>

/**
 * The relationships of those who stay, coded against a new focal point: what the officer chose, else what follows.
 * @throws Refusal `invalid` naming each person about whom neither says anything.
 */
export function relationshipsTo(
  successor: Member,
  staying: readonly Member[],
  chosen: Chosen = {},
): ReadonlyMap<PersonId, string> {
  const problems: FieldProblem[] = []
  const relationships = staying.map((member): [PersonId, string] => {
    if (member.individual === successor.individual) return [member.individual, FOCAL_POINT]
    const picked = chosen[member.individual]
    const relationship = picked ?? relationshipAfter(successor.relationship, member.relationship, member.sex)
    if (relationship === null || relationship === FOCAL_POINT)
      problems.push({
        path: `relationships.${member.individual}`,
        problem: 'registration.problem.say-the-relationship',
      })
    return [member.individual, relationship ?? '']
  })
  if (problems.length > 0) throw invalid(problems)
  return new Map(relationships)
}

/**
 * Who leads those who stay after `leaving` have gone, or null when the focal point stays or nobody does.
 * @throws Refusal `invalid` when a successor must be named.
 */
export function successorAmong(
  members: readonly Member[],
  leaving: readonly PersonId[],
  named: PersonId | undefined,
): Member | null {
  const staying = members.filter(member => !leaving.includes(member.individual))
  if (staying.length === 0 || staying.some(member => member.focalPoint)) return null
  const only = staying.length === 1 ? staying[0] : undefined
  const successor = staying.find(member => member.individual === named) ?? only
  if (successor === undefined) throw invalid([{ path: 'successor', problem: 'registration.problem.name-a-successor' }])
  return successor
}
