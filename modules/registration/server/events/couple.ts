import { invalid, type PartialDate, Refusal } from '@nansen/kernel'
import { type Asking, changeRecord, createRecord, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { ProcessStatus } from '../../index.ts'
import { registration } from '../../index.ts'
import { isCounted } from '../../processStatus.ts'
import type { PersonId } from '../household/households.ts'
import type { Told } from './told.ts'

export interface Partner {
  readonly id: PersonId
  readonly version: number
  readonly name: string
  readonly born: PartialDate | null
  readonly status: ProcessStatus
  readonly maritalStatus: string | null
}

/** A person who marries or parts, held for the transaction. @throws Refusal `not-found`; `invalid` for who is no longer counted. */
export async function partner(tx: Tx, id: PersonId, path: string): Promise<Partner> {
  const { rows } = await sql<Partner>`select id, version, display_name as name, born, process_status as status,
    marital_status as "maritalStatus" from registration.individual where id = ${id}::uuid for update`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw new Refusal('not-found', 'no such person')
  if (!isCounted(found.status)) throw invalid([{ path, problem: 'registration.problem.not-counted' }])
  return found
}

export const writeMaritalStatus = (tx: Tx, asking: Asking, { id, version }: Partner, status: string) =>
  changeRecord(tx, asking, registration, 'individual', id, version, { marital_status: status })

interface Wedding {
  readonly kind?: string | undefined
  readonly spouse: PersonId | null
  readonly spouseName: string | null
}

export const writeMarriage = (
  tx: Tx,
  asking: Asking,
  told: Told,
  of: PersonId,
  { kind, spouse, spouseName }: Wedding,
) =>
  createRecord(tx, asking, registration, 'marriage', {
    parent_id: of,
    spouse,
    spouse_name: spouseName,
    kind: kind ?? null,
    married_on: told.happenedOn,
    place_as_said: told.place ?? null,
    documented: told.document !== undefined,
  })

/**
 * Ends the marriage of one to the other that lasts, or writes one that ended where none was written. Without `spouse` the only one that lasts.
 * @throws Refusal `invalid` when several last and nobody says which.
 */
export async function endMarriage(
  tx: Tx,
  asking: Asking,
  of: PersonId,
  spouse: PersonId | null,
  ended: { readonly because: string; readonly on: PartialDate },
): Promise<void> {
  const { rows } = await sql<{ id: string; version: number; spouse: PersonId | null }>`
    select id, version, spouse from registration.marriage
    where parent_id = ${of}::uuid and ended_because is null and withdrawn_at is null order by created_at`.execute(tx)
  const fitting = rows.filter(each => each.spouse === spouse)
  const [one, ...more] = fitting.length > 0 ? fitting : rows.filter(each => each.spouse === null)
  if (more.length > 0) throw invalid([{ path: 'spouseId', problem: 'registration.problem.which-marriage' }])
  const end = { ended_because: ended.because, ended_on: ended.on }
  if (one !== undefined) await changeRecord(tx, asking, registration, 'marriage', one.id, one.version, end)
  else await createRecord(tx, asking, registration, 'marriage', { parent_id: of, spouse, ...end })
}

/** Whether somebody is married still, to whomever. */
export async function isMarriedStill(tx: Tx, id: PersonId): Promise<boolean> {
  const { rows } = await sql`select from registration.marriage
    where parent_id = ${id}::uuid and ended_because is null and withdrawn_at is null`.execute(tx)
  return rows.length > 0
}
