import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { syntheticFinger } from '../../synthetic/index.ts'
import type { GreyImage } from '../grey.ts'
import { readIsoImage, writeIsoImage } from '../isoImage.ts'
import { isJpeg2000 } from './boxes.ts'
import { boxed, encoded, readDecoder } from './encoder.fixture.ts'
import { decodeJpeg2000, openJpeg2000 } from './index.ts'

let finger: GreyImage
let codestream: Uint8Array
beforeAll(async () => {
  await loadKernels()
  finger = syntheticFinger('jpeg 2000', 2, 0)
  codestream = await encoded(asGrey(finger))
}, 60_000)

const asGrey = ({ width, height, pixels }: GreyImage) =>
  ({ width, height, components: 1, depth: 8, samples: pixels }) as const
const ramp = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * 7) % 251)

describe('a JPEG 2000', () => {
  test('without loss gives back every pixel, bare and in its box file, which says its resolution', async () => {
    expect(isJpeg2000(codestream)).toBe(true)
    expect(await decodeJpeg2000(codestream, readDecoder)).toEqual({ ...finger, dpi: null })
    const file = boxed(codestream, 17, 19_685)
    expect(isJpeg2000(file)).toBe(true)
    expect(await decodeJpeg2000(file, readDecoder)).toEqual({ ...finger, dpi: 500 })
  })
  test('of the wavelet that loses a little is nearly the same', async () => {
    const { pixels } = await decodeJpeg2000(await encoded(asGrey(finger), false), readDecoder)
    const apart = pixels.map((level, i) => Math.abs(level - finger.pixels[i]!))
    expect(apart.some(each => each > 0)).toBe(true)
    expect(apart.reduce((sum, each) => sum + each, 0) / pixels.length).toBeLessThan(1)
  })
  test('in colour gives its colours, and grey by their luma', async () => {
    const face = { width: 64, height: 64, components: 3, depth: 8, samples: ramp(64 * 64 * 3) } as const
    const file = boxed(await encoded(face), 16)
    expect(await openJpeg2000(file, readDecoder)).toMatchObject({ components: 3, samples: face.samples })
    const { pixels } = await decodeJpeg2000(file, readDecoder)
    expect(pixels[0]).toBe(Math.floor((299 * 0 + 587 * 7 + 114 * 14 + 500) / 1000))
  })
  test('of sixteen bits gives the upper eight', async () => {
    const deep = { width: 32, height: 32, components: 1, depth: 16, samples: ramp(32 * 32 * 2) } as const
    const { pixels } = await decodeJpeg2000(await encoded(deep), readDecoder)
    expect([...pixels]).toEqual(Array.from({ length: 32 * 32 }, (_, i) => deep.samples[2 * i + 1]))
  })
  test('in a record of a finger and of an eye comes out as it went in', () => {
    for (const shows of [{ is: 'finger', position: 2 } as const, { is: 'eye', eye: 'left' } as const]) {
      const record = writeIsoImage(shows, codestream, { ...finger, dpi: 500 }, new Date('2026-11-22'))
      expect(readIsoImage(record)).toMatchObject({ shows, file: codestream })
    }
  })
})

describe('a JPEG 2000 that is not to be believed is refused before its pixels', () => {
  const without = (change: (bytes: Uint8Array, view: DataView) => void) => {
    const bytes = codestream.slice()
    change(bytes, new DataView(bytes.buffer))
    return decodeJpeg2000(bytes, readDecoder)
  }
  /** Of the style marker in what we encode. */
  const style = () => codestream.findIndex((byte, i) => byte === 0xff && codestream[i + 1] === 0x52)

  test.each<[string, string, (bytes: Uint8Array, view: DataView) => void]>([
    ['a hundred thousand pixels wide', 'too large', (_, view) => view.setUint32(8, 100_000)],
    ['a million tiles', 'not supported', (_, view) => view.setBigUint64(24, 0x1_0000_0001n)],
    ['five components', 'not supported', (_, view) => view.setUint16(40, 5)],
    ['signed samples', 'not supported', (_, view) => view.setUint8(42, 0x87)],
    ['sixty thousand layers', 'not supported', (_, view) => view.setUint16(style() + 6, 60_000)],
    ['thirty levels', 'not supported', (_, view) => view.setUint8(style() + 9, 30)],
  ])('%s', async (_what, why, change) => {
    await expect(without(change)).rejects.toThrow(why)
  })

  test('cut short anywhere, in colours nobody told us of, or with a palette', async () => {
    for (const share of [0.001, 0.1, 0.5, 0.99])
      await expect(
        decodeJpeg2000(codestream.slice(0, Math.floor(codestream.length * share)), readDecoder),
      ).rejects.toThrow('damaged')
    await expect(decodeJpeg2000(boxed(codestream, 18), readDecoder)).rejects.toThrow('colours')
    await expect(openJpeg2000(codestream, readDecoder, 100)).rejects.toThrow('too large')
  })

  test('whatever bytes are changed: a picture of the size it says, or a refusal in words', async () => {
    const small = await encoded({ width: 48, height: 40, components: 1, depth: 8, samples: ramp(48 * 40) })
    const wasm = await readDecoder()
    const change = fc.record({ at: fc.nat(small.length - 1), to: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(20), async (changes, cut) => {
        const bytes = small.slice(0, small.length - (cut > 15 ? cut : 0))
        for (const { at, to } of changes) bytes[Math.min(at, bytes.length - 1)] = to
        for (const file of [bytes, boxed(bytes)]) {
          try {
            const { width, height, samples } = await openJpeg2000(file, async () => wasm)
            expect(samples.length % (width * height)).toBe(0)
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal)
            expect(error).toMatchObject({ code: 'unreadable-image' })
          }
        }
      }),
      { numRuns: 120 },
    )
  }, 120_000)
})
