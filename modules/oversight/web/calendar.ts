import { LOCALES, type Words } from '@nansen/ui'
import type { Spans } from './period.ts'

export interface Holiday {
  readonly day: string
  readonly label: Readonly<Record<string, string>>
}
export interface CalendarVersion {
  readonly id: string
  readonly kind: 'week' | 'holidays' | 'working-days' | 'period'
  readonly weekend: readonly number[] | null
  readonly zone: string | null
  readonly days: readonly { readonly day: string; readonly label?: Readonly<Record<string, string>> }[] | null
  /** Of a period: whose, and how long; null: the module's own again. */
  readonly module: string | null
  readonly record: string | null
  readonly clock: string | null
  readonly spans: Spans | null
  readonly because: string
  readonly state: 'asked' | 'agreed' | 'refused' | 'withdrawn'
  readonly askedBy: string
  readonly askedAt: string
  /** How many clocks were given another end. */
  readonly clocks: number | null
  readonly mine: boolean
}
export interface Calendar {
  readonly country: string
  readonly name: Readonly<Record<string, string>>
  /** Whether the asker keeps it. */
  readonly mine: boolean
  readonly weekend: readonly number[]
  readonly zone: string | null
  readonly holidays: readonly Holiday[]
  /** The newest first. */
  readonly versions: readonly CalendarVersion[]
}

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
/** A Monday: the days after it give the names of the week. */
const MONDAY = Date.UTC(2024, 0, 1)
const A_DAY = 86_400_000

/** `1` Monday … `7` Sunday, in the reader's language. */
export const dayName = (isoDay: number, { language }: Words): string =>
  new Intl.DateTimeFormat(LOCALES[language], { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + (isoDay - 1) * A_DAY)

/** `Wednesday, 25 November 2026` */
export const dayInFull = (day: string, { language }: Words): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day))

/** Several things after one another, as the reader's language lists them. */
export const listed = (things: readonly string[], { language }: Words): string =>
  new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(things)
