import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFinger, encodeFinger } from './encoding.ts'
import { EXTRACTOR_VERSION, MAX_MINUTIAE, MAX_SIDE, MOST_WAVES } from './parameters.ts'
import type { FingerTemplate, Minutia, RidgeWaves } from './template.ts'
import { boxed, countWaves } from './waveBox.ts'

const minutiae: fc.Arbitrary<Minutia> = fc.record({
  type: fc.constantFrom('ending' as const, 'fork' as const),
  x: fc.nat({ max: MAX_SIDE }),
  y: fc.nat({ max: MAX_SIDE }),
  angle: fc.nat({ max: 255 }).map(turn => (turn / 256) * 2 * Math.PI),
  quality: fc.nat({ max: 7 }),
})

const placed = fc.record({
  column: fc.nat({ max: 42 }),
  row: fc.nat({ max: 42 }),
  wave: fc.nat({ max: 255 }),
  length: fc.double({ min: -1, max: 17, noNaN: true }),
})

/** Waves anywhere on the largest image, and waves that fill an oblong as a finger does. */
const waves: fc.Arbitrary<RidgeWaves | null> = fc
  .oneof(
    fc.uniqueArray(placed, { maxLength: 300, selector: ({ column, row }) => `${column} ${row}` }),
    fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 24 }), fc.nat()).map(([columns, rows, seed]) =>
      Array.from({ length: columns * rows }, (_, i) => ({
        column: 3 + (i % columns),
        row: 2 + Math.floor(i / columns),
        wave: (seed + i * 37) % 256,
        length: (seed + i) % 16,
      })),
    ),
  )
  .map(all => boxed(all, MOST_WAVES))

const templates: fc.Arbitrary<FingerTemplate> = fc.record({
  extractorVersion: fc.constant(EXTRACTOR_VERSION),
  width: fc.nat({ max: MAX_SIDE }),
  height: fc.nat({ max: MAX_SIDE }),
  area: fc.nat({ max: 65_535 }),
  clarity: fc.nat({ max: 255 }),
  minutiae: fc.array(minutiae, { maxLength: MAX_MINUTIAE }),
  ridges: waves,
})

describe('a finger template', () => {
  test('comes back from its stored form exactly, and gives the same bytes again', () => {
    fc.assert(
      fc.property(templates, template => {
        const bytes = encodeFinger(template, 'stored')
        const found = decodeFinger(bytes)
        expect(found).toEqual({ ...template, minutiae: template.minutiae.slice(0, found.minutiae.length) })
        expect(encodeFinger(decodeFinger(bytes), 'stored')).toEqual(bytes)
      }),
    )
  })

  test('keeps all waves and at least 40 minutiae, and all that it has where there are no waves', () => {
    fc.assert(
      fc.property(templates, template => {
        const { minutiae, ridges } = decodeFinger(encodeFinger(template, 'stored'))
        const room = ridges === null ? MAX_MINUTIAE : 40
        expect(ridges).toEqual(template.ridges)
        expect(minutiae.length).toBeGreaterThanOrEqual(Math.min(template.minutiae.length, room))
      }),
    )
  })

  test('of version 1 has no waves, is read, and gives the same bytes again', () => {
    fc.assert(
      fc.property(templates, template => {
        const bytes = encodeFinger({ ...template, extractorVersion: 1 }, 'stored')
        expect(bytes.length).toBe(10 + 4 * template.minutiae.length)
        expect(decodeFinger(bytes)).toEqual({ ...template, extractorVersion: 1, ridges: null })
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

  test('travels with its surest minutiae and the waves in its middle', () => {
    fc.assert(
      fc.property(templates, template => {
        const { minutiae, ridges } = decodeFinger(encodeFinger(template, 'travelling'))
        expect(minutiae).toEqual(template.minutiae.slice(0, minutiae.length))
        const [kept, all] = [ridges, template.ridges].map(each => (each === null ? 0 : countWaves(each)))
        expect(kept).toBe(Math.min(all!, 130))
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
