import type { GreyImage } from './grey.ts'
import { luma } from './luma.ts'
import { byteReader } from './reader.ts'
import { believedDpi } from './resolution.ts'
import { checkSize, damaged, unreadable } from './unreadable.ts'

/** BITMAPINFOHEADER; the shorter header of OS/2 has no resolution and is no scanner's. */
const SHORTEST_HEADER = 40
const FILE_HEADER = 14
const UNCOMPRESSED = 0
const BIT_FIELDS = 3
/** Red, green and blue where every 32-bit writer in use puts them. */
const USUAL_MASKS = [0x00ff0000, 0x0000ff00, 0x000000ff]

interface Header {
  readonly width: number
  readonly height: number
  readonly topDown: boolean
  readonly bits: number
  readonly dpi: number | null
  readonly start: number
  /** Grey of each colour number, for 1, 4 and 8 bits. */
  readonly palette: Uint8Array
}

/** Windows bitmap: 1, 4, 8 (palette), 24 or 32 bits, uncompressed, either way up. Transparency is ignored, as Windows does. */
export function decodeBmp(bytes: Uint8Array): GreyImage {
  const header = readHeader(bytes)
  const { width, height, bits } = header
  const stride = Math.ceil((width * bits) / 32) * 4
  if (header.start + stride * (height - 1) + Math.ceil((width * bits) / 8) > bytes.length) throw damaged()
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const from = header.start + stride * (header.topDown ? y : height - 1 - y)
    const row = pixels.subarray(y * width, (y + 1) * width)
    if (bits <= 8) paletteRow(bytes, from, row, header)
    else colourRow(bytes, from, row, bits / 8)
  }
  return { width, height, dpi: header.dpi, pixels }
}

function readHeader(bytes: Uint8Array): Header {
  const reader = byteReader(bytes, true, 10)
  const start = reader.u32()
  const size = reader.u32()
  if (size < SHORTEST_HEADER) throw unreadable('this kind of BMP is not supported')
  const width = reader.i32()
  const signedHeight = reader.i32()
  const height = Math.abs(signedHeight)
  checkSize(width, height)
  reader.at += 2
  const bits = reader.u16()
  const compression = reader.u32()
  reader.at += 4
  const dpi = believedDpi(reader.i32(), reader.i32(), 'metre')
  const used = reader.u32()
  reader.at += 4
  const plain = compression === UNCOMPRESSED || (compression === BIT_FIELDS && bits === 32 && usualMasks(bytes))
  if (!plain || ![1, 4, 8, 24, 32].includes(bits)) throw unreadable('this kind of BMP is not supported')
  const colours = bits > 8 ? 0 : used === 0 ? 2 ** bits : Math.min(used, 2 ** bits)
  reader.at = FILE_HEADER + size
  const palette = new Uint8Array(2 ** Math.min(bits, 8))
  for (let i = 0; i < colours; i++) {
    const [blue, green, red] = reader.take(4)
    palette[i] = luma(red!, green!, blue!)
  }
  return { width, height, topDown: signedHeight < 0, bits, dpi, start, palette }
}

function usualMasks(bytes: Uint8Array): boolean {
  const reader = byteReader(bytes, true, FILE_HEADER + SHORTEST_HEADER)
  return USUAL_MASKS.every(mask => reader.u32() === mask)
}

function paletteRow(bytes: Uint8Array, from: number, row: Uint8Array, { bits, palette }: Header): void {
  const mask = 2 ** bits - 1
  for (let x = 0; x < row.length; x++) {
    const bit = x * bits
    row[x] = palette[(bytes[from + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask]!
  }
}

function colourRow(bytes: Uint8Array, from: number, row: Uint8Array, size: number): void {
  for (let x = 0, at = from; x < row.length; x++, at += size) row[x] = luma(bytes[at + 2]!, bytes[at + 1]!, bytes[at]!)
}
