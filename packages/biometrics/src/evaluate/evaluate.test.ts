import { describe, expect, test } from 'vitest'
import { compareAll } from './compareAll.ts'
import { intervals } from './interval.ts'
import { labelOf } from './labels.ts'
import { ratesOf } from './rates.ts'
import { reportOf, setResult } from './report.ts'

const scores = (...values: number[]) => Float64Array.from(values)

describe('the name of a file', () => {
  test.each([
    ['101_8.tif', '101', '8'],
    ['S1001L09.jpg', '001L', '09'],
    ['01_left_aeval1.bmp', '01_left', '1'],
    ['01_right_aevar1.bmp', '01_right', '1'],
    ['12/left/name5.bmp', '12/left', '5'],
  ])('%s says class %s, sample %s', (path, group, sample) => expect(labelOf(path)).toEqual({ group, sample }))

  test('that says neither is no capture', () => expect(labelOf('readme.txt')).toBeNull())

  test('may follow a rule of one’s own', () => {
    expect(labelOf('kofi-thumb-2.png', /^(?<class>.+)-(?<sample>\d)\.png$/)).toEqual({
      group: 'kofi-thumb',
      sample: '2',
    })
  })
})

describe('error rates', () => {
  test('are all zero where every genuine score is above every impostor', () => {
    expect(ratesOf(scores(5, 6, 7), scores(1, 2, 3, 4))).toEqual({
      eer: 0,
      fmr100: 0,
      fmr1000: 0,
      fmr10000: 0,
      zeroFmr: 0,
    })
  })

  test('are those counted by hand where the scores overlap', () => {
    // At 4: one of four missed, one of four matched, so both are a quarter. Above 6 none matches and two are missed.
    expect(ratesOf(scores(3, 5, 7, 8), scores(1, 2, 3.5, 6))).toMatchObject({ eer: 0.25, zeroFmr: 0.5, fmr100: 0.5 })
  })

  test('meet between two steps in the middle, as FVC defines it', () => {
    // At 2.5: 1/2 missed and 2/3 matched. At 3: 1/2 missed and 1/3 matched, the smaller sum; its middle counts.
    expect(ratesOf(scores(2, 4), scores(1, 2.5, 3)).eer).toBeCloseTo((0.5 + 1 / 3) / 2)
  })

  test('count a tie against us: an equal score cannot tell them apart', () => {
    expect(ratesOf(scores(0, 0), scores(0, 0))).toMatchObject({ eer: 0.5, zeroFmr: 1 })
  })

  test('allow exactly the promised share of impostors', () => {
    const impostor = Float64Array.from({ length: 1000 }, (_, i) => i)
    expect(ratesOf(scores(997.5, 998.5, 999.5), impostor).fmr1000).toBeCloseTo(1 / 3)
    expect(ratesOf(scores(997.5, 998.5, 999.5), impostor).zeroFmr).toBeCloseTo(2 / 3)
  })
})

describe('a set', () => {
  const alike = (a: number, b: number) => 10 - Math.abs(a - b)
  const samples = [
    { group: 'a', prepared: 1 },
    { group: 'a', prepared: 2 },
    { group: 'b', prepared: 7 },
    { group: 'b', prepared: null },
  ]

  test('compares every pair once; what could not be extracted scores 0', () => {
    const found = compareAll(samples, alike)
    expect([...found.genuine]).toEqual([9, 0])
    expect([...found.impostor]).toEqual([4, 0, 5, 0])
  })

  test('is reported without gaps, and the mean of two sets is in the middle', () => {
    const measured = { images: 4, failed: 1, extractMs: 10, matchUs: 20, templateBytes: 300 }
    const one = setResult('one', compareAll(samples, alike), measured)
    const report = reportOf([one, { ...one, name: 'two', eer: one.eer + 0.2 }])
    expect(Object.values(report.mean).every(Number.isFinite)).toBe(true)
    expect(report.mean.eer).toBeCloseTo(one.eer + 0.1)
    expect(one).toMatchObject({ images: 4, classes: 2, genuine: 2, impostor: 4, failed: 1 })
  })

  test('has an interval that holds its own figure and does not change from run to run', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ group: `g${i % 20}`, prepared: (i % 20) * 2 + ((i * 7) % 5) }))
    const found = compareAll(many, alike)
    const { eer } = ratesOf(found.genuine, found.impostor)
    const [low, high] = intervals(found, 100).eer
    expect(low).toBeLessThanOrEqual(eer)
    expect(high).toBeGreaterThanOrEqual(eer)
    expect(intervals(found, 100).eer).toEqual([low, high])
  })
})
