import { ageRange, invalid } from '@nansen/kernel'
import { type Asking, type Consequence, defineCommand, type Tx } from '@nansen/store'
import { consequence } from '../commands/consequences.ts'
import { moveTo } from '../commands/moveMember.ts'
import { CODE, ID, object, RELATIONSHIPS } from '../commands/schemas.ts'
import { type GroupId, groupOf, lockGroups, membersOf, type PersonId, recode } from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { isMarriedStill, partner, writeMaritalStatus, writeMarriage } from './couple.ts'
import { TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Input extends Told {
  readonly individualId: PersonId
  /** Of the two, one is given: the spouse's record, or the name of somebody who has none. */
  readonly spouseId?: PersonId
  readonly spouseName?: string
  readonly kind?: string
  /** Who goes to live with the other's family, and what they are there. */
  readonly moves?: {
    readonly individualId: PersonId
    readonly relationship: string
    readonly successor?: PersonId
    readonly relationships?: Chosen
  }
  /** What each is to the focal point now, of those who stay in their group. */
  readonly relationships?: Chosen
}

/** Two people marry; where they live together from now on is theirs to say. */
export const recordMarriage = defineCommand<Input, { readonly groupId: GroupId | null }>({
  name: 'registration.recordMarriage',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      individualId: ID,
      spouseId: ID,
      spouseName: { type: 'string', minLength: 1, maxLength: 200 },
      kind: { enum: ['civil', 'religious', 'customary', 'common-law', 'partnership'] },
      moves: object({ individualId: ID, relationship: CODE, successor: ID, relationships: RELATIONSHIPS }, [
        'successor',
        'relationships',
      ]),
      relationships: RELATIONSHIPS,
      ...TOLD,
    },
    ['spouseId', 'spouseName', 'kind', 'moves', 'relationships', ...TOLD_OPTIONAL],
  ),
  output: object({ groupId: { anyOf: [ID, { type: 'null' }] } }),
  run: marry,
  preview: async (tx, asking, input) => {
    const about = await aboutTheCouple(tx, input)
    const ids = couple(input)
    const happening = { name: 'registration.marriage', ids, on: input.happenedOn }
    return [...about, ...(await whatFollows(tx, asking, happening, () => marry(tx, asking, input)))]
  },
})

const couple = ({ individualId, spouseId }: Input): readonly PersonId[] =>
  spouseId === undefined ? [individualId] : [individualId, spouseId]

const ADULT = 18
/** By how the marriage was made; else married. Codes of the list `marital_status`. */
const MARITAL: Readonly<Record<string, string>> = { 'common-law': 'CL', partnership: 'PT' }

async function marry(tx: Tx, asking: Asking, input: Input): Promise<{ groupId: GroupId | null }> {
  const { individualId, spouseId, spouseName, moves } = input
  if ((spouseId === undefined) === (spouseName === undefined) || spouseId === individualId)
    throw invalid([{ path: 'spouseId', problem: 'registration.problem.one-spouse' }])
  const groups = await lockFamilies(tx, couple(input))
  for (const id of couple(input)) await wed(tx, asking, input, id)
  await writeEvents(
    tx,
    asking,
    input,
    couple(input).map(individual => ({
      kind: 'marriage' as const,
      individual,
      other: couple(input).find(each => each !== individual) ?? null,
    })),
  )
  const members = (await membersOf(tx, groups)).filter(member => member.individual !== moves?.individualId)
  await recode(tx, asking, members, new Map(Object.entries(input.relationships ?? {}) as [PersonId, string][]))
  return { groupId: moves === undefined ? null : await moveIn(tx, asking, couple(input), moves) }
}

async function wed(tx: Tx, asking: Asking, input: Input, id: PersonId): Promise<void> {
  const { individualId, spouseId, spouseName, kind } = input
  const isFirst = id === individualId
  const one = await partner(tx, id, isFirst ? 'individualId' : 'spouseId')
  await writeMaritalStatus(tx, asking, one, MARITAL[kind ?? ''] ?? 'MA')
  const spouse = isFirst ? (spouseId ?? null) : individualId
  await writeMarriage(tx, asking, input, id, { kind, spouse, spouseName: isFirst ? (spouseName ?? null) : null })
}

/** One of them goes to live with the other's family. */
async function moveIn(
  tx: Tx,
  asking: Asking,
  people: readonly PersonId[],
  moves: NonNullable<Input['moves']>,
): Promise<GroupId> {
  const stays = people.find(each => each !== moves.individualId)
  const toGroupId = stays === undefined ? null : await groupOf(tx, stays)
  if (toGroupId === null || !people.includes(moves.individualId))
    throw invalid([{ path: 'moves', problem: 'registration.problem.not-a-member' }])
  await moveTo(tx, asking, { ...moves, toGroupId })
  return toGroupId
}

async function lockFamilies(tx: Tx, people: readonly PersonId[]): Promise<readonly GroupId[]> {
  const found: (GroupId | null)[] = []
  for (const person of people) found.push(await groupOf(tx, person))
  const groups = [...new Set(found.filter(id => id !== null))]
  await lockGroups(tx, groups)
  return groups
}

async function aboutTheCouple(tx: Tx, input: Input): Promise<readonly Consequence[]> {
  const told: Consequence[] = []
  for (const id of couple(input)) {
    const { name, born } = await partner(tx, id, id === input.spouseId ? 'spouseId' : 'individualId')
    const on = `${input.happenedOn}${'-12-31'.slice(input.happenedOn.length - 4)}`.slice(0, 10)
    if (born !== null && ageRange(born, on).youngest < ADULT)
      told.push(consequence('child-marries', 'warning', { name }))
    if (await isMarriedStill(tx, id)) told.push(consequence('married-already', 'warning', { name }))
  }
  return told
}
