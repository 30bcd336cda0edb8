import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { syntheticIris } from '../synthetic/index.ts'
import { decodeImage } from './decode.ts'
import { readIsoImage, readIsoImages, type Shown, writeIsoImage } from './isoImage.ts'
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
    fc.property(
      fc.constantFrom(finger, iris, fingersOf2005([2, 7], grey), eyesOf2005(2, grey)),
      writes,
      (whole, changes) => {
        const bytes = whole.slice()
        for (const [place, value] of changes) bytes[place] = value
        try {
          for (const { file } of readIsoImages(bytes)) expect(file.length).toBeLessThan(2 * whole.length)
        } catch (problem) {
          if (!(problem instanceof Refusal)) throw problem
          refused++
        }
      },
    ),
    { numRuns: 500 },
  )
  expect(refused).toBeGreaterThan(0)
})

/** Big-endian numbers of so many bytes. */
const numbers = (...values: readonly (readonly [value: number, bytes: number])[]) =>
  values.flatMap(([value, bytes]) =>
    Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256),
  )
const letters = (text: string) => [...new TextEncoder().encode(text)]

/** ISO/IEC 19794-4:2005, table 2 and 3: fingers of eight by six raw pixels at 197 a centimetre. */
function fingersOf2005(positions: readonly number[], pixels: readonly number[]): Uint8Array {
  const fingers = positions.flatMap(position => [
    ...numbers([14 + pixels.length, 4], [position, 1], [1, 1], [1, 1], [0, 1], [0, 1], [8, 2], [6, 2], [0, 1]),
    ...pixels,
  ])
  const resolutions = numbers([2, 1], [197, 2], [197, 2], [197, 2], [197, 2], [8, 1], [0, 1], [0, 2])
  const header = [...numbers([32 + fingers.length, 6], [0, 2], [31, 2], [positions.length, 1]), ...resolutions]
  return Uint8Array.from([...letters('FIR\x00010\0'), ...header, ...fingers])
}

/** ISO/IEC 19794-6:2005: both eyes, each with so many raw pictures of eight by six. */
function eyesOf2005(each: number, pixels: readonly number[]): Uint8Array {
  const picture = [...numbers([1, 2], [100, 1], [0, 2], [0, 2], [pixels.length, 4]), ...pixels]
  const eye = (subtype: number) => [
    ...numbers([subtype, 1], [each, 2]),
    ...Array.from({ length: each }, () => picture).flat(),
  ]
  const eyes = [...eye(1), ...eye(2)]
  const format = numbers([0, 2], [2, 1], [45, 2], [0, 2], [0, 2], [2, 2], [8, 2], [6, 2], [8, 1], [0, 1])
  const header = [...numbers([45 + eyes.length, 4]), ...format, ...Array.from({ length: 16 }, () => 65)]
  return Uint8Array.from([...letters('IIR\x00010\0'), ...header, ...eyes])
}

const grey = Array.from({ length: 48 }, (_, i) => (i * 5) % 256)

test('records of 2005 give all their fingers and eyes', () => {
  const fingers = readIsoImages(fingersOf2005([2, 7], grey))
  expect(fingers.map(({ shows, dpi }) => [shows, dpi])).toEqual([
    [{ is: 'finger', position: 2 }, 500],
    [{ is: 'finger', position: 7 }, 500],
  ])
  const eyes = readIsoImages(eyesOf2005(2, grey))
  expect(eyes.map(({ shows }) => shows.is === 'eye' && shows.eye)).toEqual(['right', 'right', 'left', 'left'])
  for (const { file } of [...fingers, ...eyes])
    expect(decodeImage(file)).toMatchObject({ width: 8, height: 6, pixels: Uint8Array.from(grey) })
})

test('a record of several pictures gives them all', () => {
  const one = writeIsoImage({ is: 'finger', position: 2 }, encodePng({ ...eye, dpi: 500 }), { ...eye, dpi: 500 }, at)
  const two = Uint8Array.from([...one, ...one.subarray(16)])
  new DataView(two.buffer).setUint32(8, two.length)
  new DataView(two.buffer).setUint16(12, 2)
  expect(readIsoImages(two)).toHaveLength(2)
  expect(readIsoImages(two)[1]).toEqual(readIsoImage(one))
})

test('a record of 2005 that is cut short anywhere is refused', () => {
  for (const whole of [fingersOf2005([2, 7], grey), eyesOf2005(1, grey)])
    for (let length = 0; length < whole.length; length++)
      expect(() => readIsoImages(whole.slice(0, length))).toThrow(Refusal)
})

const REAL = join(import.meta.dirname, '../../../../../shared/data/fingerprint/records/libbiomeval_iris01.iso2011')
test.skipIf(!existsSync(REAL))('a record that another system wrote is opened', () => {
  const { shows, file } = readIsoImage(new Uint8Array(readFileSync(REAL)))
  expect(shows.is).toBe('eye')
  expect(decodeImage(file).width).toBeGreaterThan(50)
})
