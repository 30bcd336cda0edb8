import { invalid, Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, defineCommand, happened, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { FOCAL_POINT, registration } from '../../index.ts'
import {
  type GroupId,
  join,
  leave,
  type Member,
  type PersonId,
  recode,
  settle,
  today,
} from '../household/households.ts'
import { bothGroups, codesOf } from '../household/merging.ts'
import type { Chosen } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { consequence, unlikely } from './consequences.ts'
import { ID, object, RELATIONSHIPS, TEXT } from './schemas.ts'

interface Input {
  readonly mergeId: string
  /** What those are who joined after the merge, when the focal point of those who stay is again another. */
  readonly relationships?: Chosen
  readonly because: string
}

/** Takes a merge back: who came goes back into their own group, and everybody is again what they were. */
export const unmergeGroups = defineCommand<Input, { groupId: GroupId }>({
  name: 'registration.unmergeGroups',
  module: 'registration',
  needs: { action: 'merge', level: 'personal' },
  stepUp: true,
  input: object({ mergeId: ID, relationships: RELATIONSHIPS, because: TEXT }, ['relationships']),
  output: object({ groupId: ID }),
  async run(tx, asking, input) {
    const { merge, returning, staying, after } = await plan(tx, input)
    for (const { member } of returning) await leave(tx, asking, member, 'split', today(asking))
    await recode(tx, asking, staying, after)
    await settle(tx, asking, merge.into)
    for (const { member, relationship, sequence } of returning)
      await join(tx, asking, merge.from, { ...member, relationship }, sequence)
    await settle(tx, asking, merge.from)
    await unlink(tx, asking, merge)
    const { because: undone_because } = input
    await changeRecord(tx, asking, registration, 'group_merge', merge.id, merge.version, { undone_because }, COMMANDS)
    const ids = returning.map(({ member }) => member.individual)
    await happened(tx, asking, { name: 'registration.merge-undone', ids, on: today(asking) })
    return { groupId: merge.from }
  },
  async preview(tx, asking, input) {
    const { returning, staying, after } = await plan(tx, input)
    const left = staying.map(member => ({ ...member, relationship: after.get(member.individual)! }))
    const gone = returning.map(({ member, relationship }) => ({ ...member, relationship }))
    const leaders = [...left, ...gone].filter(member => member.relationship === FOCAL_POINT && !member.focalPoint)
    return [
      consequence('unmerge', 'info', { returning: gone.length, staying: left.length }),
      ...leaders.map(({ name }) => consequence('becomes-focal-point', 'warning', { name })),
      ...unlikely(left, today(asking)),
    ]
  },
})

const COMMANDS = { commands: true } as const

interface Merge {
  readonly id: string
  readonly version: number
  readonly into: GroupId
  readonly from: GroupId
  readonly lines: string
  readonly undone: string | null
}

interface Returning {
  readonly member: Member
  /** What they were in their own group, and their place in it. */
  readonly relationship: string
  readonly sequence: number
}

interface Plan {
  readonly merge: Merge
  readonly returning: readonly Returning[]
  readonly staying: readonly Member[]
  readonly after: ReadonlyMap<PersonId, string>
}

/** @throws Refusal `not-found`; `wrong-state` when the families are no longer those that were merged: they are split instead. */
async function plan(tx: Tx, { mergeId, relationships = {} }: Input): Promise<Plan> {
  const { into, from } = await getMerge(tx, mergeId)
  const { coming: returned, staying: here } = await bothGroups(tx, from, into)
  // Read again: somebody may have taken it back while we waited for the groups.
  const merge = await getMerge(tx, mergeId)
  if (merge.undone !== null) throw wrongState('taken-back', 'this merge was taken back already')
  if (returned.length > 0) throw wrongState('group-in-use', 'somebody is in the other group again: move them instead')
  const before = await membersBefore(tx, from)
  const returning = here.flatMap(member => {
    const was = before.get(member.individual)
    return was === undefined ? [] : [{ member, ...was }]
  })
  const staying = here.filter(member => !before.has(member.individual))
  const after = codesBefore(staying, codesOf(staying, merge.lines), relationships)
  const leads = (codes: Iterable<string>) => [...codes].filter(code => code === FOCAL_POINT).length === 1
  if (!leads(after.values()) || !leads(returning.map(({ relationship }) => relationship)))
    throw wrongState('focal-point-gone', 'a focal point of before is no longer in this family: split it instead')
  return { merge, returning, staying, after }
}

async function getMerge(tx: Tx, id: string): Promise<Merge> {
  const { rows } = await sql<Merge>`select id, version, parent_id as into, from_group as from, codes_before as lines,
      undone_because as undone from registration.group_merge where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such merge')
  return rows[0]
}

/** Who left a group because it was merged, and what each was there last. */
async function membersBefore(
  tx: Tx,
  group: GroupId,
): Promise<ReadonlyMap<PersonId, { readonly relationship: string; readonly sequence: number }>> {
  const { rows } = await sql<{ individual: PersonId; relationship: string; sequence: number }>`
    select distinct on (individual) individual, relationship, sequence from registration.membership
    where parent_id = ${group}::uuid and left_because = 'merged' order by individual, id desc`.execute(tx)
  return new Map(rows.map(({ individual, ...was }) => [individual, was]))
}

/** @throws Refusal `invalid` naming who joined since and is to somebody else now. */
function codesBefore(
  staying: readonly Member[],
  before: ReadonlyMap<PersonId, string>,
  chosen: Chosen,
): ReadonlyMap<PersonId, string> {
  const leader = staying.find(({ individual }) => before.get(individual) === FOCAL_POINT)
  const codes = staying.map(({ individual, relationship }) => {
    const code = before.get(individual) ?? chosen[individual] ?? (leader?.focalPoint ? relationship : undefined)
    return [individual, code] as const
  })
  const unsaid = codes.filter(([, code]) => code === undefined)
  if (unsaid.length > 0)
    throw invalid(
      unsaid.map(([individual]) => ({
        path: `relationships.${individual}`,
        problem: 'registration.problem.say-the-relationship',
      })),
    )
  return new Map(codes as readonly (readonly [PersonId, string])[])
}

/** The two no longer belong together for that reason. */
async function unlink(tx: Tx, asking: Asking, { from, into }: Merge): Promise<void> {
  const { rows } = await sql<{ id: string; version: number }>`select id, version from registration.group_link
    where reason = 'merged' and withdrawn_at is null
      and ((parent_id = ${from}::uuid and other_group = ${into}::uuid) or (parent_id = ${into}::uuid and other_group = ${from}::uuid))`.execute(
    tx,
  )
  for (const { id, version } of rows)
    await changeRecord(tx, asking, registration, 'group_link', id, version, {
      withdrawn_at: asking.now().toISOString(),
    })
}
