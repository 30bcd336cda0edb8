import { expect, test } from 'vitest'
import { detOf, detPicture } from './det.ts'
import { DISCARDS, errorsWhenDiscarding, rankCorrelation } from './discard.ts'
import { fusedPeople } from './fusedPeople.ts'
import { wilson } from './proportion.ts'
import { ratesOf } from './rates.ts'

const scores = (...values: number[]) => Float64Array.from(values)

test('an interval of a share is that of the textbook, and none seen is not none there', () => {
  expect(wilson(10, 100)[0]).toBeCloseTo(0.0552, 4)
  expect(wilson(10, 100)[1]).toBeCloseTo(0.1744, 4)
  expect(wilson(0, 400)).toEqual([0, expect.closeTo(0.0095, 4)])
  expect(wilson(0, 0)).toEqual([0, 1])
})

test('a curve goes from all matched to none, and tells the same misses as the rates', () => {
  const genuine = scores(0.5, 3, 5, 7, 8)
  const impostor = scores(1, 2, 3.5, 6)
  const points = detOf({ genuine, impostor })
  expect(points[0]).toEqual({ fmr: 0.75, fnmr: 0.2 }) // no fewer misses where all match
  expect(points.at(-1)).toEqual({ fmr: 0, fnmr: ratesOf(genuine, impostor).zeroFmr })
  points.slice(1).forEach((point, i) => {
    expect(point.fmr).toBeLessThan(points[i]!.fmr)
    expect(point.fnmr).toBeGreaterThanOrEqual(points[i]!.fnmr)
  })
})

test('a picture holds each curve, each system and no markup of a name', () => {
  const picture = detPicture(
    'a < b',
    [{ name: 'ours', points: [{ fmr: 1, fnmr: 0.01 }] }],
    [{ name: 'theirs', fmr: 0.01, fnmr: 0.01 }],
  )
  expect(picture).toContain('a &lt; b')
  expect(picture).toContain('— ours')
  expect(picture).toContain('× theirs')
  expect(picture).not.toContain('NaN')
  const long = detPicture(
    'a < b',
    [],
    [{ name: 'a system of a very long name, measured on the whole of a set', fmr: 1, fnmr: 1 }],
  )
  const wide = (svg: string) => Number(/viewBox="0 0 (\d+) /.exec(svg)![1])
  expect(wide(long), 'room for a long name').toBeGreaterThan(wide(picture) + 150)
})

test('people of several poor fingers are told apart where one finger is not', () => {
  const samples = Array.from({ length: 16 * 3 }, (_, i) => ({ group: `${Math.floor(i / 3)}`, prepared: i }))
  const noise = (i: number, j: number) => ((i * 7919 + j * 104_729) % 1000) / 1000
  const match = (i: number, j: number) => (Math.floor(i / 3) === Math.floor(j / 3) ? 1.2 : 0) + noise(i, j)
  const one = fusedPeople(samples, match, 1)!
  const four = fusedPeople(samples, match, 4)!
  expect(four).toMatchObject({ fingers: 4, people: 4, deals: 10, genuine: 10 * 4 * 3, probes: 10 * 4 * 2 })
  const poor = (i: number, j: number) => match(i, j) * noise(j, i)
  expect(fusedPeople(samples, poor, 4)!.eer).toBeLessThan(fusedPeople(samples, poor, 1)!.eer)
  expect(one.eer).toBe(0)
  expect(four.notFirst).toBe(0)
})

test('who is alike by nothing is not found first, and one person is no crowd', () => {
  const samples = Array.from({ length: 16 }, (_, i) => ({ group: `${i >> 1}`, prepared: i }))
  const nothing = fusedPeople(samples, () => 0, 4)!
  expect(nothing.notFirst).toBe(nothing.probes)
  expect(fusedPeople(samples.slice(0, 8), () => 1, 4)).toBeNull()
})

test('a quality that foretells misses has fewer of them the more is left out, and one that says nothing has as many', () => {
  const pairs = Array.from({ length: 100 }, (_, i) => ({ score: i, quality: i }))
  expect(errorsWhenDiscarding(pairs, 10)).toEqual([0.1, expect.closeTo(5 / 95), 0, 0, 0])
  const silent = pairs.map(({ score }) => ({ score, quality: 7 }))
  for (const share of errorsWhenDiscarding(silent, 10)) expect(share).toBeCloseTo(0.1)
  expect(DISCARDS[0]).toBe(0)
})

test('ranks that agree correlate by one, against each other by minus one, and nothing with nothing', () => {
  expect(rankCorrelation([1, 5, 9], [2, 3, 400])).toBeCloseTo(1)
  expect(rankCorrelation([1, 5, 9], [4, 3, 2])).toBeCloseTo(-1)
  expect(rankCorrelation([1, 1, 1], [4, 3, 2])).toBe(0)
  expect(rankCorrelation([1, 1, 2, 3], [1, 2, 2, 3])).toBeCloseTo(0.833, 3)
})
