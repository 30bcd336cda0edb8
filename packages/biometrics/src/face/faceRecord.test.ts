import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFaceRecord, writeFaceRecord } from './faceRecord.ts'

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const whole = writeFaceRecord(jpeg, { width: 960, height: 1200 }, new Date('2026-11-22T06:00:00.123Z'))

/** Of 2005 with one landmark point, laid out by hand: a general header of 14 bytes, and no length before the picture. */
function of2005(): Uint8Array {
  const bytes = new Uint8Array(14 + 4 + 16 + 8 + 12 + jpeg.length)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('FAC\x00010\x00'))
  view.setUint32(8, bytes.length)
  view.setUint16(12, 1)
  view.setUint32(14, bytes.length - 14)
  view.setUint16(18, 1)
  bytes.set(jpeg, bytes.length - jpeg.length)
  return bytes
}

test('a record of a face gives back its picture, of 2011 and of 2005', () => {
  expect(readFaceRecord(whole)).toEqual(jpeg)
  expect(readFaceRecord(of2005())).toEqual(jpeg)
})

test('quality blocks and landmarks before the picture are passed over', () => {
  const [before, blocks] = [17 + 19, new Uint8Array(5 + 16)]
  const longer = new Uint8Array(whole.length + blocks.length)
  longer.set(whole.subarray(0, before))
  longer.set(whole.subarray(before, before + 17), before + 5)
  longer.set(whole.subarray(before + 17), before + 5 + 17 + 16)
  longer[before - 1] = 1
  new DataView(longer.buffer).setUint16(before + 5, 2)
  expect(readFaceRecord(longer)).toEqual(jpeg)
})

test('a record that is cut short anywhere, or of a finger, is refused', () => {
  for (let length = 0; length < whole.length; length++)
    expect(() => readFaceRecord(whole.slice(0, length))).toThrow(/cannot be read/)
  const finger = whole.slice()
  finger.set(new TextEncoder().encode('FIR'))
  expect(() => readFaceRecord(finger)).toThrow('no ISO record of a face')
})

test('a record with bytes written over is a picture or a refusal', () => {
  const writes = fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { minLength: 1, maxLength: 8 })
  let refused = 0
  fc.assert(
    fc.property(fc.constantFrom(whole, of2005()), writes, (record, changes) => {
      const bytes = record.slice()
      for (const [place, value] of changes) if (place < bytes.length) bytes[place] = value
      try {
        expect(readFaceRecord(bytes).length).toBeLessThan(record.length)
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem
        refused++
      }
    }),
    { numRuns: 500 },
  )
  expect(refused).toBeGreaterThan(0)
})
