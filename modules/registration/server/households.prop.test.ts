import { seededRandom } from '@nansen/kernel'
import { type Command, stepUp } from '@nansen/store'
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
import { answerTransfer, askTransfer } from './commands/transferGroup.ts'
import { unmergeGroups } from './commands/unmergeGroups.ts'
import { confirmDuplicate, undoDuplicate } from './events/duplicate.ts'
import { recordBirth } from './events/recordBirth.ts'
import { recordCustody } from './events/recordCustody.ts'
import { recordDeparture } from './events/recordDeparture.ts'
import { recordMarriage } from './events/recordMarriage.ts'
import { recordReturn } from './events/recordReturn.ts'
import { recordReunion } from './events/recordReunion.ts'
import { recordSeparation } from './events/recordSeparation.ts'

/** Printed when the test fails: the same seed makes the same acts, though not in the same moments. */
const SEED = process.env.SEED ?? '2026-11'
const ROUNDS = Number(process.env.ROUNDS ?? 10)
/** Rounds after which an act that never came about is a fault. */
const MOST_ROUNDS = 8 * ROUNDS
/** Families at the start: few, so that acts meet. */
const FAMILIES = 5
/** Acts at the same moment: as many as there are connections. */
const AT_ONCE = 8
/** What a well-behaved server may answer under contention. Anything else is a bug. */
const FINE = ['invalid', 'not-allowed', 'wrong-state', 'stale', 'not-found', 'unavailable']

