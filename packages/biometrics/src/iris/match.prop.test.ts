import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { encodeIris } from './encoding.ts'
import { overlapOf } from './hamming.ts'
import { compareIrises, matchIrises } from './match.ts'
import { WHOLE_TURNS } from './parameters.ts'
import { codeOf, type PreparedIris, prepareIris } from './prepared.ts'
import { CODE_WORDS } from './template.ts'
import { wholeOverlaps } from './turnedProbe.ts'

beforeAll(loadKernels)

const words = fc.uint32Array({ minLength: CODE_WORDS, maxLength: CODE_WORDS })
/** Any codes, half of whose bits at least are trusted: with fewer, a turn may not count. */
const irises = fc.tuple(words, words).map(([bits, mask]) =>
  prepared(
    bits,
    mask.map(word => word | 0x0f0f0f0f),
  ),
)

test('the kernel counts what its plain twin counts, at every turn', () => {
  fc.assert(
    fc.property(irises, irises, fc.nat(WHOLE_TURNS.length - 1), (a, b, at) => {
      const counted = wholeOverlaps(a, b).slice(2 * at, 2 * at + 2)
      const { differing, compared } = overlapOf(codeOf(a), codeOf(b), WHOLE_TURNS[at]!)
      expect([...counted]).toEqual([differing, compared])
    }),
    { numRuns: 40 },
  )
})

test('an iris is no distance from itself, and nobody is nearer to it', () => {
  fc.assert(
    fc.property(irises, irises, (a, b) => {
      expect(compareIrises(a, a).rawDistance).toBe(0)
      expect(compareIrises(a, a).turn).toBe(0)
      expect(compareIrises(a, a).rawDistance).toBeLessThanOrEqual(compareIrises(a, b).rawDistance)
    }),
    { numRuns: 10 },
  )
})

test('it does not matter which of two irises is the probe', () => {
  fc.assert(
    fc.property(irises, irises, (a, b) => {
      expect(compareIrises(a, b).distance).toBeCloseTo(compareIrises(b, a).distance, 12)
      expect(Math.abs(compareIrises(a, b).turn)).toBe(Math.abs(compareIrises(b, a).turn))
    }),
    { numRuns: 10 },
  )
})

test('more probes in turn than are kept ready give the same answers', () => {
  const people = fc.sample(irises, { numRuns: 7, seed: 3 })
  const first = people.map(a => people.map(b => compareIrises(a, b).distance))
  const again = people.map((_, j) => people.map(a => compareIrises(a, people[j]!).distance))
  people.forEach((_, i) => {
    people.forEach((_, j) => {
      expect(again[j]![i]).toBe(first[i]![j])
    })
  })
})

test('two irises without a common visible part say nothing', () => {
  const nothing = prepared(new Uint32Array(CODE_WORDS), new Uint32Array(CODE_WORDS))
  expect(matchIrises(nothing, nothing)).toBe(0)
})

function prepared(bits: Uint32Array, mask: Uint32Array): PreparedIris {
  const circle = { x: 100, y: 100, radius: 50 }
  const code = { bits: bits.map((word, i) => word & mask[i]!), mask }
  return prepareIris(encodeIris({ extractorVersion: 1, pupil: circle, limbus: circle, visible: 1, code }, 'stored'))
}
