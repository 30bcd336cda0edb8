import { expect, test } from 'vitest'
import { seededRandom } from './random.ts'

test('the same seed gives the same numbers, and another seed others', () => {
  const draw = (seed: string) => Array.from({ length: 5 }, seededRandom(seed).next)
  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
})

test('a named stream does not depend on what was drawn before it', () => {
  const fresh = seededRandom(7).stream('names').next()
  const used = seededRandom(7)
  used.next()
  expect(used.stream('names').next()).toBe(fresh)
})

test('draws are uniform and normal within what chance allows', () => {
  const random = seededRandom('spread')
  const uniform = Array.from({ length: 20_000 }, () => random.below(10))
  for (let digit = 0; digit < 10; digit++)
    expect(Math.abs(uniform.filter(value => value === digit).length - 2_000)).toBeLessThan(200)
  const normal = Array.from({ length: 20_000 }, random.normal)
  expect(Math.abs(normal.reduce((sum, x) => sum + x, 0) / normal.length)).toBeLessThan(0.03)
  expect(Math.abs(normal.reduce((sum, x) => sum + x * x, 0) / normal.length - 1)).toBeLessThan(0.05)
})
