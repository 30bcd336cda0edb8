import { expect, test } from 'vitest'
import { numbersIn } from './overlapWork.ts'

test('a list is read from lines or the first column of a table, each number once however it is written', () => {
  const text = 'Family number,Name\r\n"KEN-26-00417",Amina\r\nken 26 00417,Amina\r\n\r\nKEN-٢٦-00418;x\r\n'
  expect(numbersIn(text)).toEqual(['ken 26 00417', 'KEN-٢٦-00418'])
  expect(numbersIn('')).toEqual([])
})
