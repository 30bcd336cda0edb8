import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { syntheticIris } from '../synthetic/index.ts'
import { decodeImage } from './decode.ts'
import { readIsoImage, type Shown, writeIsoImage } from './isoImage.ts'
import { encodePng } from './pngWrite.ts'

const eye = syntheticIris('iso', 'left', 0)
const at = new Date('2026-11-22T06:00:00.123Z')
const shows: readonly Shown[] = [
  { is: 'finger', position: 13 },
  { is: 'finger', position: 2 },
  { is: 'eye', eye: 'left' },
  { is: 'eye', eye: null },
]

test('a record gives back what it shows, its picture and its resolution', () => {
  for (const shown of shows) {
    const dpi = shown.is === 'finger' ? 500 : null
    const picture = { ...eye, dpi }
    const read = readIsoImage(writeIsoImage(shown, encodePng(picture), picture, at))
    expect({ shows: read.shows, dpi: read.dpi }).toEqual({ shows: shown, dpi })
    expect(decodeImage(read.file)).toEqual(picture)
  }
})

test('a record that is cut short anywhere is refused, never half read', () => {
  const whole = writeIsoImage({ is: 'finger', position: 2 }, encodePng({ ...eye, dpi: 500 }), { ...eye, dpi: 500 }, at)
  for (let length = 0; length < 70; length++)
    expect(() => readIsoImage(whole.slice(0, length))).toThrow(/cannot be read/)
  expect(() => readIsoImage(whole.slice(0, -1))).toThrow('damaged or incomplete')
})

test('a record with bytes written over is a picture or a refusal', () => {
  const finger = writeIsoImage({ is: 'finger', position: 2 }, encodePng({ ...eye, dpi: 500 }), { ...eye, dpi: 500 }, at)
  const iris = writeIsoImage({ is: 'eye', eye: 'left' }, encodePng(eye), { ...eye, dpi: null }, at)
  const writes = fc.array(fc.tuple(fc.nat(100), fc.nat(255)), { minLength: 1, maxLength: 8 })
  let refused = 0
  fc.assert(
    fc.property(fc.constantFrom(finger, iris), writes, (whole, changes) => {
      const bytes = whole.slice()
      for (const [place, value] of changes) bytes[place] = value
      try {
        expect(readIsoImage(bytes).file.length).toBeLessThan(2 * whole.length)
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem
        refused++
      }
    }),
    { numRuns: 500 },
  )
  expect(refused).toBeGreaterThan(0)
})

const REAL = join(import.meta.dirname, '../../../../../shared/data/fingerprint/records/libbiomeval_iris01.iso2011')
test.skipIf(!existsSync(REAL))('a record that another system wrote is opened', () => {
  const { shows, file } = readIsoImage(new Uint8Array(readFileSync(REAL)))
  expect(shows.is).toBe('eye')
  expect(decodeImage(file).width).toBeGreaterThan(50)
})
