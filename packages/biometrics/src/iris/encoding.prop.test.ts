import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asStored, decodeIris, encodeIris, type IrisForm } from './encoding.ts'
import { CODE_WORDS, type IrisTemplate } from './template.ts'
import { packTrits, unpackTrits } from './trits.ts'

const circle = fc.record({
  x: fc.double({ min: 0, max: 4000, noNaN: true }),
  y: fc.double({ min: 0, max: 4000, noNaN: true }),
  radius: fc.double({ min: 1, max: 2000, noNaN: true }),
})
const words = fc.uint32Array({ minLength: CODE_WORDS, maxLength: CODE_WORDS })
const templates: fc.Arbitrary<IrisTemplate> = fc
  .record({
    pupil: circle,
    limbus: circle,
    visible: fc.double({ min: 0, max: 1, noNaN: true }),
    bits: words,
    mask: words,
  })
  .map(({ pupil, limbus, visible, bits, mask }) =>
    asStored({
      extractorVersion: 1,
      pupil,
      limbus,
      visible,
      code: { bits: bits.map((word, i) => word & mask[i]!), mask },
    }),
  )

test('a stored template comes back as it was', () => {
  fc.assert(
    fc.property(templates, template => {
      expect(decodeIris(encodeIris(template, 'stored'))).toEqual(template)
    }),
    { numRuns: 30 },
  )
})

test('both forms keep to their size and are written again as the same bytes', () => {
  fc.assert(
    fc.property(templates, fc.constantFrom<IrisForm>('stored', 'travelling'), (template, form) => {
      const bytes = encodeIris(template, form)
      expect(bytes.length).toBeLessThanOrEqual(form === 'stored' ? 4096 : 512)
      expect(encodeIris(decodeIris(bytes), form)).toEqual(bytes)
    }),
    { numRuns: 30 },
  )
})

test('what travels is part of what is stored', () => {
  fc.assert(
    fc.property(templates, template => {
      const { bits, mask } = decodeIris(encodeIris(template, 'travelling')).code
      mask.forEach((word, i) => {
        expect(word & ~template.code.mask[i]!).toBe(0)
        expect(bits[i]! >>> 0).toBe((template.code.bits[i]! & word) >>> 0)
      })
    }),
    { numRuns: 10 },
  )
})

test('any bytes are a template or are refused, and never break anything', () => {
  const damaged = fc.tuple(templates, fc.nat(3292), fc.nat(255)).map(([template, at, value]) => {
    const bytes = encodeIris(template, 'stored')
    bytes[at] = value
    return bytes
  })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 600 }), damaged), bytes => {
      try {
        decodeIris(bytes)
      } catch (problem) {
        expect(problem).toBeInstanceOf(Refusal)
      }
    }),
    { numRuns: 60 },
  )
})

test('numbers of 0 to 2 come back from their bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2)), numbers => {
      const trits = Uint8Array.from(numbers)
      expect(unpackTrits(packTrits(trits), trits.length)).toEqual(trits)
    }),
  )
})

test('a template of a newer extractor is refused, not misread', () => {
  const bytes = encodeIris(
    {
      extractorVersion: 1,
      pupil: { x: 1, y: 1, radius: 1 },
      limbus: { x: 1, y: 1, radius: 2 },
      visible: 1,
      code: empty(),
    },
    'stored',
  )
  bytes[0] = 99
  expect(() => decodeIris(bytes)).toThrow('newer version')
})

function empty() {
  return { bits: new Uint32Array(CODE_WORDS), mask: new Uint32Array(CODE_WORDS) }
}
