import { expect, test } from 'vitest'
import { readTypedDate } from './typedDate.ts'

const dated = (date: string) => ({ is: 'date', date })

test('a year alone is a complete answer', () => {
  expect(readTypedDate('1987')).toEqual(dated('1987'))
})

test.each([
  ['1987-03', '1987-03'],
  ['3/1987', '1987-03'],
  ['03.1987', '1987-03'],
  ['1987/3/5', '1987-03-05'],
  ['25/3/1987', '1987-03-25'],
  ['3/25/1987', '1987-03-25'],
  ['4-4-1987', '1987-04-04'],
  [' 5 / 5 / 1987 ', '1987-05-05'],
])('%s is read as %s', (typed, read) => {
  expect(readTypedDate(typed)).toEqual(dated(read))
})

test('a day and a month that could be swapped are asked about, never guessed', () => {
  expect(readTypedDate('5/3/1987')).toEqual({ is: 'two-ways', either: ['1987-03-05', '1987-05-03'] })
})

test('digits of the reader’s own script are understood', () => {
  expect(readTypedDate('١٩٨٧')).toEqual(dated('1987'))
  expect(readTypedDate('۱۳/۴/۱۹۸۷')).toEqual(dated('1987-04-13'))
})

test.each(['87', '5/3/87', '1987-13', '30/2/1987', '2023-02-29', 'spring 1987', '1987-3-'])(
  '%s is not a date',
  typed => {
    expect(readTypedDate(typed)).toEqual({ is: 'unreadable' })
  },
)

test('29 February exists in leap years', () => {
  expect(readTypedDate('29/2/2024')).toEqual(dated('2024-02-29'))
})
