import { expect, test } from 'vitest'
import { calendarOfCountry, gregorianRange, toGregorian } from './calendar.ts'

const at = (year: number, month: number, day: number) => ({ year, month, day })

test.each([
  ['the Millennium of Ethiopia', 'ethiopian', at(2000, 1, 1), '2007-09-12'],
  ['the battle of Adwa', 'ethiopian', at(1888, 6, 23), '1896-03-01'],
  ['the referendum of Eritrea began', 'ethiopian', at(1985, 8, 15), '1993-04-23'],
  ['the revolution of Iran', 'solar-hijri', at(1357, 11, 22), '1979-02-11'],
  ['the withdrawal of the Soviet army', 'solar-hijri', at(1367, 11, 26), '1989-02-15'],
  ['the Saur revolution', 'solar-hijri', at(1357, 2, 7), '1978-04-27'],
  ['the last day of a leap year', 'solar-hijri', at(1399, 12, 30), '2021-03-20'],
  ['the great earthquake of Bihar and Nepal', 'bikram-sambat', at(1990, 10, 2), '1934-01-15'],
  ['the Democracy Day of Nepal', 'bikram-sambat', at(2007, 11, 7), '1951-02-18'],
  ['the coup of King Mahendra', 'bikram-sambat', at(2017, 9, 1), '1960-12-15'],
  ['the constitution of 2047', 'bikram-sambat', at(2047, 7, 23), '1990-11-09'],
  ['the death of King Birendra', 'bikram-sambat', at(2058, 2, 19), '2001-06-01'],
  ['the second people’s movement', 'bikram-sambat', at(2063, 1, 11), '2006-04-24'],
  ['the republic of Nepal', 'bikram-sambat', at(2065, 2, 15), '2008-05-28'],
  ['the earthquake of Gorkha', 'bikram-sambat', at(2072, 1, 12), '2015-04-25'],
  ['the constitution of 2072', 'bikram-sambat', at(2072, 6, 3), '2015-09-20'],
  ['a new year in Nepal', 'bikram-sambat', at(2082, 1, 1), '2025-04-14'],
  ['the first day of 1444', 'hijri', at(1444, 1, 1), '2022-07-30'],
  ['the first of Ramadan 1445', 'hijri', at(1445, 9, 1), '2024-03-11'],
] as const)('%s (%s) is found', (_what, calendar, day, gregorian) => {
  expect(toGregorian(calendar, day)).toBe(gregorian)
})

test.each([
  ['29 February of a common year', 'gregorian', at(2023, 2, 29)],
  ['the sixth of Pagumen before no leap year', 'ethiopian', at(1980, 13, 6)],
  ['the thirtieth of Esfand of a common year', 'solar-hijri', at(1400, 12, 30)],
  ['a thirteenth month of Nepal', 'bikram-sambat', at(2050, 13, 1)],
  ['a year after the table of Nepal', 'bikram-sambat', at(2091, 1, 1)],
  ['a year before the table of Umm al-Qura', 'hijri', at(1299, 1, 1)],
] as const)('there is no such day as %s', (_what, calendar, day) => {
  expect(toGregorian(calendar, day)).toBeNull()
})

test('the sixth of Pagumen, 29 February and the thirtieth of Esfand exist in their leap years', () => {
  expect(toGregorian('ethiopian', at(1979, 13, 6))).toBe('1987-09-11')
  expect(toGregorian('gregorian', at(2024, 2, 29))).toBe('2024-02-29')
  expect(toGregorian('solar-hijri', at(1403, 12, 30))).toBe('2025-03-20')
})

test('an Ethiopian year is days of two Gregorian years', () => {
  expect(gregorianRange('ethiopian', 1980)).toEqual({ from: '1987-09-12', to: '1988-09-10' })
  expect(gregorianRange('ethiopian', 1980, 13)).toEqual({ from: '1988-09-06', to: '1988-09-10' })
})

test('a country has the calendar its people count by', () => {
  expect(['ETH', 'ERI', 'AFG', 'IRN', 'NPL', 'SYR', null].map(calendarOfCountry)).toEqual([
    'ethiopian',
    'ethiopian',
    'solar-hijri',
    'solar-hijri',
    'bikram-sambat',
    'gregorian',
    'gregorian',
  ])
})
