import { expect, test } from 'vitest'
import { searchFigures } from './evaluateSearch.ts'

test('a search is timed in a process of its own, and finds the people it was made from', async () => {
  const figures = await searchFigures(30, [['finger-2', 'iris-left']], 3)
  expect(figures).toHaveLength(1)
  for (const { people, foundFirst, searches, medianMs, bytesPerPerson } of figures) {
    expect([people, foundFirst]).toEqual([30, searches])
    expect(medianMs).toBeGreaterThan(0)
    expect(bytesPerPerson).toBeGreaterThan(1000)
  }
}, 120_000)
