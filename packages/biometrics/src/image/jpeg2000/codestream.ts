import { byteReader } from '../reader.ts'
import { checkSize, damaged, unreadable } from '../unreadable.ts'

/** What a JPEG 2000 codestream (ISO/IEC 15444-1, annex A) says of itself before anything is unpacked. */
export interface Codestream {
  readonly width: number
  readonly height: number
  /** 1 grey, 3 red, green and blue. */
  readonly components: number
  /** Bits a sample, 1 to 16. */
  readonly depth: number
}

/**
 * What a codestream may ask of the decoder beside its pixels: each tile, layer, level and precinct costs time and memory of its own, and a few bytes can ask
 * for thousands. Scanners and cameras use one tile, some ten layers and five or six levels.
 */
const MOST = { tiles: 1_024, layers: 64, levels: 10 } as const
/** Precincts of 16 x 16 at least: powers of two. */
const LEAST_PRECINCT = 4

const [START, SIZE, STYLE, STYLE_OF_ONE, ORDER, TILE_PART, DATA] = [
  0xff4f, 0xff51, 0xff52, 0xff53, 0xff5f, 0xff90, 0xff93,
]
/** What a tile-part begins with, its marker included; bytes. */
const TILE_PART_HEADER = 12
const END = [0xff, 0xd9]

/**
 * Checks a codestream from its headers, tile by tile, without a pixel.
 * @throws Refusal `unreadable-image` when it is damaged, cut short, too large, or asks for what no scanner does.
 */
export function readCodestream(bytes: Uint8Array): Codestream {
  const reader = byteReader(bytes)
  if (reader.u16() !== START || reader.u16() !== SIZE) throw damaged()
  const size = readSize(reader)
  let styled = false
  for (;;) {
    const marker = reader.u16()
    if (marker === TILE_PART) break
    const end = reader.at + lengthAt(reader)
    if (marker === STYLE) {
      readStyle(reader)
      styled = true
    }
    if (marker === STYLE_OF_ONE || marker === ORDER) throw unusual()
    reader.at = end
  }
  if (!styled) throw damaged()
  walkTiles(bytes, reader.at - 2)
  return size
}

type Reader = ReturnType<typeof byteReader>
const unusual = () => unreadable('this kind of JPEG 2000 is not supported')

/** Of a marker segment, read past: its own two bytes count. */
function lengthAt(reader: Reader): number {
  const length = reader.u16()
  if (length < 2) throw damaged()
  return length
}

function readSize(reader: Reader): Codestream {
  const end = reader.at + lengthAt(reader)
  reader.take(2)
  const [right, low, left, top] = [reader.u32(), reader.u32(), reader.u32(), reader.u32()]
  const [tileWide, tileHigh] = [reader.u32(), reader.u32()]
  reader.take(8)
  const [width, height] = [right - left, low - top]
  checkSize(width, height)
  if (tileWide < 1 || tileHigh < 1) throw damaged()
  if (Math.ceil(right / tileWide) * Math.ceil(low / tileHigh) > MOST.tiles) throw unusual()
  const components = reader.u16()
  if (components !== 1 && components !== 3) throw unusual()
  const depths = Array.from({ length: components }, () => {
    const depth = reader.u8()
    // signed samples, and components of different sizes
    if (depth >= 16 || reader.u8() !== 1 || reader.u8() !== 1) throw unusual()
    return depth + 1
  })
  const depth = depths[0]!
  if (depths.some(each => each !== depth) || (components === 3 && depth !== 8)) throw unusual()
  reader.at = end
  return { width, height, components, depth }
}

function readStyle(reader: Reader): void {
  const ownPrecincts = (reader.u8() & 1) === 1
  reader.take(1)
  const layers = reader.u16()
  reader.take(1)
  const levels = reader.u8()
  if (layers < 1) throw damaged()
  if (layers > MOST.layers || levels > MOST.levels) throw unusual()
  reader.take(4)
  if (!ownPrecincts) return
  for (let level = 0; level <= levels; level++) {
    const sizes = reader.u8()
    if ((sizes & 15) < LEAST_PRECINCT || sizes >> 4 < LEAST_PRECINCT) throw unusual()
  }
}

/** Every tile-part lies within the file, changes none of the rules above, and the file comes to its end. */
function walkTiles(bytes: Uint8Array, from: number): void {
  let at = from
  for (;;) {
    const reader = byteReader(bytes, false, at)
    const marker = reader.u16()
    if (marker === END[0]! * 256 + END[1]!) return
    if (marker !== TILE_PART) throw damaged()
    reader.take(4)
    const length = reader.u32()
    reader.take(2)
    for (let next = reader.u16(); next !== DATA; next = reader.u16()) {
      if (next === STYLE || next === STYLE_OF_ONE || next === ORDER) throw unusual()
      const end = reader.at + lengthAt(reader)
      reader.at = end
    }
    // 0: the last one, up to the end
    if (length === 0) {
      if (bytes.at(-2) !== END[0] || bytes.at(-1) !== END[1]) throw damaged()
      return
    }
    if (length < TILE_PART_HEADER || at + length + 2 > bytes.length) throw damaged()
    at += length
  }
}
