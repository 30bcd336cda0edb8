import { ageRange, invalid, type PartialDate, Refusal } from '@nansen/kernel'
import { type Asking, type Consequence, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type Other, othersSchema, tellApart } from '../alike/others.ts'
import { consequence } from '../commands/consequences.ts'
import { CODE, ID, object } from '../commands/schemas.ts'
import { type GroupId, join, lockGroups, nextSequence, type PersonId, settle, today } from '../household/households.ts'
import { PERSON, type PersonInput, registerPerson } from '../person/registerPerson.ts'
import { lastDay, TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Input extends Told {
  readonly groupId: GroupId
  /** She exists: who bore a child whom nobody knows is a new registration, not a birth. */
  readonly mother: PersonId
  readonly father?: PersonId
  /** What the child is to the focal point. */
  readonly relationship: string
  /** `born` is the day of the event, whatever this says. */
  readonly person: PersonInput
  /** Children whom the query `newbornAlike` showed, and why each is another. */
  readonly others?: readonly Other[]
}

/** Days after which a birth is registered late: a year, as the UN Principles for a Vital Statistics System (rev. 3, 2014) have *delayed*. */
const LATE_AFTER = 365
const DAY = 86_400_000

/** A child is born to a registered mother: a new member with a number, no biometrics and no consent yet. */
export const recordBirth = defineCommand<Input, { id: PersonId; number: string; late: boolean }>({
  name: 'registration.recordBirth',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  input: object(
    { groupId: ID, mother: ID, father: ID, relationship: CODE, person: PERSON, others: othersSchema(), ...TOLD },
    ['father', 'others', ...TOLD_OPTIONAL],
  ),
  output: object({ id: ID, number: { type: 'string' }, late: { type: 'boolean' } }),
  run: bear,
  preview: async (tx, asking, input) => [
    ...(await whatFollows(tx, asking, { name: 'registration.birth', ids: [input.mother], on: input.happenedOn }, () =>
      bear(tx, asking, input),
    )),
    ...aboutTheChild(asking, input),
  ],
})

function aboutTheChild(asking: Asking, input: Input): readonly Consequence[] {
  return [
    consequence('consent-is-asked-later'),
    consequence('no-biometrics-under-five'),
    ...(isLate(input.happenedOn, today(asking)) ? [consequence('late-birth', 'warning')] : []),
    ...(input.document === undefined ? [consequence('no-birth-paper', 'warning')] : []),
  ]
}

const isLate = (on: PartialDate, day: string): boolean =>
  Date.parse(day) - Date.parse(lastDay(on, day)) > LATE_AFTER * DAY

async function bear(tx: Tx, asking: Asking, input: Input): Promise<{ id: PersonId; number: string; late: boolean }> {
  const { groupId, mother, relationship, happenedOn } = input
  const group = (await lockGroups(tx, [groupId])).get(groupId)!
  const [her, him] = await parentsOf(tx, input)
  const { rows } = await sql<{ level: string; country: string }>`select g.registration_level as level, o.country
    from registration.registration_group g join auth.office o on o.id = g.office_id where g.id = ${groupId}::uuid`.execute(
    tx,
  )
  const here = rows[0]!.country
  const person = {
    country_of_birth: here,
    country_of_asylum: here,
    ...input.person,
    born: happenedOn,
    ...(input.person.mother_name === undefined ? { mother_name: her.name } : {}),
    ...(input.person.father_name === undefined && him !== null ? { father_name: him.name } : {}),
  }
  const { id, number, sex } = await registerPerson(tx, asking, group.officeId, rows[0]!.level, person, 'person.')
  await join(tx, asking, groupId, { individual: id, sex, relationship }, await nextSequence(tx, groupId))
  await settle(tx, asking, groupId)
  const late = isLate(happenedOn, today(asking))
  await writeEvents(tx, asking, input, [{ kind: 'birth', individual: id, other: mother, late }])
  await tellApart(tx, asking, id, input.others ?? [])
  return { id, number, late }
}

interface Parent {
  readonly id: PersonId
  readonly name: string
  readonly sex: string
  readonly born: PartialDate | null
}

/** Completed years below which nobody bears a child. As the findings about parents in a household. */
const YOUNGEST_PARENT = 12

/** @throws Refusal `not-found` for a parent whom the asker does not read; `invalid` for one who cannot be. */
async function parentsOf(tx: Tx, { mother, father, happenedOn }: Input): Promise<readonly [Parent, Parent | null]> {
  const her = await parent(tx, mother)
  const him = father === undefined ? null : await parent(tx, father)
  const day = happenedOn.length === 10 ? happenedOn : `${happenedOn}${'-12-31'.slice(happenedOn.length - 4)}`
  const tooYoung = ({ born }: Parent) => born !== null && ageRange(born, day).oldest < YOUNGEST_PARENT
  const problems = [
    ...(her.sex === 'male' || tooYoung(her)
      ? [{ path: 'mother', problem: 'registration.problem.not-the-mother' }]
      : []),
    ...(him !== null && (him.sex === 'female' || him.id === her.id || tooYoung(him))
      ? [{ path: 'father', problem: 'registration.problem.not-the-father' }]
      : []),
  ]
  if (problems.length > 0) throw invalid(problems)
  return [her, him]
}

async function parent(tx: Tx, id: PersonId): Promise<Parent> {
  const { rows } = await sql<Parent>`select id, display_name as name, sex, born from registration.individual
    where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  return rows[0]
}
