import { type CalendarDay, type CalendarLaw, dayNumber, dayOfNumber, hasDay, hasMonth, hasYear } from './law.ts'
import { ETHIOPIAN, GREGORIAN, SOLAR_HIJRI } from './solarLaws.ts'
import { BIKRAM_SAMBAT, BIKRAM_SAMBAT_PUBLISHED, UMM_AL_QURA } from './tabledLaws.ts'

/** The calendars people tell us their dates in. `hijri` is the Umm al-Qura variant. */
export const CALENDARS = ['gregorian', 'ethiopian', 'solar-hijri', 'hijri', 'bikram-sambat'] as const
export type Calendar = (typeof CALENDARS)[number]
export type { CalendarDay } from './law.ts'

const LAWS: Readonly<Record<Calendar, CalendarLaw>> = {
  gregorian: GREGORIAN,
  ethiopian: ETHIOPIAN,
  'solar-hijri': SOLAR_HIJRI,
  hijri: UMM_AL_QURA,
  'bikram-sambat': BIKRAM_SAMBAT,
}

/** What people of a country (ISO 3166-1 alpha-3) count by, where it is not the Gregorian calendar. */
const OF_COUNTRY: Readonly<Record<string, Calendar>> = {
  ETH: 'ethiopian',
  ERI: 'ethiopian',
  AFG: 'solar-hijri',
  IRN: 'solar-hijri',
  NPL: 'bikram-sambat',
}
export const calendarOfCountry = (country: string | null | undefined): Calendar =>
  OF_COUNTRY[country ?? ''] ?? 'gregorian'

/** Days of `YYYY-MM-DD`, both included. */
export interface DayRange {
  readonly from: string
  readonly to: string
}

const MS_PER_DAY = 86_400_000
const isoOf = (number: number): string => new Date(number * MS_PER_DAY).toISOString().slice(0, 10)

/** The Gregorian day of a day in a calendar, `YYYY-MM-DD`; null when there is no such day. */
export const toGregorian = (calendar: Calendar, day: CalendarDay): string | null =>
  hasDay(LAWS[calendar], day) ? isoOf(dayNumber(LAWS[calendar], day)) : null

/** The day in a calendar of a Gregorian day `YYYY-MM-DD`; null outside the calendar's years. */
export const fromGregorian = (calendar: Calendar, iso: string): CalendarDay | null =>
  dayOfNumber(LAWS[calendar], Math.round(Date.parse(`${iso}T00:00:00Z`) / MS_PER_DAY))

/** The Gregorian days of a year, a month or a day of a calendar; null when there is none such. */
export function gregorianRange(calendar: Calendar, year: number, month?: number, day?: number): DayRange | null {
  const law = LAWS[calendar]
  if (day !== undefined && month !== undefined) {
    const iso = toGregorian(calendar, { year, month, day })
    return iso === null ? null : { from: iso, to: iso }
  }
  if (month === undefined ? !hasYear(law, year) : !hasMonth(law, year, month)) return null
  const lastMonth = month ?? law.months
  const from = dayNumber(law, { year, month: month ?? 1, day: 1 })
  const to = dayNumber(law, { year, month: lastMonth, day: law.lengthOf(year, lastMonth) })
  return { from: isoOf(from), to: isoOf(to) }
}

/** Whether days of this year may be a day off: the moon is sighted, or the almanac is not yet published. */
export const mayBeADayOff = (calendar: Calendar, year: number): boolean =>
  calendar === 'hijri' || (calendar === 'bikram-sambat' && year > BIKRAM_SAMBAT_PUBLISHED)

/** `iso` moved by whole days. */
export const daysLater = (iso: string, days: number): string =>
  isoOf(Math.round(Date.parse(`${iso}T00:00:00Z`) / MS_PER_DAY) + days)
