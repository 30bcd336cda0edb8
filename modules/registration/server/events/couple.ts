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
  ended: { readonly because: string; readonly on: PartialDate; readonly statusBefore?: string | null },
): Promise<void> {
  const { rows } = await sql<{ id: string; version: number; spouse: PersonId | null }>`
    select id, version, spouse from registration.marriage
    where parent_id = ${of}::uuid and ended_because is null and withdrawn_at is null order by created_at`.execute(tx)
  const fitting = rows.filter(each => each.spouse === spouse)
  const [one, ...more] = fitting.length > 0 ? fitting : rows.filter(each => each.spouse === null)
  if (more.length > 0) throw invalid([{ path: 'spouseId', problem: 'registration.problem.which-marriage' }])
  const end = { ended_because: ended.because, ended_on: ended.on, status_before: ended.statusBefore ?? null }
  if (one !== undefined)
    await changeRecord(tx, asking, registration, 'marriage', one.id, one.version, { spouse, ...end }, COMMANDS)
  else await createRecord(tx, asking, registration, 'marriage', { parent_id: of, spouse, ...end }, COMMANDS)
}
const COMMANDS = { commands: true } as const

interface Widowing {
  readonly marriage: string
  readonly marriageVersion: number
  /** Nothing was written of this marriage before its end. */
  readonly begunByEnd: boolean
  readonly spouse: PersonId
  readonly version: number
  readonly name: string
  readonly statusBefore: string
  /** They are written as widowed still, and married nobody since. */
  readonly unchanged: boolean
}

/** Who was written as widowed because this person was written as dead. */
export async function widowedBy(tx: Tx, dead: PersonId): Promise<readonly Widowing[]> {
  const { rows } = await sql<Widowing>`select m.id as marriage, m.version as "marriageVersion",
      m.kind is null and m.married_on is null and m.spouse_name is null as "begunByEnd",
      i.id as spouse, i.version, i.display_name as name, m.status_before as "statusBefore",
      i.marital_status = 'WD' and not exists (select from registration.marriage later
        where later.parent_id = i.id and later.created_at > e.created_at and later.withdrawn_at is null) as unchanged
    from registration.marriage m join registration.individual i on i.id = m.parent_id
    join lateral (select happened_on, created_at from registration.life_event
      where parent_id = ${dead}::uuid and kind = 'death' and withdrawn_at is null order by created_at desc limit 1) e on true
    where m.spouse = ${dead}::uuid and m.ended_because = 'death' and m.ended_on = e.happened_on
      and m.status_before is not null and m.withdrawn_at is null order by m.id`.execute(tx)
  return rows
}

/** Who was widowed by a death that was none is what they were, and their marriage lasts; where nobody wrote otherwise since. */
export async function unwidow(tx: Tx, asking: Asking, dead: PersonId): Promise<void> {
  for (const each of await widowedBy(tx, dead)) {
    if (!each.unchanged) continue
    const patch = { marital_status: each.statusBefore }
    await changeRecord(tx, asking, registration, 'individual', each.spouse, each.version, patch)
    const lasts = each.begunByEnd
      ? { withdrawn_at: asking.now().toISOString() }
      : { ended_because: null, ended_on: null, status_before: null }
    await changeRecord(tx, asking, registration, 'marriage', each.marriage, each.marriageVersion, lasts, COMMANDS)
  }
}

/** Whether somebody is married still, to whomever. */
export async function isMarriedStill(tx: Tx, id: PersonId): Promise<boolean> {
  const { rows } = await sql`select from registration.marriage
    where parent_id = ${id}::uuid and ended_because is null and withdrawn_at is null`.execute(tx)
  return rows.length > 0
}
