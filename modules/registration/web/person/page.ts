import { type Calendar, calendarOfCountry } from '@nansen/kernel'
import type { StoredColumns } from '@nansen/ui'
import type { RegistrationLevel } from '../../levels.ts'
import type { Card } from '../cards.ts'

export type Stored = StoredColumns & Readonly<Record<string, unknown>>

export interface Member {
  readonly card: Card
  readonly relationship: string
  readonly focal_point: boolean
}

/** `registration.person`. */
export interface PersonOnPage {
  readonly card: Card
  readonly individual: Stored | null
  readonly group: { readonly id: string; readonly number: string; readonly members: readonly Member[] } | null
  readonly facts: Readonly<Record<string, readonly Stored[]>> | null
  readonly needs: readonly { readonly id: string; readonly identified_on: string; readonly need?: string }[]
  /** How far they were asked; empty for who sees a summary only. */
  readonly levels: readonly {
    readonly level: RegistrationLevel
    readonly expected: number
    readonly missing: readonly string[]
  }[]
}

/** By which this person counts, as far as their origin is known to the reader. */
export const calendarOf = ({ individual }: PersonOnPage): Calendar =>
  calendarOfCountry((individual?.country_of_origin ?? individual?.nationality ?? null) as string | null)
