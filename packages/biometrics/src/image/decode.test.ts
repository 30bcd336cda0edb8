import { Refusal } from '@nansen/kernel'
import { encode as encodePng } from 'fast-png'
import jpeg from 'jpeg-js'
import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode.ts'
import { bmpOf, pgmOf, tiffOf } from './sampleFiles.fixture.ts'

const WIDTH = 13
const HEIGHT = 7
/** A slope from dark to bright with a corner that says which way up it is. */
const grey = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i === 0 ? 255 : (i * 2) % 200))
const ascii = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))

function refusalOf(bytes: Uint8Array): string {
  try {
    decodeImage(bytes)
  } catch (problem) {
    if (problem instanceof Refusal && problem.code === 'unreadable-image') return problem.message
    throw problem
  }
  return 'was read'
}

describe('an image file', () => {
  test.each([
    ['PNG', encodePng({ width: WIDTH, height: HEIGHT, data: grey, channels: 1 })],
    ['PGM', pgmOf(WIDTH, HEIGHT, grey)],
    ['BMP', bmpOf(WIDTH, HEIGHT, grey)],
    ['BMP, top row first', bmpOf(WIDTH, HEIGHT, grey, { topDown: true })],
    ['TIFF, little-endian', tiffOf(WIDTH, HEIGHT, grey)],
    ['TIFF, big-endian', tiffOf(WIDTH, HEIGHT, grey, { bigEndian: true })],
    ['TIFF, PackBits', tiffOf(WIDTH, HEIGHT, grey, { packBits: true })],
    ['TIFF, two strips', tiffOf(WIDTH, HEIGHT, grey, { rowsPerStrip: 4 })],
    [
      'TIFF, white is zero',
      tiffOf(
        WIDTH,
        HEIGHT,
        grey.map(value => 255 - value),
        { whiteIsZero: true },
      ),
    ],
  ])('%s keeps every pixel', (_, bytes) => {
    expect(decodeImage(bytes)).toMatchObject({ width: WIDTH, height: HEIGHT, pixels: grey })
  })

  test('JPEG keeps every pixel of a flat image', () => {
    const flat = new Uint8Array(16 * 16 * 4).fill(90)
    const { data } = jpeg.encode({ width: 16, height: 16, data: flat }, 100)
    expect(new Set(decodeImage(new Uint8Array(data)).pixels)).toEqual(new Set([90]))
  })

  test('is known by its first bytes only', () => {
    expect(refusalOf(ascii('GIF89a'))).toContain('not a PNG, JPEG, BMP, TIFF, PGM or WSQ')
    expect(refusalOf(new Uint8Array(0))).toContain('not a PNG')
  })

  test('in colour becomes grey as the eye sees it (BT.601)', () => {
    const colours = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255)
    expect([...decodeImage(encodePng({ width: 3, height: 1, data: colours, channels: 3 })).pixels]).toEqual([
      76, 150, 29,
    ])
  })

  test('that is see-through lies on white paper', () => {
    const data = Uint8Array.of(0, 0, 0, 255, 0, 128)
    expect([...decodeImage(encodePng({ width: 3, height: 1, data, channels: 2 })).pixels]).toEqual([255, 0, 127])
  })
})

describe('the resolution', () => {
  const pixels = Uint8Array.of(0)
  test('is read where the file says it', () => {
    expect(decodeImage(bmpOf(1, 1, pixels, { perMetre: 19_685 })).dpi).toBe(500)
    expect(decodeImage(tiffOf(1, 1, pixels, { dpi: 569 })).dpi).toBe(569)
  })
  test('is unknown where it says nothing, or only what every editor writes', () => {
    expect(decodeImage(bmpOf(1, 1, pixels)).dpi).toBeNull()
    expect(decodeImage(bmpOf(1, 1, pixels, { perMetre: 2835 })).dpi).toBeNull()
    expect(decodeImage(pgmOf(1, 1, pixels)).dpi).toBeNull()
  })
})

describe('a file that lies about its size', () => {
  test('is refused before memory is reserved for it', () => {
    const started = process.memoryUsage().arrayBuffers
    expect(refusalOf(ascii('P5 8001 1 255\n'))).toContain('too large')
    expect(refusalOf(ascii('P5 8000 8000 255\n'))).toContain('too large')
    expect(refusalOf(bmpOf(1, 1, Uint8Array.of(0), { claimedWidth: 100_000 }))).toContain('too large')
    const png = encodePng({ width: 1, height: 1, data: Uint8Array.of(0), channels: 1 })
    new DataView(png.buffer, png.byteOffset).setUint32(16, 0x7fffffff)
    expect(refusalOf(png)).toContain('too large')
    expect(process.memoryUsage().arrayBuffers - started).toBeLessThan(8_000_000)
  })

  test('is refused when its pixels end early', () => {
    expect(refusalOf(ascii('P5 8000 4000 255\n'))).toContain('damaged or incomplete')
    const png = encodePng({ width: WIDTH, height: HEIGHT, data: grey, channels: 1 })
    expect(refusalOf(png.slice(0, png.length - 20))).toContain('damaged or incomplete')
  })

  test('is refused when its sides are not whole numbers', () => {
    const tiff = tiffOf(WIDTH, HEIGHT, grey, { dpi: 500 })
    const view = new DataView(tiff.buffer)
    const widthField = 10
    const resolutionAt = view.getUint32(10 + 8 * 12 + 8, true)
    view.setUint16(widthField + 2, 5, true)
    view.setUint32(widthField + 8, resolutionAt, true)
    view.setUint32(resolutionAt, 25, true)
    view.setUint32(resolutionAt + 4, 2, true)
    expect(refusalOf(tiff)).toContain('damaged or incomplete')
  })

  test('cannot unpack to more than its size', () => {
    const bomb = encodePng({ width: 4000, height: 4000, data: new Uint8Array(16_000_000), channels: 1 })
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    view.setUint32(16, 10)
    view.setUint32(20, 10)
    expect(decodeImage(bomb).pixels).toEqual(new Uint8Array(100))
  })
})
