import { expect, test } from 'vitest'
import { likenessByChance, logTail } from './normalTail.ts'

test('the tail of the normal law is that of the tables', () => {
  expect(10 ** logTail(1)).toBeCloseTo(0.158655254, 8)
  expect(10 ** logTail(3)).toBeCloseTo(0.001349898, 9)
  expect(10 ** logTail(6)).toBeCloseTo(9.8658765e-10, 16)
})

test('it is still exact where the chance is too small for a number', () => {
  expect(logTail(40)).toBeCloseTo(-349.43701, 4)
})

test('evidence falls as distance grows, and is never negative', () => {
  const tail = { nominal: 8000, tries: 13, mean: 0.49, deviation: 0.02 }
  const said = Array.from({ length: 51 }, (_, i) => likenessByChance(i / 100, tail))
  said.slice(1).forEach((evidence, i) => {
    expect(evidence).toBeLessThanOrEqual(said[i]!)
  })
  expect(said[50]).toBe(0)
  expect(said[30]).toBeGreaterThan(6)
})
