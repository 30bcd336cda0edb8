import { invalid } from '@nansen/kernel'
import { defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { FOCAL_POINT } from '../../index.ts'
import { type Other, othersSchema, tellApart } from '../alike/others.ts'
import {
  type GroupId,
  join,
  lockGroups,
  type Member,
  membersOf,
  nextSequence,
  type PersonId,
  settle,
  today,
} from '../household/households.ts'
import { PERSON, type PersonInput, registerPerson } from '../person/registerPerson.ts'
import { unlikely } from './consequences.ts'
import { CODE, ID, object } from './schemas.ts'

interface Input {
  readonly groupId: GroupId
  readonly relationship: string
  readonly person: PersonInput
  /** People whom the query `lookAlikes` showed, and why each is another. */
  readonly others?: readonly Other[]
}

/** Registers somebody into a group that exists: a newborn, or a relative who arrived. */
export const addMember = defineCommand<Input, { id: PersonId; number: string }>({
  name: 'registration.addMember',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  input: object({ groupId: ID, relationship: CODE, person: PERSON, others: othersSchema() }, ['others']),
  output: object({ id: ID, number: { type: 'string' } }),
  async run(tx, asking, { groupId, relationship, person, others = [] }) {
    const group = (await lockGroups(tx, [groupId])).get(groupId)!
    const members = await membersOf(tx, [groupId])
    refuseSecondLeader(members, relationship)
    const level = await levelOf(tx, groupId)
    const { id, number, sex } = await registerPerson(tx, asking, group.officeId, level, person, 'person.')
    await join(tx, asking, groupId, { individual: id, sex, relationship }, await nextSequence(tx, groupId))
    await settle(tx, asking, groupId)
    await tellApart(tx, asking, id, others)
    return { id, number }
  },
  async preview(tx, asking, { groupId, relationship, person }) {
    const members = await membersOf(tx, [groupId])
    const added = { relationship, sex: person.sex, born: person.born, maritalStatus: null }
    return unlikely([...members, added], today(asking))
  },
})

function refuseSecondLeader(members: readonly Member[], relationship: string): void {
  const hasLeader = members.some(member => member.focalPoint)
  if (hasLeader === (relationship === FOCAL_POINT))
    throw invalid([{ path: 'relationship', problem: 'registration.problem.one-focal-point' }])
}

async function levelOf(tx: Tx, groupId: GroupId): Promise<string> {
  const { rows } = await sql<{
    level: string
  }>`select registration_level as level from registration.registration_group where id = ${groupId}::uuid`.execute(tx)
  return rows[0]!.level
}
