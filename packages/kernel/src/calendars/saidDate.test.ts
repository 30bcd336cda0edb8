import { describe, expect, test } from 'vitest'
import { monthsNamed } from './monthNames.ts'
import { mayStandForTheYear, readSaidDate } from './saidDate.ts'

const one = (typed: string, ...calendars: Parameters<typeof readSaidDate>[1] & {}) => {
  const readings = readSaidDate(typed, calendars)
  expect(readings).toHaveLength(1)
  return readings[0]!
}

describe('a date typed as people know it', () => {
  test.each([
    ['12 Meskerem 1980', 'ethiopian', '1987-09-23'],
    ['መስከረም 12 1980', 'ethiopian', '1987-09-23'],
    ['12/1/1980', 'ethiopian', '1987-09-23'],
    ['6 Pagume 1979', 'ethiopian', '1987-09-11'],
    ['3/7/1365', 'solar-hijri', '1986-09-25'],
    ['۳/۷/۱۳۶۵', 'solar-hijri', '1986-09-25'],
    ['1365/7/3', 'solar-hijri', '1986-09-25'],
    ['3 Mizan 1365', 'solar-hijri', '1986-09-25'],
    ['۳ میزان ۱۳۶۵', 'solar-hijri', '1986-09-25'],
    ['3 mehr 1365', 'solar-hijri', '1986-09-25'],
    ['۳ تله ۱۳۶۵', 'solar-hijri', '1986-09-25'],
    ['30 Esfand 1399', 'solar-hijri', '2021-03-20'],
    ['1 Ramadan 1445', 'hijri', '2024-03-11'],
    ['١ رمضان ١٤٤٥', 'hijri', '2024-03-11'],
    ['1 Rabi al-awwal 1444', 'hijri', '2022-09-27'],
    ['٢٠ ذو الحجة ١٤٠٠', 'hijri', '1980-10-29'],
    ['12 Baisakh 2072', 'bikram-sambat', '2015-04-25'],
    ['२०७२ बैशाख १२', 'bikram-sambat', '2015-04-25'],
    ['5 mars 1987', 'gregorian', '1987-03-05'],
    ['٥ آذار ١٩٨٧', 'gregorian', '1987-03-05'],
    ['5 août 1987', 'gregorian', '1987-08-05'],
    ['1er mars 1987', 'gregorian', '1987-03-01'],
    ['5 de marzo de 1987', 'gregorian', '1987-03-05'],
    ['1.º de setiembre del 1987', 'gregorian', '1987-09-01'],
    ['5 dic 1987', 'gregorian', '1987-12-05'],
  ] as const)('%s (%s) is %s', (typed, calendar, date) => {
    const reading = one(typed, calendar)
    expect(reading.date).toBe(date)
    expect(reading.from <= date && date <= reading.to).toBe(true)
  })
})

test('a year of another calendar is the days it can be, and the Gregorian year that holds most of them', () => {
  expect(one('1980', 'ethiopian')).toMatchObject({ date: '1988', from: '1987-09-12', to: '1988-09-10', exact: false })
  expect(one('1365', 'solar-hijri')).toMatchObject({ date: '1986', from: '1986-03-21', to: '1987-03-20', exact: false })
  expect(one('2050', 'bikram-sambat')).toMatchObject({
    date: '1993',
    from: '1993-04-13',
    to: '1994-04-13',
    exact: false,
  })
  expect(one('1987', 'gregorian')).toMatchObject({ date: '1987', exact: true })
})

test('a month of another calendar is the Gregorian month that holds most of its days', () => {
  expect(one('Meskerem 1980', 'ethiopian')).toMatchObject({ date: '1987-09', from: '1987-09-12', to: '1987-10-11' })
  expect(one('mayo de 1987', 'gregorian')).toMatchObject({ date: '1987-05', from: '1987-05-01', to: '1987-05-31' })
})

test('the moon may differ by a day, and an almanac that is not published yet too', () => {
  expect(one('1 Ramadan 1445', 'hijri')).toMatchObject({ from: '2024-03-10', to: '2024-03-12', exact: false })
  expect(one('1 Baisakh 2086', 'bikram-sambat')).toMatchObject({ exact: false })
  expect(one('1 Baisakh 2080', 'bikram-sambat')).toMatchObject({ exact: true })
})

test('a year without a calendar is every year it can be, and none is guessed', () => {
  expect(readSaidDate('1365').map(({ calendar, date }) => `${calendar} ${date}`)).toEqual([
    'solar-hijri 1986',
    'hijri 1946',
  ])
  expect(readSaidDate('1986').map(({ calendar }) => calendar)).toEqual(['gregorian', 'ethiopian', 'bikram-sambat'])
})

test('Tir is a month of two calendars, and both are given', () => {
  expect(monthsNamed('Tir').map(({ calendar }) => calendar)).toEqual(['ethiopian', 'solar-hijri'])
})

test.each([
  '30 Esfand 1400',
  '6 Pagumen 1980',
  '29 February 2023',
  '32 Meskerem 1980',
  'Smarch 1980',
  '12 Meskerem',
  '80',
  '',
  '1/2/3/1980',
])('%s is no date', typed => {
  expect(readSaidDate(typed)).toEqual([])
})

test('the first of January may be all that a clerk wrote for "only the year"', () => {
  expect(mayStandForTheYear(one('1990-01-01', 'gregorian'))).toBe(true)
  expect(mayStandForTheYear(one('1 Meskerem 1980', 'ethiopian'))).toBe(true)
  expect(mayStandForTheYear(one('1990-01-02', 'gregorian'))).toBe(false)
})
