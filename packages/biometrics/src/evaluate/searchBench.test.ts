import { expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { searchBench } from './searchBench.ts'

test('a bench finds its invented people again and counts what it was asked to', async () => {
  await loadKernels()
  let ticks = 0
  const figures = searchBench({
    people: 40,
    sites: ['iris-left', 'finger-2'],
    searches: 4,
    memory: () => ticks * 1000,
    clock: () => ticks++,
  })
  expect(figures).toMatchObject({ people: 40, searches: 4, foundFirst: 4, medianMs: 1, p95Ms: 1, addMs: 1 })
  expect(figures.bytesPerPerson).toBeGreaterThan(0)
})
