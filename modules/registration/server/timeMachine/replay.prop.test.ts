import { seededRandom } from '@nansen/kernel'
import { asSession, type Command } from '@nansen/store'
import { type Colleague, FAMILY, type PracticeOffice, person, practiceOffice } from '@nansen/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsAt } from '../../timeMachine/replay.ts'
import { addMember } from '../commands/addMember.ts'
import { changeFocalPoint } from '../commands/changeFocalPoint.ts'
import { decideCorrection, requestCorrection } from '../commands/corrections.ts'
import { registerGroup } from '../commands/registerGroup.ts'
import { splitGroup } from '../commands/splitGroup.ts'
import { recordBirth } from '../events/recordBirth.ts'
import { recordDeparture } from '../events/recordDeparture.ts'
import { recordMarriage } from '../events/recordMarriage.ts'
import { recordMove } from '../events/recordMove.ts'
import { recordReturn } from '../events/recordReturn.ts'
import { recordSeparation } from '../events/recordSeparation.ts'
import { pastOf } from './pastOf.ts'

const SEED = process.env.SEED ?? 'replay-1'
const STEPS = Number(process.env.STEPS ?? 40)

let office: PracticeOffice
let officer: Colleague
let supervisor: Colleague
beforeAll(async () => {
  office = await practiceOffice()
  officer = await office.colleague('registration_officer', 'DAD')
  supervisor = await office.colleague('registration_supervisor', 'DAD')
})
afterAll(() => office.end())

const day = new Date().toISOString().slice(0, 10)
const random = seededRandom(SEED)
const RECORDS = ['individual', 'membership', 'status_change', 'legal_status', 'address', 'marriage'] as const
/** What the log does not keep: who, when and which version, and whose the row is. */
const BESIDE = [
  'id',
  'root_id',
  'version',
  'created_at',
  'created_by',
  'changed_at',
  'changed_by',
  'office_id',
  'owner_id',
]

type Snapshot = Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>

const comparable = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]) => value !== null && ![...BESIDE, 'restriction_group'].includes(field),
    ),
  )

/** Everything as it is now, past every policy. */
async function snapshot(): Promise<{ readonly instant: string; readonly rows: Snapshot }> {
  await new Promise(resolve => setTimeout(resolve, 5))
  const now = await office.owner.query<{ at: Date }>('select clock_timestamp() as at')
  const tables = await Promise.all(
    RECORDS.map(async record => {
      const { rows } = await office.owner.query(`select id, to_jsonb(t) as values from registration.${record} t`)
      return [record, Object.fromEntries(rows.map(({ id, values }) => [id, comparable(values)]))] as const
    }),
  )
  await new Promise(resolve => setTimeout(resolve, 5))
  return { instant: new Date(now.rows[0]!.at).toISOString(), rows: Object.fromEntries(tables) }
}

/** The same, told by the change log and today's rows, through the door and with the rights of an officer. */
async function replayed(instants: readonly string[]): Promise<readonly Snapshot[]> {
  const groups = await office.owner.query<{ id: string }>('select id from registration.registration_group')
  const pasts = await asSession(office.store, officer.token, {}, async tx => {
    const found = []
    for (const { id } of groups.rows) found.push(await pastOf(tx, 'registration_group', id))
    return found.filter(past => past !== null)
  })
  return instants.map(instant => {
    const whole: Record<string, Record<string, Record<string, unknown>>> = Object.fromEntries(
      RECORDS.map(record => [record, {}]),
    )
    for (const { changes, rows } of pasts)
      for (const [record, each] of rowsAt(changes, rows, instant))
        for (const [id, values] of each) whole[record]![id] = comparable(values)
    return whole
  })
}

const told = { happenedOn: day, source: 'told' }

async function someAct(): Promise<void> {
  const groups = await office.owner.query<{ id: string }>(
    'select id from registration.registration_group order by number',
  )
  const people = await office.owner.query<{ id: string; sex: 'male' | 'female' }>(
    'select id, sex from registration.individual order by number',
  )
  const groupId = random.pick(groups.rows).id
  const family = await office.familyOf(groupId)
  const one = family.people.length > 0 ? random.pick(family.people) : random.pick(people.rows).id
  const relationships = Object.fromEntries(people.rows.map(({ id, sex }) => [id, sex === 'male' ? 'UKM' : 'UKF']))
  const successor = random.pick(family.people.length > 0 ? family.people : [one])
  const acts: readonly (readonly [Command, object])[] = [
    [addMember, { groupId, relationship: 'UKM', person: person('male', 'Ali Nur') }],
    [recordBirth, { groupId, mother: one, relationship: 'UKF', person: person('female', 'Sahra'), ...told }],
    [recordMarriage, { individualId: one, spouseId: random.pick(people.rows).id, relationships: {}, ...told }],
    [recordSeparation, { individualId: one, how: random.pick(['divorce', 'separation']), ...told }],
    [recordMove, { groupId, people: [one], asSaid: random.pick(['Ifo', 'Garissa']), ...told }],
    [recordDeparture, { groupId, leaving: [one], reason: 'no-contact', successor, relationships, ...told }],
    [recordReturn, { people: [random.pick(people.rows).id], relationships, verifiedBy: 'interview', ...told }],
    [splitGroup, { groupId, leaving: [one], focalPoint: one, successor, relationships }],
    [changeFocalPoint, { groupId, focalPoint: one, relationships }],
  ]
  const [command, input] = random.pick(acts)
  if (random.pick([true, false, false])) await correct(one)
  else await officer.does(command, input)
}

async function correct(individualId: string): Promise<void> {
  const value = random.pick(['1988', '1989-05', '1991-02-03'])
  const asked = { individualId, what: 'born', value, because: 'new-document', evidence: 'a paper' }
  const { id } = await officer.does<{ id: string }>(requestCorrection, asked)
  await supervisor.does(decideCorrection, { correctionId: id, agree: true })
}

/** What an act may answer that does not fit the family as it is. */
const FINE = ['invalid', 'wrong-state', 'not-allowed', 'not-found', 'stale']

test('replaying the log to any instant gives the rows as they were at that instant', async () => {
  for (let i = 0; i < 3; i++) await officer.does(registerGroup, office.registering(FAMILY))
  const taken = [await snapshot()]
  let done = 0
  for (let step = 0; step < STEPS; step++) {
    const isDone = await someAct().then(
      () => true,
      error => {
        if (FINE.includes(String((error as { code?: string }).code))) return false
        throw error
      },
    )
    if (!isDone) continue
    done++
    taken.push(await snapshot())
  }
  expect(done, `seed ${SEED}`).toBeGreaterThan(STEPS / 4)
  const told = await replayed(taken.map(({ instant }) => instant))
  for (const [at, { rows }] of taken.entries()) expect(told[at], `seed ${SEED}, snapshot ${at}`).toEqual(rows)
})
