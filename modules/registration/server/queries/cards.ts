import type { Id } from '@nansen/kernel'
import type { JsonSchema, Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { ProcessStatus, Sex } from '../../index.ts'
import { object } from '../commands/schemas.ts'

/** What a summary of a person holds, and nothing more: `see summary`. */
export interface PersonCard {
  readonly id: Id<'registration.individual'>
  readonly number: string
  readonly display_name: string
  readonly display_name_native: string | null
  readonly sex: Sex
  readonly year_of_birth: number | null
  readonly thumbnail: string | null
  readonly process_status: ProcessStatus
  /** The record that survived, when this one proved to be the same person twice. */
  readonly same_person_as: string | null
  readonly office_id: string
  /** The office's name. */
  readonly office: string
  /** Whether the asker may open the whole record. */
  readonly readable: boolean
}

const NULLABLE_TEXT = { type: ['string', 'null'] } as const
export const CARD: JsonSchema = {
  title: 'card',
  ...object({
    id: { type: 'string' },
    number: { type: 'string' },
    display_name: { type: 'string' },
    display_name_native: NULLABLE_TEXT,
    sex: { type: 'string' },
    year_of_birth: { type: ['integer', 'null'] },
    thumbnail: NULLABLE_TEXT,
    process_status: { type: 'string' },
    same_person_as: NULLABLE_TEXT,
    office_id: { type: 'string' },
    office: { type: 'string' },
    readable: { type: 'boolean' },
  }),
}

/** Cards of those of these people whom the asker may see. Not audited: whoever shows them does that. */
export async function cardsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, PersonCard>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<PersonCard>`select * from registration.cards(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(card => [card.id, card]))
}

/** A present member of somebody's group, as a card. */
export interface Relative {
  readonly of_person: string
  readonly group_id: string
  readonly group_number: string
  readonly individual: string
  readonly relationship: string
  readonly focal_point: boolean
  readonly sequence: number
}

/** The groups of these people now, member by member, for who may see `minimum` there. */
export async function familiesOf(tx: Tx, ids: readonly string[]): Promise<readonly Relative[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Relative>`select * from registration.family_of(${ids}::uuid[])`.execute(tx)
  return rows
}

interface Shown {
  readonly cards: ReadonlyMap<string, PersonCard>
  /** The groups of `ofWhom` now, member by member, for who may see `minimum` there. */
  readonly relatives: readonly Relative[]
}

/** Cards of these people and of whoever is in a group with `ofWhom`, in one question. Not audited: whoever shows them does that. */
export async function withFamilies(tx: Tx, ids: readonly string[], ofWhom: readonly string[]): Promise<Shown> {
  if (ids.length === 0) return { cards: new Map(), relatives: [] }
  const { rows } = await sql<{
    readonly found: { readonly cards: readonly PersonCard[]; readonly family: readonly Relative[] }
  }>`select registration.with_families(${ids}::uuid[], ${ofWhom}::uuid[]) as found`.execute(tx)
  const { cards, family } = rows[0]!.found
  return { cards: new Map(cards.map(card => [card.id, card])), relatives: family }
}
