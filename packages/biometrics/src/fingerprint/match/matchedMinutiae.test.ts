import { beforeAll, expect, test } from 'vitest'
import { extract } from '../../extract.ts'
import { loadKernels } from '../../loadKernels.ts'
import { syntheticFinger } from '../../synthetic/index.ts'
import { decodeFinger } from '../encoding.ts'
import { matchedMinutiae } from './matchedMinutiae.ts'

beforeAll(() => loadKernels())
const print = (body: string, impression: number) => extract('finger-2', syntheticFinger(body, 2, impression)).stored

test('a print matched with itself pairs each minutia with itself', () => {
  const one = print('examined', 0)
  const pairs = matchedMinutiae(one, one)
  expect(pairs.length).toBeGreaterThan(10)
  expect(pairs.filter(({ a, b }) => a.x !== b.x || a.y !== b.y)).toEqual([])
})

test('the strongest pairs of two prints of one finger keep their distances, and those of strangers do not', () => {
  const bend = (other: Uint8Array) => {
    const best = matchedMinutiae(print('examined', 0), other).slice(0, 8)
    const apart = best.flatMap((p, i) =>
      best
        .slice(i + 1)
        .map(q => Math.abs(Math.hypot(p.a.x - q.a.x, p.a.y - q.a.y) - Math.hypot(p.b.x - q.b.x, p.b.y - q.b.y))),
    )
    return apart.toSorted((x, y) => x - y)[apart.length >> 1]!
  }
  expect(bend(print('examined', 1))).toBeLessThan(6)
  expect(bend(print('somebody else', 0))).toBeGreaterThan(8)
})

test('every pair is of minutiae of the two templates, strongest first', () => {
  const [one, two] = [print('examined', 0), print('examined', 1)]
  const pairs = matchedMinutiae(one, two)
  const [inOne, inTwo] = [decodeFinger(one).minutiae, decodeFinger(two).minutiae]
  expect(
    pairs.every(
      ({ a, b }) => inOne.some(m => m.x === a.x && m.y === a.y) && inTwo.some(m => m.x === b.x && m.y === b.y),
    ),
  ).toBe(true)
  expect(pairs.map(({ strength }) => strength)).toEqual(pairs.map(({ strength }) => strength).toSorted((x, y) => y - x))
})
