import { seededRandom } from '@nansen/kernel'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember } from './commands/addMember.ts'
import { changeFocalPoint } from './commands/changeFocalPoint.ts'
import { changeStatus } from './commands/changeStatus.ts'
import { mergeGroups } from './commands/mergeGroups.ts'
import { moveMember } from './commands/moveMember.ts'
import { recordDeath } from './commands/recordDeath.ts'
import { registerGroup } from './commands/registerGroup.ts'
import { splitGroup } from './commands/splitGroup.ts'

/** Printed when the test fails: the same seed makes the same acts, though not in the same moments. */
const SEED = process.env.SEED ?? '2026-11'
const ROUNDS = Number(process.env.ROUNDS ?? 10)
/** Acts at the same moment: as many as there are connections. */
const AT_ONCE = 8
/** What a well-behaved server may answer under contention. Anything else is a bug. */
const FINE = ['invalid', 'not-allowed', 'wrong-state', 'stale', 'not-found', 'unavailable']

let office: PracticeOffice
let colleagues: readonly Colleague[]
beforeAll(async () => {
  office = await practiceOffice()
  colleagues = await Promise.all(
    ['registration_officer', 'registration_officer', 'registration_supervisor', 'registration_supervisor'].map(role =>
      office.colleague(role as 'registration_officer', 'DAD'),
    ),
  )
})
afterAll(() => office.end())

const day = new Date().toISOString().slice(0, 10)
const RELATIONSHIPS = { male: ['HUS', 'SON', 'SBM', 'UKM'], female: ['WIF', 'DAU', 'SBF', 'UKF'] } as const

test('whatever many people do to few families at the same moment, each stays a family', async () => {
  const random = seededRandom(SEED)
  const someone = () => {
    const sex = random.pick(['male', 'female'] as const)
    return {
      relationship: random.pick(RELATIONSHIPS[sex]),
      person: person(sex, random.pick(['Ali Nur', 'Sahra Omar'])),
      sex,
    }
  }
  for (let i = 0; i < 4; i++) {
    const members = [someone(), someone(), someone(), someone()].map(({ relationship, person: who }, at) => ({
      relationship: at === 0 ? 'PA' : relationship,
      person: who,
    }))
    await colleagues[0]!.does<Registered>(registerGroup, office.registering(members))
  }
  const outcomes: Record<string, number> = {}
  for (let round = 0; round < ROUNDS; round++) {
    const { groups, people } = await everything()
    const acts = Array.from({ length: AT_ONCE }, () => act(groups, people, someone))
    const results = await Promise.allSettled(
      acts.map(([command, input], at) => colleagues[at % colleagues.length]!.does(command, input)),
    )
    for (const result of results) {
      const said = result.status === 'fulfilled' ? 'done' : String((result.reason as { code?: string }).code)
      outcomes[said] = (outcomes[said] ?? 0) + 1
      if (said !== 'done' && !FINE.includes(said)) throw (result as PromiseRejectedResult).reason
    }
    expect(await broken(), `seed ${SEED}, round ${round}`).toEqual([])
  }
  expect(outcomes.done, JSON.stringify(outcomes)).toBeGreaterThan(ROUNDS)

  function act(groups: readonly string[], people: readonly string[], anybody: typeof someone) {
    const [one, two] = [random.pick(groups), random.pick(groups)]
    const [first, second] = [random.pick(people), random.pick(people)]
    const sayAll = Object.fromEntries(people.map(id => [id, sexes.get(id) === 'male' ? 'UKM' : 'UKF']))
    const acts = [
      () => {
        const { relationship, person: who } = anybody()
        return [addMember, { groupId: one, relationship, person: who }] as const
      },
      () =>
        [
          moveMember,
          {
            individualId: first,
            toGroupId: two,
            relationship: sayAll[first],
            successor: second,
            relationships: sayAll,
          },
        ] as const,
      () =>
        [
          splitGroup,
          { groupId: one, leaving: [first], focalPoint: first, successor: second, relationships: sayAll },
        ] as const,
      () => [mergeGroups, { fromGroupId: one, intoGroupId: two, relationships: sayAll }] as const,
      () => [changeFocalPoint, { groupId: one, focalPoint: first, relationships: sayAll }] as const,
      () =>
        [
          recordDeath,
          { individualId: first, diedOn: day, source: 'told', successor: second, relationships: sayAll },
        ] as const,
      () =>
        [
          changeStatus,
          {
            individualId: first,
            status: 'active',
            reason: 'reactivated',
            effectiveOn: day,
            relationship: sayAll[first],
          },
        ] as const,
    ]
    return random.pick(acts)()
  }
})

const sexes = new Map<string, string>()

async function everything(): Promise<{ readonly groups: readonly string[]; readonly people: readonly string[] }> {
  const groups = await office.owner.query<{ id: string }>(
    'select id from registration.registration_group order by number',
  )
  const people = await office.owner.query<{ id: string; sex: string }>(
    'select id, sex from registration.individual order by number',
  )
  for (const { id, sex } of people.rows) sexes.set(id, sex)
  return { groups: groups.rows.map(row => row.id), people: people.rows.map(row => row.id) }
}

/** Every rule of a household, said again in other words than the database's triggers. */
async function broken(): Promise<readonly string[]> {
  const members = await office.owner.query<{
    group: string
    individual: string
    focal: boolean
    relationship: string
    sex: string
    says: string | null
    status: string
  }>(`select m.parent_id as group, m.individual, m.focal_point as focal, m.relationship, i.sex, r.sex as says, i.process_status as status
    from registration.membership m join registration.individual i on i.id = m.individual
    join registration.relationship_sex r on r.relationship = m.relationship where m.member_to is null`)
  const groups = await office.owner.query<{ id: string; size: number; focal_point: string | null }>(
    'select id, size, focal_point from registration.registration_group',
  )
  const lone = await office.owner.query<{ id: string }>(`select i.id from registration.individual i
    where i.process_status in ('active', 'hold')
      and not exists (select from registration.membership m where m.individual = i.id and m.member_to is null)`)
  const inGroups = members.rows.map(row => row.individual)
  return [
    ...groups.rows.flatMap(group => {
      const here = members.rows.filter(row => row.group === group.id)
      const leaders = here.filter(row => row.focal)
      const isRight =
        here.length === group.size &&
        leaders.length === Math.min(here.length, 1) &&
        (leaders[0]?.individual ?? null) === group.focal_point
      return isRight
        ? []
        : [`group ${group.id} of ${here.length} says ${group.size} and has ${leaders.length} focal points`]
    }),
    ...members.rows
      .filter(row => row.says !== null && row.says !== row.sex)
      .map(row => `${row.relationship} is ${row.sex}`),
    ...members.rows.filter(row => row.focal !== (row.relationship === 'PA')).map(row => `${row.relationship} leads`),
    ...inGroups.filter((id, at) => inGroups.indexOf(id) !== at).map(id => `${id} is in two groups`),
    ...members.rows
      .filter(row => !['active', 'hold'].includes(row.status))
      .map(row => `${row.individual} left and is a member`),
    ...lone.rows.map(row => `${row.id} is counted and in no group`),
  ]
}
