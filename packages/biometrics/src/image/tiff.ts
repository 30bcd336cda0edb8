import type { GreyImage } from './grey.ts'
import { luma } from './luma.ts'
import { unpack } from './tiffPack.ts'
import { type Directory, readDirectory, tag } from './tiffTags.ts'
import { checkSize, damaged, unreadable } from './unreadable.ts'

/** What a TIFF says of its picture, after checking. */
interface Layout {
  readonly width: number
  readonly height: number
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number
  readonly channels: number
  /** 0 = white is zero, 1 = black is zero, 2 = RGB, 3 = palette. */
  readonly meaning: number
  readonly palette: Uint8Array
  /** Bytes of a row. */
  readonly stride: number
  readonly littleEndian: boolean
}

/**
 * Baseline TIFF 6.0 as scanners and FVC write it: grey, RGB or palette; in strips; plain, PackBits, LZW or Deflate,
 * with or without horizontal differencing. First picture of the file only.
 */
export function decodeTiff(bytes: Uint8Array): GreyImage {
  const directory = readDirectory(bytes)
  const layout = readLayout(directory)
  const raw = readStrips(bytes, directory, layout)
  const pixels = new Uint8Array(layout.width * layout.height)
  for (let y = 0; y < layout.height; y++) greyRow(raw, y * layout.stride, layout, pixels, y * layout.width)
  return { width: layout.width, height: layout.height, dpi: directory.dpi, pixels }
}

function readLayout(directory: Directory): Layout {
  const [width] = directory.get(tag.width)
  const [height] = directory.get(tag.height)
  checkSize(width ?? 0, height ?? 0)
  const depths = directory.get(tag.bitsPerSample, 1)
  const channels = directory.get(tag.samplesPerPixel, 1)[0]!
  const meaning = directory.get(tag.photometric, 1)[0]!
  const depth = depths[0]!
  const enough = meaning === 2 ? channels >= 3 && channels <= 5 : channels >= 1 && channels <= 2
  const together = directory.get(tag.planar, 1)[0] === 1 || channels === 1
  const known =
    [1, 2, 4, 8, 16].includes(depth) && meaning <= 3 && (depth >= 8 || channels === 1) && (meaning !== 3 || depth <= 8)
  const same = depths.every(each => each === depth)
  const upright = directory.get(tag.orientation, 1)[0] === 1 && directory.get(tag.fillOrder, 1)[0] === 1
  if (!(enough && together && known && same && upright)) throw unreadable('this kind of TIFF is not supported')
  const stride = Math.ceil((width! * depth * channels) / 8)
  const palette = meaning === 3 ? readPalette(directory.get(tag.colourMap), depth) : new Uint8Array(0)
  return {
    width: width!,
    height: height!,
    depth,
    channels,
    meaning,
    palette,
    stride,
    littleEndian: directory.littleEndian,
  }
}

/** Grey of each colour number, from 16-bit reds, greens and blues one after the other. */
function readPalette(map: readonly number[], depth: number): Uint8Array {
  const size = 2 ** depth
  if (map.length < size * 3) throw damaged()
  return Uint8Array.from({ length: size }, (_, i) => luma(map[i]! >> 8, map[size + i]! >> 8, map[2 * size + i]! >> 8))
}

function readStrips(
  bytes: Uint8Array,
  directory: Directory,
  { stride, height, depth, channels, littleEndian }: Layout,
): Uint8Array {
  const starts = directory.get(tag.stripOffsets)
  const lengths = directory.get(tag.stripLengths, bytes.length)
  const rows = Math.min(height, directory.get(tag.rowsPerStrip, height)[0]!)
  if (rows < 1 || starts.length !== Math.ceil(height / rows) || (starts.length > 1 && lengths.length < starts.length))
    throw damaged()
  const claimed = starts.length === 1 ? 0 : lengths.reduce((sum, length) => sum + length, 0)
  if (claimed > bytes.length) throw damaged()
  const packing = directory.get(tag.compression, 1)[0]!
  const differences = directory.get(tag.predictor, 1)[0] === 2
  const raw = new Uint8Array(stride * height)
  starts.forEach((start, i) => {
    if (start > bytes.length) throw damaged()
    const here = Math.min(rows, height - i * rows)
    const unpacked = unpack(packing, bytes.subarray(start, start + lengths[i]!), here * stride)
    raw.set(unpacked, i * rows * stride)
  })
  if (differences) {
    for (let y = 0; y < height; y++)
      undoDifferences(raw.subarray(y * stride, (y + 1) * stride), depth, channels, littleEndian)
  }
  return raw
}

/** Each sample was stored as the difference from the one to its left (TIFF 6.0, section 14). */
function undoDifferences(row: Uint8Array, depth: number, channels: number, littleEndian: boolean): void {
  if (depth === 8) {
    for (let i = channels; i < row.length; i++) row[i] = row[i]! + row[i - channels]!
    return
  }
  if (depth !== 16) throw unreadable('this kind of TIFF is not supported')
  const view = new DataView(row.buffer, row.byteOffset, row.length)
  for (let at = channels * 2; at + 1 < row.length; at += 2) {
    view.setUint16(at, view.getUint16(at, littleEndian) + view.getUint16(at - channels * 2, littleEndian), littleEndian)
  }
}

function greyRow(raw: Uint8Array, from: number, layout: Layout, pixels: Uint8Array, to: number): void {
  const { width, depth, channels, meaning, palette, littleEndian } = layout
  const size = Math.max(1, depth >> 3)
  /** The upper byte of a 16-bit sample. */
  const high = depth === 16 && littleEndian ? 1 : 0
  const mask = 2 ** Math.min(depth, 8) - 1
  for (let x = 0; x < width; x++) {
    const bit = x * depth
    const at = depth < 8 ? from + (bit >> 3) : from + x * channels * size + high
    const sample = depth < 8 ? (raw[at]! >> (8 - depth - (bit & 7))) & mask : raw[at]!
    if (meaning === 2) pixels[to + x] = luma(sample, raw[at + size]!, raw[at + 2 * size]!)
    else if (meaning === 3) pixels[to + x] = palette[sample]!
    else pixels[to + x] = ((meaning === 0 ? mask - sample : sample) * 255) / mask
  }
}
