import { describe, expect, test } from 'vitest'
import { ratesApart } from './apart.ts'
import { compareAll, type Sample } from './compareAll.ts'
import { twoEyes } from './twoEyes.ts'

const sample = (group: string, prepared: number | null): Sample<number> => ({ group, prepared })
const alike = (a: number, b: number) => Math.max(0, 8 - Math.abs(a - b))

describe('both eyes together', () => {
  const samples = [
    sample('01_left', 0),
    sample('01_left', 1),
    sample('01_right', 100),
    sample('01_right', 105),
    sample('02_left', 6),
    sample('02_right', 300),
    sample('02_right', 301),
  ]
  test('tell apart whom one eye confuses, by the n-th capture of each', () => {
    // left eyes of 1 and 2 are alike by 2 and 3, their right eyes not at all; of one person the eyes say 7 and 3
    const found = twoEyes(samples, compareAll(samples, alike))!
    expect(found).toMatchObject({ comings: 3, genuine: 1, impostor: 2, eer: 0 })
    expect(found.lowestGenuine).toBeGreaterThan(found.highestImpostor)
    expect(found.highestImpostor).toBeGreaterThan(1)
  })
  test('are not spoken of where names say no eye', () => {
    const fingers = [sample('1', 0), sample('1', 1), sample('2', 3)]
    expect(twoEyes(fingers, compareAll(fingers, alike))).toBeNull()
  })
})

test('without what could not be extracted the rates are those of the others', () => {
  const samples = [sample('a', 0), sample('a', 1), sample('a', null), sample('b', 50), sample('b', 51)]
  const scores = compareAll(samples, alike)
  expect(ratesApart(samples, scores)).toMatchObject({ eer: 0, zeroFmr: 0 })
  expect(ratesApart(samples.slice(2, 4), compareAll(samples.slice(2, 4), alike))).toBeNull()
})
