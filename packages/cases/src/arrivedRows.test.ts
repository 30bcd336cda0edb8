import { expect, test } from 'vitest'
import { example } from '../test/exampleModule.ts'
import { arrivedRows } from './arrivedRows.ts'

test('what arrived is told record by record, and what is kept apart of a row is not told twice', () => {
  expect(arrivedRows(example, 'file_protected 1, member 2, note 3, note_protected 1, task 12')).toEqual([
    { record: 'member', count: 2 },
    { record: 'note', count: 3 },
    { record: 'task', count: 12 },
  ])
  expect(arrivedRows(example, '')).toEqual([])
})
