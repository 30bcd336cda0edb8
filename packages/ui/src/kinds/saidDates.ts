import { type Calendar, meantBy, type PartialDate, type SaidDate } from '@nansen/kernel'
import { asSaid } from '@nansen/model'
import { createContext } from 'react'

/** What was said of a date in another calendar: the words, the calendar, and the days that were meant. */
export interface Told {
  readonly asSaid: string
  readonly calendar: Calendar
  readonly from: string
  readonly to: string
}

/** The answer to a date whose record keeps what was said of it: `told` is null for a Gregorian date. */
export interface SaidAnswer {
  readonly date: PartialDate | null
  readonly told: Told | null
  /** False where the true day may lie outside `date`: a year of another calendar. */
  readonly exact: boolean
}

export const isSaidAnswer = (value: unknown): value is SaidAnswer =>
  typeof value === 'object' && value !== null && 'told' in value && 'exact' in value

interface SaidDates {
  /** The calendar that these people count by: offered first, never taken for granted. */
  readonly offered: Calendar
  /** Fields whose record keeps what was said, and what it keeps now. Their inputs answer with a `SaidAnswer`. */
  readonly kept: Readonly<Record<string, Told | null>>
  /** Of these, whose calendar is not asked where people count by ours: what is typed says it. */
  readonly quiet: readonly string[]
}

/** Given by a form that knows where its people come from. */
export const SaidDatesContext = createContext<SaidDates>({ offered: 'gregorian', kept: {}, quiet: [] })

export const toldOf = (said: SaidDate, typed: string): Told | null =>
  said.calendar === 'gregorian' ? null : { asSaid: typed.trim(), calendar: said.calendar, from: said.from, to: said.to }

/** What a record keeps of a date beside it: the words, and what they mean. */
export function toldBeside(date: unknown, words: unknown): Told | null {
  const said = typeof date === 'string' && typeof words === 'string' ? meantBy(words, date) : null
  return said === null ? null : toldOf(said, String(words))
}

/** The answers to a date and to what was said of it, at once: two answers one after the other would undo each other. */
export const saidValues = (name: string, { date, told }: SaidAnswer) => ({
  [name]: date,
  [asSaid(name)]: told?.asSaid ?? null,
})
