import { expect, test } from 'vitest'
import { personBench, personLines } from './personBench.ts'

test('somebody who comes back with a finger and two eyes is found, and what it took is said', async () => {
  const sites = ['finger-2', 'iris-left', 'iris-right'] as const
  const figures = await personBench({ people: 300, persons: 1, sites, progress: () => {} })
  expect(figures).toMatchObject({ people: 300, persons: 1, sites: 3, found: 1 })
  expect(figures.cpuMs).toBeGreaterThan(figures.fingerMs + figures.searchMs)
  expect(figures.passingMs).toBe(figures.mostPassingMs)
  expect(personLines(figures)).toContain('found 1 of 1')
})
