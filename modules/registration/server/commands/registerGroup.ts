import { invalid } from '@nansen/kernel'
import { jsonSchema } from '@nansen/model'
import { type Asking, changeRecord, defineCommand, getRecord, type JsonSchema, type Tx } from '@nansen/store'
import { FOCAL_POINT, REGISTRATION_LEVELS, registration } from '../../index.ts'
import { type Other, othersSchema, tellApart } from '../alike/others.ts'
import { type GroupId, type Joining, type PersonId, today } from '../household/households.ts'
import { createGroup, fillGroup } from '../household/newGroup.ts'
import { MOST_PEOPLE, PERSON, type PersonInput, registerPerson } from '../person/registerPerson.ts'
import { consequence, unlikely } from './consequences.ts'
import { CODE, ID, object } from './schemas.ts'

interface Input {
  readonly officeId: string
  readonly level: (typeof REGISTRATION_LEVELS)[number]
  /** Whether somebody looked for these people before. */
  readonly searched: boolean
  readonly notSearchedBecause?: string
  readonly group: Readonly<Record<string, unknown>>
  readonly members: readonly { readonly relationship: string; readonly person: PersonInput }[]
  /** People whom the query `lookAlikes` showed, and why each is another than the member (from 0). */
  readonly others?: readonly (Other & { readonly member: number })[]
  /** As whom they were counted on arrival. */
  readonly preRegistrationId?: string
}

interface Output {
  readonly groupId: GroupId
  readonly number: string
  readonly members: readonly { readonly id: PersonId; readonly number: string }[]
}

/** Characters: "system was slow" is the shortest reason anybody should give. The database asks for as many. */
const SHORTEST_REASON = 10

function groupSchema(): JsonSchema {
  const { properties } = jsonSchema(registration, 'registration_group', 'change') as {
    properties: Record<string, JsonSchema>
  }
  const { owner_id: _owner, extra: _extra, ...fields } = properties
  return object(fields, Object.keys(fields))
}

/**
 * Registers people who want to be processed together, at once or not at all: their group, themselves, their numbers.
 * @throws Refusal `invalid` naming each answer; without exactly one focal point; when nobody searched and nobody says why.
 */
export const registerGroup = defineCommand<Input, Output>({
  name: 'registration.registerGroup',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      officeId: ID,
      level: { enum: REGISTRATION_LEVELS },
      searched: { type: 'boolean' },
      notSearchedBecause: { type: 'string', maxLength: 500 },
      group: groupSchema(),
      members: {
        type: 'array',
        minItems: 1,
        maxItems: MOST_PEOPLE,
        items: object({ relationship: CODE, person: PERSON }),
      },
      others: othersSchema({ member: { type: 'integer', minimum: 0, maximum: MOST_PEOPLE - 1 } }),
      preRegistrationId: ID,
    },
    ['notSearchedBecause', 'others', 'preRegistrationId'],
  ),
  output: object({
    groupId: ID,
    number: { type: 'string' },
    members: { type: 'array', items: object({ id: ID, number: { type: 'string' } }) },
  }),
  async run(tx, asking, input) {
    refuseUnlessWhole(input)
    const group = await createGroup(tx, asking, { ...input, fields: input.group })
    const members: (Joining & { readonly number: string })[] = []
    for (const [at, { person, relationship }] of input.members.entries()) {
      const path = `members.${at}.person.`
      const { id, number, sex } = await registerPerson(tx, asking, input.officeId, input.level, person, path)
      members.push({ individual: id, sex, relationship, number })
    }
    await fillGroup(tx, asking, group.id, members)
    for (const [at, { individual }] of members.entries())
      await tellApart(
        tx,
        asking,
        individual,
        (input.others ?? []).filter(({ member }) => member === at),
      )
    if (input.preRegistrationId !== undefined) await becomes(tx, asking, input.preRegistrationId, group.id)
    return {
      groupId: group.id,
      number: group.number,
      members: members.map(({ individual: id, number }) => ({ id, number })),
    }
  },
  // Whom these people resemble is shown by the query `lookAlikes`, which is audited as what it is.
  preview: async (_tx, asking, input) => [
    ...unlikely(asFamily(input), today(asking)),
    ...(input.searched ? [] : [consequence('not-searched', 'warning')]),
  ],
})

/** Those who were counted on arrival are this group now. @throws Refusal `invalid` when they were registered already. */
async function becomes(tx: Tx, asking: Asking, id: string, group: GroupId): Promise<void> {
  const { became, version } = await getRecord(tx, asking, registration, 'pre_registration', id)
  if (became !== null)
    throw invalid([{ path: 'preRegistrationId', problem: 'registration.problem.registered-already' }])
  await changeRecord(tx, asking, registration, 'pre_registration', id, version, { became: group }, { commands: true })
}

function refuseUnlessWhole({ members, searched, notSearchedBecause = '' }: Input): void {
  const leaders = members.filter(({ relationship }) => relationship === FOCAL_POINT).length
  if (leaders !== 1) throw invalid([{ path: 'members', problem: 'registration.problem.one-focal-point' }])
  if (!searched && notSearchedBecause.trim().length < SHORTEST_REASON)
    throw invalid([{ path: 'notSearchedBecause', problem: 'registration.problem.search-or-say-why' }])
}

const asFamily = ({ members }: Input) =>
  members.map(({ relationship, person }) => ({
    relationship,
    sex: person.sex,
    born: person.born,
    maritalStatus: person.marital_status as string | null | undefined,
    nationality: person.nationality as string | null | undefined,
  }))
