import { describe, expect, test } from 'vitest'
import { readInCalendars } from './calendarReading.ts'

const ways = (...asked: Parameters<typeof readInCalendars>) => {
  const reading = readInCalendars(...asked)
  if (reading.is === 'date') return `${reading.said.calendar} ${reading.said.date}`
  return reading.is === 'choice' ? reading.ways.map(({ calendar, date }) => `${calendar} ${date}`) : reading.is
}

describe('a date typed for somebody of a country with a calendar of its own', () => {
  test('is of that calendar when the month says so', () => {
    expect(ways('12 Meskerem 1980', 'ethiopian', null, 2026)).toBe('ethiopian 1987-09-23')
    expect(ways('3 Mizan 1365', 'gregorian', null, 2026)).toBe('solar-hijri 1986-09-25')
  })
  test('is asked about when it could be Gregorian too', () => {
    expect(ways('1980', 'ethiopian', null, 2026)).toEqual(['ethiopian 1988', 'gregorian 1980'])
    expect(ways('25/3/1980', 'ethiopian', null, 2026)).toEqual(['ethiopian 1987-12-05', 'gregorian 1980-03-25'])
  })
  test('is not asked about when only one year can be meant', () => {
    expect(ways('3/7/1365', 'solar-hijri', null, 2026)).toBe('solar-hijri 1986-09-25')
    expect(ways('25/7/1986', 'solar-hijri', null, 2026)).toBe('gregorian 1986-07-25')
    expect(ways('2050', 'bikram-sambat', null, 2026)).toBe('bikram-sambat 1993')
  })
  test('is taken at the word of a clerk who chose the calendar', () => {
    expect(ways('1980', 'ethiopian', 'ethiopian', 2026)).toBe('ethiopian 1988')
    expect(ways('1980', 'ethiopian', 'gregorian', 2026)).toBe('gregorian 1980')
  })
})

describe('a year without a calendar', () => {
  test('is never guessed: 1365 is two years', () => {
    expect(ways('1365', 'gregorian', null, 2026)).toEqual(['solar-hijri 1986', 'hijri 1946'])
  })
  test('far ahead is asked about, and Gregorian when it is near', () => {
    expect(ways('2060', 'gregorian', null, 2026)).toEqual(['ethiopian 2068', 'bikram-sambat 2003'].slice(1))
    expect(ways('1986', 'gregorian', null, 2026)).toBe('gregorian 1986')
  })
})

test.each(['87', '5/3/87', '1987-13', '30/2/1987', '2023-02-29', 'spring 1987', '1987-3-'])(
  '%s is not a date',
  typed => {
    expect(ways(typed, 'gregorian', null, 2026)).toBe('unreadable')
  },
)
