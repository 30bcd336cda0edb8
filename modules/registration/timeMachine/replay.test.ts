import { expect, test } from 'vitest'
import { peopleOn } from './frames.ts'
import { type Change, type RowToday, rowsAt } from './replay.ts'

const person: RowToday = {
  record: 'individual',
  id: 'p',
  createdAt: '2026-01-01T00:00:00.000Z',
  values: {
    number: 'N',
    display_name: 'Amina',
    sex: 'female',
    born: '2017',
    nationality: null,
    registered_on: '2026-01-01',
  },
}
const corrected: Change = {
  at: '2026-05-09T10:00:00.000Z',
  record: 'individual',
  rowId: 'p',
  op: 'update',
  set: { born: '2017' },
}
const at = (changes: readonly Change[], day: string) => {
  const rows = rowsAt(changes, [person], `${day}T23:59:59.999Z`)
  return peopleOn(rows, rows, day)[0]
}

test('of a row loaded in bulk, what was changed since is no longer known, and what was never written is nothing', () => {
  expect(at([corrected], '2026-03-03')).toMatchObject({ name: 'Amina', born: undefined, nationality: null })
  expect(at([corrected], '2026-06-01')).toMatchObject({ born: '2017' })
})

test('of a row that the log tells from its beginning, everything is known', () => {
  const registered: Change = {
    ...corrected,
    at: '2026-01-01T00:00:00.000Z',
    op: 'insert',
    set: { ...person.values, born: '2019' },
  }
  expect(at([registered, corrected], '2026-03-03')).toMatchObject({ born: '2019', nationality: null })
  expect(at([registered, corrected], '2025-12-31')).toBeUndefined()
})

test('a row that the viewer may not see today is in no past', () => {
  expect(rowsAt([{ ...corrected, rowId: 'other', op: 'insert' }], [person], '2026-12-31').get('individual')?.size).toBe(
    1,
  )
})
