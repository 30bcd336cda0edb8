import { invalid } from '@nansen/kernel'
import { fieldSchema, type Place } from '@nansen/model'
import { type Asking, changeRecord, createRecord, defineCommand, foresee, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { address } from '../../fields/contact.ts'
import { registration } from '../../index.ts'
import { consequence } from '../commands/consequences.ts'
import { ID, IDS, object } from '../commands/schemas.ts'
import { type GroupId, lockGroups, membersOf, type PersonId } from '../household/households.ts'
import { TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'

interface Input extends Told {
  readonly groupId: GroupId
  readonly people: readonly PersonId[]
  /** Where they live now, by code, in words, or both. */
  readonly lives?: Place
  readonly asSaid?: string
}

/** Codes of the list `address_type`: in the country of asylum, now and earlier. */
const NOW = 'CoA'
const EARLIER = 'PCoA'

/**
 * Members of a family live elsewhere from a day on, in a camp or out of it: the old address stays, with its end. Where all of them move,
 * the family's own place follows; a place told in words alone takes the old code away, which would be untrue from that day.
 */
export const recordMove = defineCommand<Input, { readonly people: number }>({
  name: 'registration.recordMove',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      groupId: ID,
      people: IDS,
      lives: fieldSchema(address.fields.place),
      asSaid: { type: 'string', minLength: 1, maxLength: 200 },
      ...TOLD,
    },
    ['lives', 'asSaid', ...TOLD_OPTIONAL],
  ),
  output: object({ people: { type: 'integer' } }),
  run: moveHouse,
  async preview(tx, asking, input) {
    const { people: ids, happenedOn: on } = input
    const elsewhere = await foresee(tx, asking, { name: 'registration.move', ids, on })
    const coded = await placeOf(tx, input.groupId)
    const { people, isWhole } = await move(tx, asking, input)
    return [
      consequence('address-changes', 'info', { people }),
      ...(isWhole && input.lives ? [consequence('family-place-changes')] : []),
      ...(isWhole && !input.lives && coded !== null ? [consequence('family-place-unknown')] : []),
      ...elsewhere,
    ]
  },
})

async function moveHouse(tx: Tx, asking: Asking, input: Input): Promise<{ people: number }> {
  const { people } = await move(tx, asking, input)
  return { people }
}

async function move(tx: Tx, asking: Asking, input: Input): Promise<{ people: number; isWhole: boolean }> {
  const { lives = null, asSaid = null } = input
  if (lives === null && asSaid === null)
    throw invalid([{ path: 'asSaid', problem: 'registration.problem.lives-nowhere' }])
  const group = (await lockGroups(tx, [input.groupId])).get(input.groupId)!
  const members = await membersOf(tx, [input.groupId])
  if (!input.people.every(id => members.some(member => member.individual === id)))
    throw invalid([{ path: 'people', problem: 'registration.problem.not-a-member' }])
  const country = await countryOf(tx, input.groupId)
  for (const id of input.people) {
    await endAddresses(tx, asking, id, input)
    await createRecord(tx, asking, registration, 'address', {
      parent_id: id,
      kind: NOW,
      country,
      place: lives,
      as_said: asSaid,
      lived_from: input.happenedOn,
    })
  }
  await writeEvents(
    tx,
    asking,
    input,
    input.people.map(individual => ({ kind: 'move' as const, individual })),
  )
  const isWhole = members.every(({ individual }) => input.people.includes(individual))
  if (isWhole)
    await changeRecord(tx, asking, registration, 'registration_group', group.id, group.version, { place: lives })
  return { people: input.people.length, isWhole }
}

async function placeOf(tx: Tx, groupId: GroupId): Promise<Place | null> {
  const { rows } = await sql<{
    place: Place | null
  }>`select place from registration.registration_group where id = ${groupId}::uuid`.execute(tx)
  return rows[0]?.place ?? null
}

async function countryOf(tx: Tx, groupId: GroupId): Promise<string> {
  const { rows } = await sql<{ country: string }>`select o.country from registration.registration_group g
    join auth.office o on o.id = g.office_id where g.id = ${groupId}::uuid`.execute(tx)
  return rows[0]!.country
}

async function endAddresses(tx: Tx, asking: Asking, id: PersonId, { happenedOn }: Input): Promise<void> {
  const { rows } = await sql<{ id: string; version: number }>`select id, version from registration.address
    where parent_id = ${id}::uuid and kind = ${NOW} and lived_to is null and withdrawn_at is null`.execute(tx)
  for (const each of rows)
    await changeRecord(tx, asking, registration, 'address', each.id, each.version, {
      kind: EARLIER,
      lived_to: happenedOn,
    })
}
