import { type Calendar, readSaidDate, type SaidDate } from '@nansen/kernel'

/** What typed text says about a date, in the calendars it can be of. */
export type CalendarReading =
  | { readonly is: 'empty' }
  | { readonly is: 'date'; readonly said: SaidDate }
  /** Several days could be meant, or one in a calendar that nobody named: a person chooses. */
  | { readonly is: 'choice'; readonly ways: readonly SaidDate[] }
  | { readonly is: 'unreadable' }

/** A date so far ahead is more likely of another calendar: 2050 may be a year of Nepal. Years. */
const FAR_AHEAD = 20

/**
 * Reads a date as typed. `offered` is the calendar of the person's country; `chosen` the one a clerk chose, which alone counts then. What
 * could be of the offered calendar and be Gregorian too is asked about, and so is a year that is of neither.
 */
export function readInCalendars(
  typed: string,
  offered: Calendar,
  chosen: Calendar | null,
  thisYear: number = new Date().getFullYear(),
): CalendarReading {
  if (typed.trim() === '') return { is: 'empty' }
  const usual: readonly Calendar[] = chosen !== null ? [chosen] : [...new Set([offered, 'gregorian'] as const)]
  const likely = (ways: readonly SaidDate[]) =>
    ways.filter(({ from }) => Number(from.slice(0, 4)) <= thisYear + FAR_AHEAD)
  const near = likely(readSaidDate(typed, usual))
  if (near.length === 1) return { is: 'date', said: near[0]! }
  if (near.length > 1) return { is: 'choice', ways: near }
  if (chosen !== null) return oneOf(readSaidDate(typed, usual))
  const isNamed = /\p{L}/u.test(typed)
  const isUsualYear = likely(readSaidDate(/\p{Nd}{4}/u.exec(typed)?.[0] ?? '', ['gregorian'])).length > 0
  // 30/2/1987 is a slip, not a day of Ethiopia; 1365 is no year of ours
  const elsewhere = isUsualYear && !isNamed ? [] : likely(readSaidDate(typed))
  if (elsewhere.length === 1 && isNamed) return { is: 'date', said: elsewhere[0]! }
  return elsewhere.length > 0 ? { is: 'choice', ways: elsewhere } : oneOf(readSaidDate(typed, usual))
}

const oneOf = (ways: readonly SaidDate[]): CalendarReading =>
  ways.length === 0 ? { is: 'unreadable' } : ways.length === 1 ? { is: 'date', said: ways[0]! } : { is: 'choice', ways }
