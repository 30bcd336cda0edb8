import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFinger, encodeFinger } from './encoding.ts'
import { EXTRACTOR_VERSION, MAX_MINUTIAE, MAX_SIDE } from './parameters.ts'
import type { FingerTemplate, Minutia } from './template.ts'

const minutiae: fc.Arbitrary<Minutia> = fc.record({
  type: fc.constantFrom('ending' as const, 'fork' as const),
  x: fc.nat({ max: MAX_SIDE }),
  y: fc.nat({ max: MAX_SIDE }),
  angle: fc.nat({ max: 255 }).map(turn => (turn / 256) * 2 * Math.PI),
  quality: fc.nat({ max: 7 }),
})

const templates: fc.Arbitrary<FingerTemplate> = fc.record({
  extractorVersion: fc.constant(EXTRACTOR_VERSION),
  width: fc.nat({ max: MAX_SIDE }),
  height: fc.nat({ max: MAX_SIDE }),
  area: fc.nat({ max: 65_535 }),
  clarity: fc.nat({ max: 255 }),
  minutiae: fc.array(minutiae, { maxLength: MAX_MINUTIAE }),
})

describe('a finger template', () => {
  test('comes back from its stored form exactly, and gives the same bytes again', () => {
    fc.assert(
      fc.property(templates, template => {
        const bytes = encodeFinger(template, 'stored')
        expect(decodeFinger(bytes)).toEqual(template)
        expect(encodeFinger(decodeFinger(bytes), 'stored')).toEqual(bytes)
      }),
    )
  })

  test('stored takes at most 600 bytes and travelling at most 300', () => {
    fc.assert(
      fc.property(templates, template => {
        expect(encodeFinger(template, 'stored').length).toBeLessThanOrEqual(600)
        expect(encodeFinger(template, 'travelling').length).toBeLessThanOrEqual(300)
      }),
    )
  })

  test('travels with its surest minutiae', () => {
    fc.assert(
      fc.property(templates, template => {
        const { minutiae } = decodeFinger(encodeFinger(template, 'travelling'))
        expect(minutiae).toEqual(template.minutiae.slice(0, minutiae.length))
      }),
    )
  })
})

describe('bytes that are no finger template', () => {
  test('are refused, never misread', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), bytes => {
        bytes[1] = 0
        expect(() => decodeFinger(bytes)).toThrow('not a finger template')
      }),
    )
  })

  test('cut short are refused', () => {
    const bytes = encodeFinger(fc.sample(templates, { numRuns: 1, seed: 3 })[0]!, 'stored')
    expect(() => decodeFinger(bytes.slice(0, -1))).toThrow('not a finger template')
  })

  test('of a newer version are refused with the remedy', () => {
    const bytes = encodeFinger(fc.sample(templates, { numRuns: 1, seed: 3 })[0]!, 'stored')
    bytes[0] = EXTRACTOR_VERSION + 1
    expect(() => decodeFinger(bytes)).toThrow('update this site')
  })
})
