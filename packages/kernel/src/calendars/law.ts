/** Days since 1 January 1970, Gregorian. May be negative. */
export type DayNumber = number

/** A calendar as arithmetic. Months and days count from 1. */
export interface CalendarLaw {
  /** First and last year whose every day is known to us. */
  readonly first: number
  readonly last: number
  readonly months: number
  /** The day number of the first day of a year. */
  startOf(year: number): DayNumber
  lengthOf(year: number, month: number): number
}

export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Whether there is such a day; a day of a month that is too short, or of a year outside the calendar's table, is none. */
export const hasDay = (law: CalendarLaw, { year, month, day }: CalendarDay): boolean =>
  hasMonth(law, year, month) && Number.isInteger(day) && day >= 1 && day <= law.lengthOf(year, month)

export const hasMonth = (law: CalendarLaw, year: number, month: number): boolean =>
  hasYear(law, year) && Number.isInteger(month) && month >= 1 && month <= law.months && law.lengthOf(year, month) > 0

export const hasYear = ({ first, last }: CalendarLaw, year: number): boolean =>
  Number.isInteger(year) && year >= first && year <= last

/** The day number of a day that there is. */
export function dayNumber(law: CalendarLaw, { year, month, day }: CalendarDay): DayNumber {
  let number = law.startOf(year) + day - 1
  for (let before = 1; before < month; before++) number += law.lengthOf(year, before)
  return number
}

/** A year is guessed by this length and then set right. Days. */
const USUAL_YEAR = 365.2425

/** The day that has this number, or null outside the calendar's years. */
export function dayOfNumber(law: CalendarLaw, number: DayNumber): CalendarDay | null {
  if (number < law.startOf(law.first)) return null
  let year = Math.min(law.last, law.first + Math.floor((number - law.startOf(law.first)) / USUAL_YEAR))
  while (year > law.first && law.startOf(year) > number) year--
  while (year < law.last && law.startOf(year + 1) <= number) year++
  let rest = number - law.startOf(year)
  for (let month = 1; month <= law.months; month++) {
    const length = law.lengthOf(year, month)
    if (rest < length) return { year, month, day: rest + 1 }
    rest -= length
  }
  return null
}
