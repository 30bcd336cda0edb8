import { describe, expect, test } from 'vitest'
import { CALENDARS, type Calendar, fromGregorian, gregorianRange, toGregorian } from './calendar.ts'

const day = 86_400_000
function* everyDay(from: string, to: string) {
  for (let at = Date.parse(from); at <= Date.parse(to); at += day) yield new Date(at).toISOString().slice(0, 10)
}
/** Bikram Sambat is a table that begins in 1913 and ends with forecasts in 2034. */
const FROM: Partial<Record<Calendar, string>> = { 'bikram-sambat': '1913-04-13' }
const sortable = ({ year, month, day: dayOfMonth }: { year: number; month: number; day: number }) =>
  year * 10_000 + month * 100 + dayOfMonth

describe.each(CALENDARS)('every day of 1900 to 2030 in the %s calendar', calendar => {
  test('comes back from it, and later days are later in it', () => {
    let before = 0
    let days = 0
    const astray: string[] = []
    for (const iso of everyDay(FROM[calendar] ?? '1900-01-01', '2030-12-31')) {
      const there = fromGregorian(calendar, iso)
      if (there === null || toGregorian(calendar, there) !== iso || sortable(there) <= before) astray.push(iso)
      else before = sortable(there)
      days++
    }
    expect(astray).toEqual([])
    expect(days).toBeGreaterThan(42_000)
  })
  test('follows the day before without a gap: years end where the next begins', () => {
    const first = fromGregorian(calendar, FROM[calendar] ?? '1900-01-01')!
    const last = fromGregorian(calendar, '2030-12-31')!
    for (let year = first.year + 1; year < last.year; year++) {
      const ends = Date.parse(gregorianRange(calendar, year)!.to)
      expect(Date.parse(gregorianRange(calendar, year + 1)!.from) - ends).toBe(day)
    }
  })
})

describe('the reckoning is that of the almanacs in ICU, for every day of 1900 to 2030', () => {
  const same = [
    ['ethiopian', 'ethiopic'],
    ['solar-hijri', 'persian'],
    ['hijri', 'islamic-umalqura'],
  ] as const
  test.each(same)('%s', (calendar, icu) => {
    const astray: string[] = []
    for (const iso of everyDay('1900-01-01', '2030-12-31')) {
      const theirs = Temporal.PlainDate.from(iso).withCalendar(icu)
      const ours = fromGregorian(calendar, iso)
      if (ours?.year !== theirs.year || ours.month !== theirs.month || ours.day !== theirs.day) astray.push(iso)
    }
    expect(astray).toEqual([])
  })
})

test('a year of Bikram Sambat has 365 or 366 days and begins between 12 and 15 April', () => {
  for (let year = 1970; year <= 2090; year++) {
    const { from, to } = gregorianRange('bikram-sambat', year)!
    expect([365, 366]).toContain((Date.parse(to) - Date.parse(from)) / day + 1)
    expect(from.slice(5) >= '04-12' && from.slice(5) <= '04-15').toBe(true)
  }
})
