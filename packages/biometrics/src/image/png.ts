import type { GreyImage } from './grey.ts'
import { inflate } from './inflate.ts'
import { luma, onWhite } from './luma.ts'
import { unfilter } from './pngFilter.ts'
import { type ByteReader, byteReader } from './reader.ts'
import { believedDpi } from './resolution.ts'
import { checkSize, damaged, unreadable } from './unreadable.ts'

const SIGNATURE = 8
/** Samples per pixel of each colour type: grey, RGB, palette, grey with alpha, RGB with alpha. */
const CHANNELS = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
])
/** The seven passes of Adam7: first column and row, and the steps between. One pass where it is not interlaced. */
const ADAM7 = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
]
const ONE_PASS = [{ x: 0, y: 0, dx: 1, dy: 1 }]

interface Png {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colour: number
  readonly channels: number
  readonly interlaced: boolean
  dpi: number | null
  /** Grey of each colour number. */
  palette: Uint8Array
  readonly data: Uint8Array[]
}

/**
 * Portable Network Graphics, every colour type, depth and interlace of the standard (ISO/IEC 15948). Profiles, texts
 * and animations are passed over, never unpacked. Transparency is laid on white paper (a transparent colour is not).
 */
export function decodePng(bytes: Uint8Array): GreyImage {
  const png = readChunks(bytes)
  const { width, height } = png
  const passes = (png.interlaced ? ADAM7 : ONE_PASS)
    .map(pass => ({
      ...pass,
      columns: Math.ceil((width - pass.x) / pass.dx),
      rows: Math.ceil((height - pass.y) / pass.dy),
    }))
    .filter(pass => pass.columns > 0 && pass.rows > 0)
  const stride = (columns: number) => Math.ceil((columns * png.channels * png.depth) / 8)
  const size = passes.reduce((sum, pass) => sum + pass.rows * (1 + stride(pass.columns)), 0)
  const raw = inflate(joined(png.data), size)
  const pixels = new Uint8Array(width * height)
  const bytesPerPixel = Math.max(1, (png.channels * png.depth) >> 3)
  let at = 0
  for (const { x, y, dx, dy, columns, rows } of passes) {
    unfilter(raw, at, rows, stride(columns), bytesPerPixel)
    for (let row = 0; row < rows; row++) {
      greyRow(png, raw, at + 1, pixels, (y + row * dy) * width + x, dx, columns)
      at += 1 + stride(columns)
    }
  }
  return { width, height, dpi: png.dpi, pixels }
}

function readChunks(bytes: Uint8Array): Png {
  const reader = byteReader(bytes, false, SIGNATURE)
  let png: Png | undefined
  for (;;) {
    const length = reader.u32()
    const type = String.fromCharCode(...reader.take(4))
    const end = reader.at + length
    if (end + 4 > bytes.length) throw damaged()
    if (type === 'IEND') break
    if (type === 'IHDR') png = readHeader(reader)
    else if (png === undefined) throw damaged()
    else if (type === 'IDAT') png.data.push(reader.take(length))
    else if (type === 'PLTE') png.palette = readPalette(reader.take(length))
    else if (type === 'pHYs') png.dpi = readDensity(reader)
    reader.at = end + 4
  }
  if (png === undefined) throw damaged()
  return png
}

function readHeader(reader: ByteReader): Png {
  const width = reader.u32()
  const height = reader.u32()
  checkSize(width, height)
  const depth = reader.u8()
  const colour = reader.u8()
  const channels = CHANNELS.get(colour)
  reader.at += 2
  const interlaced = reader.u8() === 1
  const depths = colour === 0 ? [1, 2, 4, 8, 16] : colour === 3 ? [1, 2, 4, 8] : [8, 16]
  if (channels === undefined || !depths.includes(depth)) throw unreadable('this kind of PNG is not supported')
  return { width, height, depth, colour, channels, interlaced, dpi: null, palette: new Uint8Array(256), data: [] }
}

function readPalette(entries: Uint8Array): Uint8Array {
  const palette = new Uint8Array(256)
  for (let i = 0; i < 256 && i * 3 + 2 < entries.length; i++) {
    palette[i] = luma(entries[i * 3]!, entries[i * 3 + 1]!, entries[i * 3 + 2]!)
  }
  return palette
}

function readDensity(reader: ByteReader): number | null {
  const x = reader.u32()
  const y = reader.u32()
  return reader.u8() === 1 ? believedDpi(x, y, 'metre') : null
}

/** One stream from its pieces. A file may cut it anywhere. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** One row of a pass, from `raw` at `from`, to every `step`-th pixel from `to` on. */
function greyRow(
  png: Png,
  raw: Uint8Array,
  from: number,
  pixels: Uint8Array,
  to: number,
  step: number,
  columns: number,
): void {
  const { depth, colour, channels, palette } = png
  if (depth < 8) {
    const mask = 2 ** depth - 1
    for (let i = 0; i < columns; i++) {
      const sample = (raw[from + ((i * depth) >> 3)]! >> (8 - depth - ((i * depth) & 7))) & mask
      pixels[to + i * step] = colour === 3 ? palette[sample]! : (sample * 255) / mask
    }
    return
  }
  const size = depth >> 3
  const hasAlpha = colour === 4 || colour === 6
  for (let i = 0; i < columns; i++) {
    const at = from + i * channels * size
    const first = raw[at]!
    const grey = channels < 3 ? first : luma(first, raw[at + size]!, raw[at + 2 * size]!)
    const value = colour === 3 ? palette[grey]! : grey
    pixels[to + i * step] = hasAlpha ? onWhite(value, raw[at + (channels - 1) * size]!) : value
  }
}
