import { expect, test } from 'vitest'
import { toldIn, withSaid } from './saidBirth.tsx'

const year = { asSaid: '1980', calendar: 'ethiopian', from: '1987-09-12', to: '1988-09-10' } as const

test('a year of another calendar is kept with its days, and marked as estimated', () => {
  const values = withSaid({}, 'born', { date: '1988' as never, told: year, exact: false })
  expect(values).toMatchObject({ born: '1988', born_as_said: '1980', born_from: '1987-09-12', born_estimated: true })
  expect(toldIn(values)).toEqual(year)
})

test('a Gregorian date that follows leaves nothing of it, and free words stay', () => {
  const before = withSaid({}, 'born', { date: '1988' as never, told: year, exact: false })
  expect(withSaid(before, 'born', { date: '1987-05-04' as never, told: null, exact: true })).toEqual({
    born: '1987-05-04',
    born_as_said: null,
    born_calendar: null,
    born_from: null,
    born_to: null,
    born_estimated: null,
  })
  const free = { born_as_said: 'in the great drought', born_estimated: true }
  expect(withSaid(free, 'born', { date: '1985' as never, told: null, exact: true })).toMatchObject(free)
})
