import { existsSync, readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { Refusal } from '@nansen/kernel'
import fc from 'fast-check'
import { decode as decodePngElsewhere, encode as encodePng } from 'fast-png'
import jpeg from 'jpeg-js'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode.ts'
import { inflate } from './inflate.ts'
import { bmpOf, pgmOf, tiffOf } from './sampleFiles.fixture.ts'
import { MAX_PIXELS } from './unreadable.ts'

/** However a file is broken: a mutated small file must be answered within this time. */
const MOST_MS = 2000
const wsqPath = new URL('../../../../../shared/data/fingerprint/wsq/libbiomeval_img.wsq', import.meta.url)

const side = 12
const noise = Uint8Array.from({ length: side * side }, (_, i) => (i * 37) % 251)
const rgba = Uint8Array.from({ length: side * side * 4 }, (_, i) => (i * 29) % 253)
const picture = () => sharp(rgba, { raw: { width: side, height: side, channels: 4 } }).removeAlpha()
const greyPicture = () => sharp(noise, { raw: { width: side, height: side, channels: 1 } }).toColourspace('b-w')
const written = async (picture: Sharp) => new Uint8Array(await picture.toBuffer())
/** What another program packs: our own writers know none of it. */
const elsewhere: Record<string, Uint8Array> = {
  'PNG, interlaced': await written(picture().png({ progressive: true })),
  'PNG with a palette': await written(picture().png({ palette: true })),
  'TIFF, LZW with differences': await written(picture().tiff({ compression: 'lzw', predictor: 'horizontal' })),
  'grey TIFF, LZW': await written(greyPicture().tiff({ compression: 'lzw', predictor: 'none' })),
  'TIFF, Deflate': await written(picture().tiff({ compression: 'deflate', predictor: 'horizontal' })),
  'TIFF of one bit': await written(greyPicture().threshold(128).tiff({ bitdepth: 1, compression: 'none' })),
  'JPEG, progressive': await written(picture().jpeg({ quality: 80, progressive: true })),
  'grey JPEG, progressive': await written(greyPicture().jpeg({ quality: 95, progressive: true })),
}
const files: Record<string, Uint8Array> = {
  ...elsewhere,
  PNG: encodePng({ width: side, height: side, data: noise, channels: 1 }),
  'PNG in colour': encodePng({ width: side, height: side, data: rgba, channels: 4 }),
  JPEG: new Uint8Array(jpeg.encode({ width: side, height: side, data: rgba }, 80).data),
  BMP: bmpOf(side, side, noise),
  TIFF: tiffOf(side, side, noise, { rowsPerStrip: 5, dpi: 500 }),
  'TIFF, PackBits': tiffOf(side, side, noise, { packBits: true }),
  PGM: pgmOf(side, side, noise),
  ...(existsSync(wsqPath) ? { WSQ: new Uint8Array(readFileSync(wsqPath)) } : {}),
}

/** Some bytes written over, and the end possibly cut off or grown. */
const damage = fc.record({
  writes: fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255))), {
    minLength: 1,
    maxLength: 8,
  }),
  early: fc.boolean(),
  keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
})

function answer(bytes: Uint8Array): 'image' | 'refused' {
  try {
    const { width, height, pixels } = decodeImage(bytes)
    expect(pixels.length).toBe(width * height)
    expect(pixels.length).toBeLessThanOrEqual(MAX_PIXELS)
    return 'image'
  } catch (problem) {
    if (problem instanceof Refusal && problem.code === 'unreadable-image') return 'refused'
    throw problem
  }
}

test('the files that are damaged below are whole before, and packed as their names say', () => {
  for (const [name, bytes] of Object.entries(files)) expect(answer(bytes), name).toBe('image')
  const compression = (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const start = view.getUint32(4, true)
    const fields = Array.from({ length: view.getUint16(start, true) }, (_, i) => start + 2 + 12 * i)
    return view.getUint16(fields.find(at => view.getUint16(at, true) === 259)! + 8, true)
  }
  expect(compression(elsewhere['TIFF, LZW with differences']!)).toBe(5)
  expect(compression(elsewhere['grey TIFF, LZW']!)).toBe(5)
  expect(compression(elsewhere['TIFF, Deflate']!)).toBe(8)
  expect(elsewhere['PNG, interlaced']![28]).toBe(1)
  for (const name of ['JPEG, progressive', 'grey JPEG, progressive'])
    expect(Buffer.from(elsewhere[name]!).includes(Buffer.of(0xff, 0xc2)), name).toBe(true)
})

describe('a damaged file is an image or a refusal, soon, and nothing else', () => {
  test.each(Object.entries(files))('%s', (name, whole) => {
    const seen = { image: 0, refused: 0 }
    fc.assert(
      fc.property(damage, ({ writes, early, keep }) => {
        const bytes = whole.slice(0, Math.ceil(whole.length * keep))
        /** Most of a format is decided in its first bytes. */
        const reach = Math.min(bytes.length, early ? 200 : Number.POSITIVE_INFINITY)
        for (const [at, value] of writes) bytes[at % reach] = value
        const started = process.cpuUsage()
        seen[answer(bytes)]++
        expect(process.cpuUsage(started).user / 1000).toBeLessThan(MOST_MS)
      }),
      { numRuns: name === 'WSQ' ? 60 : 400 },
    )
    expect(seen.refused).toBeGreaterThan(0)
  })

  test('bytes after each kind of magic', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(files)), fc.uint8Array({ maxLength: 300 }), (whole, tail) => {
        answer(Uint8Array.from([...whole.subarray(0, 8), ...tail]))
      }),
      { numRuns: 500 },
    )
  })
})

test('a PNG of any kind reads as another decoder reads it', () => {
  const kind = fc.record({
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    depth: fc.constantFrom(8 as const, 16 as const),
    grey: fc.boolean(),
    seed: fc.nat(),
  })
  fc.assert(
    fc.property(kind, ({ width, height, depth, grey, seed }) => {
      const channels = grey ? 1 : 3
      const make = (_: unknown, i: number) => (Math.imul(i + seed, 2654435761) >>> 7) % 2 ** depth
      const data =
        depth === 8
          ? Uint8Array.from({ length: width * height * channels }, make)
          : Uint16Array.from({ length: width * height * channels }, make)
      const bytes = encodePng({ width, height, depth, channels, data })
      const theirs = decodePngElsewhere(bytes).data
      const top = (i: number) => (depth === 8 ? theirs[i]! : theirs[i]! >> 8)
      const expected = Uint8Array.from({ length: width * height }, (_, i) =>
        grey ? top(i) : Math.floor((299 * top(i * 3) + 587 * top(i * 3 + 1) + 114 * top(i * 3 + 2) + 500) / 1000),
      )
      expect(decodeImage(bytes).pixels).toEqual(expected)
    }),
    { numRuns: 150 },
  )
})

test('what any level of zlib packed is unpacked, whole or only its beginning', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 3000 }),
      fc.nat(9),
      fc.nat(40),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, level, times, part) => {
        const bytes = Buffer.concat(Array.from({ length: times }, () => seed))
        const want = Math.floor(bytes.length * part)
        expect(Buffer.from(inflate(deflateSync(bytes, { level }), want)).equals(bytes.subarray(0, want))).toBe(true)
      },
    ),
    { numRuns: 150 },
  )
})
