import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readIsoFingers, writeIsoFinger } from './iso19794.ts'
import { EXTRACTOR_VERSION } from './parameters.ts'
import type { FingerTemplate } from './template.ts'

const template: FingerTemplate = {
  extractorVersion: EXTRACTOR_VERSION,
  width: 300,
  height: 400,
  area: 0,
  clarity: 0,
  minutiae: [
    { type: 'ending', x: 100, y: 200, angle: Math.PI / 2, quality: 7 },
    { type: 'fork', x: 299, y: 399, angle: Math.PI, quality: 3 },
  ],
  ridges: null,
}

describe('an ISO 19794-2:2005 record', () => {
  test('is laid out as the standard says', () => {
    const bytes = writeIsoFinger({ position: 2, template }, 80)
    expect(bytes.length).toBe(24 + 4 + 2 * 6 + 2)
    expect([...bytes.subarray(0, 12)]).toEqual([...new TextEncoder().encode('FMR\0 20\0'), 0, 0, 0, bytes.length])
    expect([...bytes.subarray(24, 28)]).toEqual([2, 0, 80, 2])
    expect([...bytes.subarray(28, 34)]).toEqual([0x40, 100, 0, 200, 64, 100])
    expect([...bytes.subarray(34, 40)]).toEqual([0x81, 43, 1, 143, 128, 43])
  })

  test('comes back as it was written', () => {
    expect(readIsoFingers(writeIsoFinger({ position: 2, template }, 80))).toEqual([{ position: 2, template }])
  })

  test('cut short anywhere is refused', () => {
    const bytes = writeIsoFinger({ position: 2, template }, 80)
    for (let length = 0; length < bytes.length; length++)
      expect(() => readIsoFingers(bytes.slice(0, length))).toThrow(/not an ISO|cut short/)
  })
})

const sample = fileURLToPath(
  new URL('../../../../../shared/data/fingerprint/records/libbiomeval_fmr.iso2005', import.meta.url),
)

test.skipIf(!existsSync(sample))('a record of another system is read (skipped where the samples are not lent)', () => {
  const fingers = readIsoFingers(readFileSync(sample))
  expect(fingers.length).toBeGreaterThan(0)
  for (const { template } of fingers) {
    expect(template.minutiae.length).toBeGreaterThan(4)
    for (const { x, y } of template.minutiae) expect(x <= template.width && y <= template.height).toBe(true)
  }
})