let office: PracticeOffice
let colleagues: readonly Colleague[]
beforeAll(async () => {
  office = await practiceOffice()
  const [officer, ...supervisors] = await Promise.all([
    office.colleague('registration_officer', 'DAD'),
    ...Array.from({ length: 4 }, () => office.colleague('registration_supervisor', 'DAD')),
  ])
  colleagues = [officer, ...supervisors]
  for (const { staffId, token } of supervisors) {
    await stepUp(office.store, token)
    await office.owner.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
       values (gen_random_uuid(), $1, 'registration_supervisor', $2, '2020-01-01', true)`,
      [staffId, office.offices.KAK],
    )
  }
})
afterAll(() => office.end())

const day = new Date().toISOString().slice(0, 10)
const RELATIONSHIPS = { male: ['HUS', 'SON', 'SBM', 'UKM'], female: ['WIF', 'DAU', 'SBF', 'UKF'] } as const

const random = seededRandom(SEED)
const someone = () => {
  const sex = random.pick(['male', 'female'] as const)
  const name = random.pick(['Ali Nur', 'Sahra Omar'])
  return { relationship: random.pick(RELATIONSHIPS[sex]), person: person(sex, name) }
}

test('whatever many people do to few families at the same moment, each stays a family', async () => {
  for (let i = 0; i < FAMILIES; i++) {
    const members = [someone(), someone(), someone(), someone()].map((member, at) =>
      at === 0 ? { ...member, relationship: 'PA' } : member,
    )
    await colleagues[0]!.does<Registered>(registerGroup, office.registering(members))
  }
  const done: string[] = []
  for (let round = 0; round < ROUNDS || (missed(done).length > 0 && round < MOST_ROUNDS); round++) {
    const acts = actsOn(await everything())
    const results = await Promise.allSettled(
      acts.map(([command, input], at) => colleagues[(round + at) % colleagues.length]!.does(command, input)),
    )
    for (const [at, result] of results.entries()) {
      if (result.status === 'fulfilled') done.push(acts[at]![0].name)
      else if (!FINE.includes(String((result.reason as { code?: string }).code))) throw result.reason
    }
    expect(await broken(), `seed ${SEED}, round ${round}`).toEqual([])
  }
  expect(done.length).toBeGreaterThan(ROUNDS)
  expect(missed(done), done.join(' ')).toEqual([])
})

/** Acts of those that join and part families of which none was done. */
const missed = (done: readonly string[]): readonly string[] =>
  [mergeGroups, unmergeGroups, askTransfer, answerTransfer].map(({ name }) => name).filter(name => !done.includes(name))

type Deed = readonly [Command, object]

/** As many acts as are done at the same moment: each of the four that join and part families once, and any. */
function actsOn(all: Everything): readonly Deed[] {
  const joining = joiningActs(all)
  const events = eventActs(all)
  const any = [...joining, ...memberActs(all), ...events]
  const sure = [...joining, random.pick(events)]
  return [...sure.map(act => act()), ...Array.from({ length: AT_ONCE - sure.length }, () => random.pick(any)())]
}

const sayAll = (people: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(people.map(id => [id, sexes.get(id) === 'male' ? 'UKM' : 'UKF']))
const oneOf = (ids: readonly string[], instead: string): string => (ids.length === 0 ? instead : random.pick(ids))

function joiningActs({ groups, full, people, merges, transfers }: Everything): readonly (() => Deed)[] {
  const [from, into] = [oneOf(full, groups[0]!), oneOf(full, groups[1]!)]
  const told = { relationships: sayAll(people), because: 'said by the property' }
  const focalPoint = random.pick([{}, { focalPoint: random.pick(people) }])
  return [
    () => [mergeGroups, { fromGroupId: from, intoGroupId: into, ...focalPoint, ...told }],
    () => [unmergeGroups, { mergeId: oneOf(merges, from), ...told }],
    () => [
      askTransfer,
      { groupId: oneOf(full, from), officeId: random.pick([office.offices.DAD, office.offices.KAK]), because: 'moved' },
    ],
    () => [
      answerTransfer,
      {
        transferId: oneOf(transfers, from),
        answer: random.pick(['accepted', 'accepted', 'refused', 'withdrawn']),
        because: 'they came',
      },
    ],
  ]
}

function memberActs({ groups, people }: Everything): readonly (() => Deed)[] {
  const [one, two] = [random.pick(groups), random.pick(groups)]
  const [first, successor] = [random.pick(people), random.pick(people)]
  const relationships = sayAll(people)
  const relationship = relationships[first]
  return [
    () => [addMember, { groupId: one, ...someone() }],
    () => [moveMember, { individualId: first, toGroupId: two, relationship, successor, relationships }],
    () => [splitGroup, { groupId: one, leaving: [first], focalPoint: first, successor, relationships }],
    () => [changeFocalPoint, { groupId: one, focalPoint: first, relationships }],
    () => [recordDeath, { individualId: first, diedOn: day, source: 'told', successor, relationships }],
    () => [
      changeStatus,
      { individualId: first, status: 'active', reason: 'reactivated', effectiveOn: day, relationship },
    ],
  ]
}

/** What happens in people's lives, to anybody and whoever fits. */
function eventActs({ groups, people }: Everything): readonly (() => Deed)[] {
  const [groupId, one, other, successor] = [
    random.pick(groups),
    random.pick(people),
    random.pick(people),
    random.pick(people),
  ]
  const relationships = sayAll(people)
  const told = { happenedOn: day, source: 'told by the property' }
  const relationship = relationships[one]
  const moves = { individualId: one, relationship, successor, relationships }
  const leaves = { leaving: [one], focalPoint: one, successor, relationships }
  return [
    () => [recordBirth, { groupId, mother: other, ...someone(), ...told }],
    () => [recordMarriage, { individualId: one, spouseId: other, ...random.pick([{}, { moves }]), ...told }],
    () => [
      recordSeparation,
      { individualId: one, spouseId: other, how: 'divorce', ...random.pick([{}, { leaves }]), ...told },
    ],
    () => [
      recordCustody,
      { childId: one, carerId: other, how: 'custody', relationship, successor, relationships, ...told },
    ],
    () => [recordReunion, { individualId: other, arrivedId: one, relationship, successor, relationships, ...told }],
    () => [recordDeparture, { groupId, leaving: [one], reason: 'no-contact', successor, relationships, ...told }],
    () => [recordReturn, { people: [one], relationships, verifiedBy: 'interview', ...told }],
    () => [confirmDuplicate, { staysId: one, otherId: other, successor, relationships, ...told }],
    () => [undoDuplicate, { otherId: one, relationship, ...told }],
  ]
}

const sexes = new Map<string, string>()

interface Everything {
  readonly groups: readonly string[]
  /** Groups that somebody is in. */
  readonly full: readonly string[]
  readonly people: readonly string[]
  readonly merges: readonly string[]
  readonly transfers: readonly string[]
}

async function everything(): Promise<Everything> {
  const open = async (table: string, column: string) =>
    (
      await office.owner.query<{ id: string }>(
        `select id from registration.${table} where ${column} is null order by created_at desc limit 4`,
      )
    ).rows.map(({ id }) => id)
  const groups = await office.owner.query<{ id: string; size: number }>(
    'select id, size from registration.registration_group order by number',
  )
  const people = await office.owner.query<{ id: string; sex: string }>(
    'select id, sex from registration.individual order by number',
  )
  for (const { id, sex } of people.rows) sexes.set(id, sex)
  return {
    groups: groups.rows.map(row => row.id),
    full: groups.rows.filter(row => row.size > 0).map(row => row.id),
    people: people.rows.map(row => row.id),
    merges: await open('group_merge', 'undone_because'),
    transfers: await open('transfer', 'answer'),
  }
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
  const astray = await office.owner.query<{ id: string }>(`select i.id from registration.individual i
    join registration.membership m on m.individual = i.id and m.member_to is null
    join registration.registration_group g on g.id = m.parent_id
    where i.office_id <> g.office_id or m.office_id <> g.office_id
      or exists (select from registration.name n where n.parent_id = i.id and n.office_id <> i.office_id)
      or exists (select from registration.status_change s where s.parent_id = i.id and s.office_id <> i.office_id)`)
  return [
    ...astray.rows.map(row => `${row.id} is not where their family is`),
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
