import { type Asking, defineCommand, type Tx } from '@nansen/store'
import { SPOUSES } from '../../index.ts'
import { ID, IDS, object, RELATIONSHIPS } from '../commands/schemas.ts'
import { split } from '../commands/splitGroup.ts'
import {
  type GroupId,
  groupOf,
  lockGroups,
  type Member,
  membersOf,
  type PersonId,
  recode,
} from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { endMarriage, partner, writeMaritalStatus } from './couple.ts'
import { TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Input extends Told {
  readonly individualId: PersonId
  /** Absent where the spouse is not registered. */
  readonly spouseId?: PersonId
  readonly how: 'divorce' | 'separation'
  /** Who leaves the family for a group of their own, and who leads them. */
  readonly leaves?: {
    readonly leaving: readonly PersonId[]
    readonly focalPoint: PersonId
    readonly successor?: PersonId
    readonly relationships?: Chosen
  }
}

/** A couple parts: by divorce, or without one. Who leaves becomes a group of their own, linked with the one that stays. */
export const recordSeparation = defineCommand<Input, { readonly groupId: GroupId | null }>({
  name: 'registration.recordSeparation',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      individualId: ID,
      spouseId: ID,
      how: { enum: ['divorce', 'separation'] },
      leaves: object({ leaving: IDS, focalPoint: ID, successor: ID, relationships: RELATIONSHIPS }, [
        'successor',
        'relationships',
      ]),
      ...TOLD,
    },
    ['spouseId', 'leaves', ...TOLD_OPTIONAL],
  ),
  output: object({ groupId: { anyOf: [ID, { type: 'null' }] } }),
  run: part,
  preview: (tx, asking, input) =>
    whatFollows(tx, asking, { name: `registration.${input.how}`, ids: couple(input), on: input.happenedOn }, () =>
      part(tx, asking, input),
    ),
})

const couple = ({ individualId, spouseId }: Input): readonly PersonId[] =>
  spouseId === undefined ? [individualId] : [individualId, spouseId]

const MARITAL = { divorce: 'DV', separation: 'SR' } as const

async function part(tx: Tx, asking: Asking, input: Input): Promise<{ groupId: GroupId | null }> {
  const { individualId, spouseId, how, leaves } = input
  const groupId = await groupOf(tx, individualId)
  if (groupId === null) throw wrongState('in-no-group', 'this person is in no group now')
  await lockGroups(tx, [groupId])
  for (const id of couple(input)) {
    const one = await partner(tx, id, id === spouseId ? 'spouseId' : 'individualId')
    const other = id === individualId ? (spouseId ?? null) : individualId
    await endMarriage(tx, asking, id, other, { because: how, on: input.happenedOn })
    await writeMaritalStatus(tx, asking, one, MARITAL[how])
  }
  await writeEvents(
    tx,
    asking,
    input,
    couple(input).map(individual => ({
      kind: how,
      individual,
      other: couple(input).find(each => each !== individual) ?? null,
    })),
  )
  const made = leaves === undefined ? null : await split(tx, asking, { ...leaves, groupId })
  await recode(tx, asking, ...formerSpouses(await membersOf(tx, [groupId]), couple(input)))
  return { groupId: made?.groupId ?? null }
}

/** In a group that both stay in, a spouse of the focal point is from now on a former one. */
function formerSpouses(
  members: readonly Member[],
  people: readonly PersonId[],
): readonly [readonly Member[], ReadonlyMap<PersonId, string>] {
  const both = members.filter(member => people.includes(member.individual))
  const former = both.some(member => member.focalPoint)
    ? both.filter(member => !member.focalPoint && SPOUSES.includes(member.relationship))
    : []
  return [members, new Map(former.map(({ individual, sex }) => [individual, sex === 'male' ? 'EXM' : 'EXF']))]
}
