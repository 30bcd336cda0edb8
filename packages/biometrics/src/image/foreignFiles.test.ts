import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode.ts'
import { luma } from './luma.ts'

const WIDTH = 61
const HEIGHT = 43
const colours = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => 128 + 90 * Math.sin(i / 40) + ((i * 37) % 29))
const grey = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
  luma(colours[3 * i]!, colours[3 * i + 1]!, colours[3 * i + 2]!),
)
const picture = () => sharp(colours, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
const greyPicture = () => sharp(grey, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).toColourspace('b-w')
const opened = async (file: Sharp) => decodeImage(new Uint8Array(await file.toBuffer()))
const farthest = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)

describe('files that another program wrote', () => {
  test.each([
    ['PNG', () => picture().png()],
    ['PNG, interlaced', () => picture().png({ progressive: true })],
    ['TIFF, LZW with differences', () => picture().tiff({ compression: 'lzw', predictor: 'horizontal' })],
    ['TIFF, LZW', () => picture().tiff({ compression: 'lzw', predictor: 'none' })],
    ['TIFF, Deflate', () => picture().tiff({ compression: 'deflate', predictor: 'horizontal' })],
    ['TIFF, PackBits', () => picture().tiff({ compression: 'packbits' })],
    ['grey TIFF, LZW', () => greyPicture().tiff({ compression: 'lzw' })],
    ['PNG of 16 bits', () => greyPicture().toColourspace('grey16').png()],
  ])('%s keep every pixel', async (_, write) => {
    const image = await opened(write())
    expect([image.width, image.height]).toEqual([WIDTH, HEIGHT])
    expect(farthest(image.pixels, grey)).toBe(0)
  })

  test('as a TIFF of one bit are black and white', async () => {
    const image = await opened(greyPicture().threshold(128).tiff({ bitdepth: 1, compression: 'none' }))
    expect(image.pixels).toEqual(grey.map(value => (value >= 128 ? 255 : 0)))
  })

  test.each([
    ['baseline', false],
    ['progressive', true],
  ])('as a %s JPEG differ from it by rounding only', async (_, progressive) => {
    const file = await greyPicture().jpeg({ quality: 95, progressive }).toBuffer()
    const theirs = await sharp(file).toColourspace('b-w').raw().toBuffer()
    expect(farthest(decodeImage(new Uint8Array(file)).pixels, theirs)).toBeLessThanOrEqual(1)
  })

  test('tell their resolution in a TIFF and a PNG', async () => {
    const withDpi = () => picture().withMetadata({ density: 500 })
    expect((await opened(withDpi().tiff({ compression: 'none' }))).dpi).toBe(500)
    expect((await opened(withDpi().png())).dpi).toBe(500)
  })
})
