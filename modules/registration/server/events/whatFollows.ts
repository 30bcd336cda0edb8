import { type Asking, type Consequence, foresee, type Happening, type Tx } from '@nansen/store'
import { consequence, unlikely } from '../commands/consequences.ts'
import { type GroupId, groupOf, type Member, membersOf, type PersonId, today } from '../household/households.ts'

/**
 * What an act would bring about: it is done, what is other than before is said, and the preview's transaction is taken back. So what is
 * said cannot be other than what is done.
 */
export async function whatFollows(
  tx: Tx,
  asking: Asking,
  happening: Omit<Happening, 'ids'> & { readonly ids: readonly PersonId[] },
  work: () => Promise<unknown>,
): Promise<readonly Consequence[]> {
  const elsewhere = await foresee(tx, asking, happening)
  const groups = await groupsOf(tx, happening.ids)
  const before = await membersOf(tx, groups)
  await work()
  const touched = [...new Set([...groups, ...(await groupsOf(tx, happening.ids))])]
  const after = await membersOf(tx, touched)
  const families = Map.groupBy(after, member => member.groupId).values()
  return [
    ...differences(before, after),
    ...groups
      .filter(id => !after.some(member => member.groupId === id))
      .map(() => consequence('group-is-empty', 'warning')),
    ...[...families].flatMap(family => [
      ...unlikely(family, today(asking)),
      ...withoutAdult(family, before, today(asking)),
    ]),
    ...elsewhere,
  ]
}

async function groupsOf(tx: Tx, people: readonly PersonId[]): Promise<readonly GroupId[]> {
  const found: (GroupId | null)[] = []
  for (const person of people) found.push(await groupOf(tx, person))
  return [...new Set(found.filter(id => id !== null))]
}

/** Marital statuses that an event writes, each with a sentence of its own. */
const MARITAL: Readonly<Record<string, string>> = {
  MA: 'married',
  CL: 'married',
  DV: 'divorced',
  SR: 'separated',
  WD: 'widowed',
}

/** Who left, who came, who leads, what each is now: by person, wherever they were and are. */
function differences(before: readonly Member[], after: readonly Member[]): readonly Consequence[] {
  const was = new Map(before.map(member => [member.individual, member]))
  const is = new Map(after.map(member => [member.individual, member]))
  const left = before.filter(member => !is.has(member.individual))
  return [
    ...left.map(({ name }) => consequence('leaves', 'info', { name })),
    ...after.flatMap(member => changesOf(was.get(member.individual), member)),
  ]
}

function changesOf(was: Member | undefined, is: Member): readonly Consequence[] {
  const { name, relationship, focalPoint, maritalStatus } = is
  const moved = was?.groupId !== is.groupId
  const marital = maritalStatus !== was?.maritalStatus && was !== undefined ? MARITAL[maritalStatus ?? ''] : undefined
  return [
    ...(moved ? [consequence(was === undefined ? 'joins' : 'moves', 'info', { name, relationship })] : []),
    ...(focalPoint && was?.focalPoint === false ? [consequence('becomes-focal-point', 'warning', { name })] : []),
    ...(!moved && !focalPoint && was?.relationship !== relationship
      ? [consequence('becomes', 'info', { name, relationship })]
      : []),
    ...(marital === undefined ? [] : [consequence(marital, 'info', { name })]),
  ]
}

/** Completed years below which somebody without an adult in the group is looked at by child protection. */
const ADULT = 18

function withoutAdult(family: readonly Member[], before: readonly Member[], day: string): readonly Consequence[] {
  const isChild = ({ born }: Member) => born !== null && Number(day.slice(0, 4)) - Number(born.slice(0, 4)) < ADULT
  const hadAdult = before.some(
    member =>
      !isChild(member) &&
      family.some(each => each.groupId === member.groupId) &&
      !family.some(each => each.individual === member.individual),
  )
  return family.every(isChild) && hadAdult
    ? [consequence('children-alone', 'warning', { children: family.length })]
    : []
}
