import { Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, createRecord, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { registration } from '../../index.ts'
import { applyStatus } from '../commands/changeStatus.ts'
import { consequence } from '../commands/consequences.ts'
import { ID, object, RELATIONSHIPS } from '../commands/schemas.ts'
import { type PersonId, today } from '../household/households.ts'
import type { Chosen } from '../household/succession.ts'
import { wrongState } from '../household/wrongState.ts'
import { lastDay, TOLD, TOLD_OPTIONAL, type Told, writeEvents } from './told.ts'
import { whatFollows } from './whatFollows.ts'

interface Confirmed extends Told {
  readonly staysId: PersonId
  readonly otherId: PersonId
  /** Who leads the other's group, where the other led it. */
  readonly successor?: PersonId
  readonly relationships?: Chosen
}

/** Two records proved to be one person: one stays, the other should never have been and points to it. Its number is still found. */
export const confirmDuplicate = defineCommand<Confirmed, { readonly staysId: PersonId }>({
  name: 'registration.confirmDuplicate',
  module: 'registration',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: object({ staysId: ID, otherId: ID, successor: ID, relationships: RELATIONSHIPS, ...TOLD }, [
    'successor',
    'relationships',
    ...TOLD_OPTIONAL,
  ]),
  output: object({ staysId: ID }),
  run: confirm,
  preview: async (tx, asking, input) => {
    const ids = [input.staysId, input.otherId]
    const happening = { name: 'registration.duplicate', ids, on: input.happenedOn }
    return [
      consequence('record-becomes-erroneous', 'warning'),
      consequence('old-number-is-found'),
      ...(await whatFollows(tx, asking, happening, () => confirm(tx, asking, input))),
    ]
  },
})

interface Undone extends Told {
  readonly otherId: PersonId
  readonly relationship?: string
}

/** They are two people after all: the other record is what it was, in the group it left. */
export const undoDuplicate = defineCommand<Undone, { readonly otherId: PersonId }>({
  name: 'registration.undoDuplicate',
  module: 'registration',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: object({ otherId: ID, relationship: { type: 'string', maxLength: 3 }, ...TOLD }, [
    'relationship',
    ...TOLD_OPTIONAL,
  ]),
  output: object({ otherId: ID }),
  run: undo,
  preview: async (tx, asking, input) => {
    const happening = { name: 'registration.duplicate-undone', ids: [input.otherId], on: input.happenedOn }
    return [
      consequence('two-again', 'warning'),
      consequence('number-is-own-again'),
      ...(await whatFollows(tx, asking, happening, () => undo(tx, asking, input))),
    ]
  },
})

interface Twice {
  readonly id: PersonId
  readonly version: number
  readonly number: string
  readonly samePersonAs: PersonId | null
}

async function recordOf(tx: Tx, id: PersonId): Promise<Twice> {
  const { rows } = await sql<Twice>`select id, version, number, same_person_as as "samePersonAs"
    from registration.individual where id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  return rows[0]
}

async function confirm(tx: Tx, asking: Asking, input: Confirmed): Promise<{ staysId: PersonId }> {
  const { staysId, otherId, successor, relationships } = input
  const [stays, other] = [await recordOf(tx, staysId), await recordOf(tx, otherId)]
  if (staysId === otherId || stays.samePersonAs !== null || other.samePersonAs !== null)
    throw wrongState('one-already', 'one of these records points to another already')
  await applyStatus(tx, asking, {
    individualId: otherId,
    status: 'erroneous',
    reason: 'duplicate',
    effectiveOn: today(asking),
    ...(successor === undefined ? {} : { successor }),
    ...(relationships === undefined ? {} : { relationships }),
  })
  await pointTo(tx, asking, otherId, staysId)
  await createRecord(tx, asking, registration, 'other_number', {
    parent_id: staysId,
    number: other.number,
    kind: 'other',
  })
  await writeEvents(tx, asking, input, [
    { kind: 'duplicate', individual: otherId, other: staysId },
    { kind: 'duplicate', individual: staysId, other: otherId },
  ])
  return { staysId }
}

async function undo(tx: Tx, asking: Asking, input: Undone): Promise<{ otherId: PersonId }> {
  const { otherId, relationship } = input
  const other = await recordOf(tx, otherId)
  if (other.samePersonAs === null) throw wrongState('not-a-duplicate', 'this record points to no other')
  const by = await saidBy(tx, otherId)
  if (by === null) throw wrongState('duplicate-adjudicated', 'adjudicators said so: they take it back')
  if (by === asking.session.staffId) throw wrongState('duplicate-own', 'somebody else takes back what you said')
  await pointTo(tx, asking, otherId, null)
  await applyStatus(tx, asking, {
    individualId: otherId,
    status: 'active',
    reason: 'clarified',
    effectiveOn: lastDay(input.happenedOn, today(asking)),
    ...(relationship === undefined ? {} : { relationship }),
  })
  await forgetNumber(tx, asking, other.samePersonAs, other.number)
  await writeEvents(tx, asking, input, [
    { kind: 'duplicate-undone', individual: otherId, other: other.samePersonAs },
    { kind: 'duplicate-undone', individual: other.samePersonAs, other: otherId },
  ])
  return { otherId }
}

/** Who said that this record is of the same person as another; null where adjudicators did. The database asks the same of a bare update. */
async function saidBy(tx: Tx, id: PersonId): Promise<string | null> {
  const { rows } = await sql<{ by: string; kind: string }>`select created_by as by, kind from registration.life_event
    where parent_id = ${id}::uuid and kind in ('duplicate', 'duplicate-undone') and withdrawn_at is null
    order by created_at desc limit 1`.execute(tx)
  return rows[0]?.kind === 'duplicate' ? rows[0].by : null
}

/** The number leads to its own record again, and to no other. */
async function forgetNumber(tx: Tx, asking: Asking, id: PersonId, number: string): Promise<void> {
  const { rows } = await sql<{ id: string; version: number }>`select id, version from registration.other_number
    where parent_id = ${id}::uuid and number = ${number} and withdrawn_at is null`.execute(tx)
  for (const row of rows) {
    const patch = { withdrawn_at: asking.now().toISOString() }
    await changeRecord(tx, asking, registration, 'other_number', row.id, row.version, patch)
    await sql`delete from registration.other_number_key where record_id = ${row.id}::uuid`.execute(tx)
  }
}

async function pointTo(tx: Tx, asking: Asking, id: PersonId, to: PersonId | null): Promise<void> {
  const { version } = await recordOf(tx, id)
  const patch = { same_person_as: to }
  await changeRecord(tx, asking, registration, 'individual', id, version, patch, { commands: true })
}
