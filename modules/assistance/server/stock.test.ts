import { afterAll, beforeAll, expect, test } from 'vitest'
import { add, command, family, openCycle, openDistribution, query, RICE, world } from '../test/distribution.ts'
import type { Checked } from './check.ts'

beforeAll(openDistribution)
afterAll(() => world.office.end())

test('what came to a point is what was given, went back, was lost and is left', async () => {
  const group = await family('Warsan')
  const { point } = await openCycle([RICE])
  const stock = (act: string, quantity: number) =>
    add('stock', { parent_id: point, act, item: 'Rice', measure: 'kilogram', quantity }, world.clerk)
  await stock('received', 100)
  const { entry } = await world.clerk.asks<Checked>(query('check'), { pointId: point, text: group.number })
  await world.clerk.does(command('give'), { pointId: point, entry, takenBy: 'collector', verified: 'number' })
  await stock('lost', 5)
  await stock('counted', 69)
  const { shelves, served } = await world.clerk.asks<{ shelves: readonly object[]; served: number }>(
    query('progress'),
    { pointId: point },
  )
  expect(served).toBe(1)
  expect(shelves).toEqual([
    {
      item: 'Rice',
      measure: 'kilogram',
      received: 100,
      given: 25,
      returned: 0,
      lost: 5,
      expected: 70,
      counted: 69,
      difference: -1,
    },
  ])
})

test('the paper of a point has who is on its list, its checksum and parts that are there; who only collects elsewhere prints none', async () => {
  const { point } = await openCycle([RICE], { period: '2026-10-01' })
  const print = (name: string, input: object, who = world.clerk) =>
    who.does<{ sha256: string }>(command(name), { pointId: point, language: 'ar', ...input })
  const first = await print('distributionList', { part: 1 })
  expect(first.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect((await print('manifest', {})).sha256).not.toBe(first.sha256)
  await expect(print('distributionList', { part: 2 })).rejects.toMatchObject({ code: 'wrong-state' })
  await expect(print('distributionList', { part: 1 }, world.elsewhere)).rejects.toMatchObject({ code: 'not-found' })
  await expect(print('manifest', {}, world.registrar)).rejects.toMatchObject({ code: 'not-allowed' })
}, 60_000)
