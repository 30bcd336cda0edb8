import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode.ts'
import { readNistTransaction } from './nistTransaction.ts'

const text = (value: string) => new TextEncoder().encode(value)
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap(part => [...part]))

/** A tagged record that knows its own length. */
function tagged(type: number, fields: readonly string[], data: Uint8Array | null = null): Uint8Array {
  const body = (length: number) => {
    const texts = [`${type}.001:${length}`, ...fields].join('\x1d')
    return data === null ? text(`${texts}\x1c`) : joined(text(`${texts}\x1d${type}.999:`), data, text('\x1c'))
  }
  let length = body(0).length
  while (body(length).length !== length) length = body(length).length
  return body(length)
}

function type4(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const record = new Uint8Array(18 + pixels.length)
  const view = new DataView(record.buffer)
  view.setUint32(0, record.length)
  record.set([0, 0, 7, 255, 255, 255, 255, 255, 0], 4)
  view.setUint16(13, width)
  view.setUint16(15, height)
  record.set(pixels, 18)
  return record
}

const pixels = Uint8Array.from({ length: 48 }, (_, i) => i * 5)
const raw = ['14.003:0', '14.006:8', '14.007:6', '14.008:2', '14.009:197', '14.010:197', '14.011:NONE', '14.012:8']
const whole = joined(
  tagged(1, ['1.002:0500', '1.003:1\x1f3\x1e2\x1f0\x1e4\x1f0\x1e14\x1f1', '1.004:TEST']),
  tagged(2, ['2.002:00', '2.003:words']),
  type4(pixels, 8, 6),
  tagged(14, [...raw, '14.013:2'], pixels),
)

describe('an ANSI/NIST transaction', () => {
  test('gives its fingers with place and resolution', () => {
    const [plain, other] = readNistTransaction(whole)
    expect(plain).toMatchObject({ type: 4, shows: { is: 'finger', position: 7 }, dpi: 500 })
    expect(other).toMatchObject({ type: 14, shows: { is: 'finger', position: 2 }, dpi: 500 })
    for (const { file } of [plain!, other!]) expect(decodeImage(file)).toMatchObject({ width: 8, height: 6, pixels })
  })

  test('cut short anywhere is refused', () => {
    for (let length = 0; length < whole.length; length++)
      expect(() => readNistTransaction(whole.slice(0, length))).toThrow(Refusal)
  })

  test('with bytes written over is pictures or a refusal, soon', () => {
    const writes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
    let refused = 0
    fc.assert(
      fc.property(writes, changes => {
        const bytes = whole.slice()
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        try {
          readNistTransaction(bytes)
        } catch (problem) {
          if (!(problem instanceof Refusal)) throw problem
          refused++
        }
      }),
      { numRuns: 1000 },
    )
    expect(refused).toBeGreaterThan(0)
  })
})

const sample = fileURLToPath(
  new URL('../../../../../shared/data/fingerprint/records/type-10-14-17-piv-index-iris.an2', import.meta.url),
)

test.skipIf(!existsSync(sample))(
  'a reference transaction shows a face, two fingers and an eye (skipped where it is not lent)',
  () => {
    const images = readNistTransaction(new Uint8Array(readFileSync(sample)))
    expect(images.map(({ type }) => type)).toEqual([10, 17, 14, 14])
    const fingers = images.filter(({ type }) => type === 14)
    expect(fingers.every(({ shows }) => shows.is === 'finger' && [2, 7].includes(shows.position))).toBe(true)
    for (const { type, file } of images) {
      const { width, dpi } = decodeImage(file)
      expect(width).toBeGreaterThan(100)
      if (type === 14) expect(dpi).toBe(500) // lossless JPEG, which says so itself
    }
  },
)
