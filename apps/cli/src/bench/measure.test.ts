import { expect, test } from 'vitest'
import { measure, quantile } from './measure.ts'

test('the nearest rank is a value that was measured', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect([quantile(ten, 0.5), quantile(ten, 0.95), quantile([7], 0.5)]).toEqual([5, 10, 7])
})

test('every client works until the time is over, and a failure is not hidden', async () => {
  const seen = new Set<number>()
  const measured = await measure(3, 30, async client => {
    seen.add(client)
    await new Promise(resolve => setTimeout(resolve, 5))
  })
  expect([...seen].sort()).toEqual([0, 1, 2])
  expect(measured.done).toBeGreaterThanOrEqual(3)
  expect(measured.slowest).toBeGreaterThanOrEqual(measured.p95)
  await expect(measure(2, 30, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
})
