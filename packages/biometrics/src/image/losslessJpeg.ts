import type { GreyImage } from './grey.ts'
import { nextMarker, readJfif } from './jpegMarkers.ts'
import { byteReader } from './reader.ts'
import { checkSize, damaged, unreadable } from './unreadable.ts'

/** Markers of ISO/IEC 10918-1: a lossless frame, tables, restart interval, scan, JFIF. */
const LOSSLESS = 0xc3
const TABLES = 0xc4
const RESTART_INTERVAL = 0xdd
const SCAN = 0xda
const APP0 = 0xe0
/** Bits of a difference, and of the longest code. */
const MOST_BITS = 16
const DEEPEST = 16
/** Grey has one component. */
const ONE_COMPONENT = 1

/** Whether this JPEG's frame is lossless and Huffman-coded (process 14): its first scan decides. */
export function isLosslessJpeg(bytes: Uint8Array): boolean {
  for (let marker = nextMarker(bytes, 2); marker !== null; marker = nextMarker(bytes, marker.after)) {
    if (marker.code === LOSSLESS) return true
    if (marker.code === SCAN || (marker.code >= 0xc0 && marker.code <= 0xc2)) return false
  }
  return false
}

/** A Huffman table as decoding needs it (ISO/IEC 10918-1, F.2.2.3): by length of code the first code, one after the last, and where its values begin. */
interface Huffman {
  readonly first: Int32Array
  readonly end: Int32Array
  readonly from: Int32Array
  readonly values: Uint8Array
}

interface Frame {
  readonly width: number
  readonly height: number
  readonly depth: number
}

/**
 * A grey lossless JPEG (ISO/IEC 10918-1, annex H, process 14), 2 to 16 bits a sample; more than eight lose their lower ones.
 * @throws Refusal `unreadable-image` for several components, and for data that ends too soon
 */
export function decodeLosslessJpeg(bytes: Uint8Array): GreyImage {
  const tables = new Map<number, Huffman>()
  let frame: Frame | null = null
  let dpi: number | null = null
  let interval = 0
  const reader = byteReader(bytes, false, 2)
  for (let marker = nextMarker(bytes, 2); marker !== null; marker = nextMarker(bytes, reader.at)) {
    reader.at = marker.after
    const length = reader.u16()
    if (length < 2) throw damaged()
    const segment = reader.take(length - 2)
    if (marker.code === APP0) dpi = readJfif(segment) ?? dpi
    else if (marker.code === TABLES) readTables(segment, tables)
    else if (marker.code === RESTART_INTERVAL) interval = byteReader(segment).u16()
    else if (marker.code === LOSSLESS) frame = readFrame(segment)
    else if (marker.code === SCAN) {
      if (frame === null) throw damaged()
      const pixels = readScan(segment, bytes.subarray(reader.at), frame, tables, interval)
      return { width: frame.width, height: frame.height, dpi, pixels }
    }
  }
  throw damaged()
}

function readFrame(segment: Uint8Array): Frame {
  const reader = byteReader(segment)
  const depth = reader.u8()
  const [height, width] = [reader.u16(), reader.u16()]
  checkSize(width, height)
  if (reader.u8() !== ONE_COMPONENT) throw unreadable('a lossless JPEG in colour is not supported')
  if (depth < 2 || depth > DEEPEST) throw damaged()
  return { width, height, depth }
}

function readTables(segment: Uint8Array, tables: Map<number, Huffman>): void {
  const reader = byteReader(segment)
  while (reader.at < segment.length) {
    const place = reader.u8() & 15 // the class above it is no matter: NBIS says one that lossless frames do not have
    const counts = reader.take(MOST_BITS)
    const [first, end, from] = [new Int32Array(17), new Int32Array(17), new Int32Array(17)]
    let [code, value] = [0, 0]
    for (let length = 1; length <= MOST_BITS; length++) {
      first[length] = code
      from[length] = value
      code += counts[length - 1]!
      value += counts[length - 1]!
      end[length] = code
      if (code > 1 << length) throw damaged()
      code <<= 1
    }
    tables.set(place, { first, end, from, values: reader.take(value) })
  }
}

function readScanHeader(header: Uint8Array, { depth }: Frame, tables: ReadonlyMap<number, Huffman>) {
  if (header.length !== 6 || header[0] !== ONE_COMPONENT) throw unreadable('a lossless JPEG in colour is not supported')
  const table = tables.get(header[2]! >> 4)
  const [predictor, shift] = [header[3]!, header[5]! & 15]
  if (table === undefined || predictor < 1 || predictor > 7 || shift >= depth) throw damaged()
  return { table, predictor, shift }
}

function readScan(
  header: Uint8Array,
  data: Uint8Array,
  frame: Frame,
  tables: ReadonlyMap<number, Huffman>,
  interval: number,
) {
  const { table, predictor, shift } = readScanHeader(header, frame, tables)
  const { width, height, depth } = frame
  const samples = new Uint16Array(width * height)
  const bits = bitsOf(data)
  let sinceRestart = 0
  let firstRow = 0
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (interval > 0 && sinceRestart === interval) {
        // a restart comes between rows only (H.1.1), and prediction begins anew
        if (x !== 0) throw damaged()
        bits.restart()
        sinceRestart = 0
        firstRow = y
      }
      const rule = y === firstRow ? 1 : x === 0 ? 2 : predictor
      const guess = y === firstRow && x === 0 ? 1 << (depth - shift - 1) : predicted(rule, samples, at, width)
      samples[at] = guess + bits.difference(table)
      sinceRestart++
    }
  return eightBits(samples, depth, shift)
}

/** From the samples left, above, and above left (table H.1). */
function predicted(rule: number, samples: Uint16Array, at: number, width: number): number {
  const [left, above, corner] = [samples[at - 1]!, samples[at - width]!, samples[at - width - 1]!]
  switch (rule) {
    case 1:
      return left
    case 2:
      return above
    case 3:
      return corner
    case 4:
      return left + above - corner
    case 5:
      return left + ((above - corner) >> 1)
    case 6:
      return above + ((left - corner) >> 1)
    default:
      return (left + above) >> 1
  }
}

function eightBits(samples: Uint16Array, depth: number, shift: number): Uint8Array {
  const most = 2 ** depth - 1
  return Uint8Array.from(samples, sample => {
    const whole = (sample << shift) & most
    return depth >= 8 ? whole >> (depth - 8) : Math.round((whole * 255) / most)
  })
}

/** Entropy-coded data bit by bit, without stuffed zeros. It ends at a marker, beyond which nothing is read. */
function bitsOf(data: Uint8Array) {
  let at = 0
  let held = 0
  let count = 0
  const bit = (): number => {
    if (count === 0) {
      const byte = data[at]
      if (byte === undefined || (byte === 0xff && data[at + 1] !== 0)) throw damaged()
      at += byte === 0xff ? 2 : 1
      held = byte
      count = 8
    }
    return (held >> --count) & 1
  }
  const taken = (length: number): number => {
    let value = 0
    for (let i = 0; i < length; i++) value = (value << 1) | bit()
    return value
  }
  const category = ({ first, end, from, values }: Huffman): number => {
    let code = 0
    for (let length = 1; length <= MOST_BITS; length++) {
      code = (code << 1) | bit()
      if (code < end[length]!) return values[from[length]! + code - first[length]!] ?? MOST_BITS + 1
    }
    throw damaged()
  }
  return {
    /** How far a sample lies from its guess, as ISO/IEC 10918-1 H.1.2.2 codes it. */
    difference: (table: Huffman): number => {
      const length = category(table)
      if (length > MOST_BITS) throw damaged()
      if (length === MOST_BITS) return 1 << 15
      const value = taken(length)
      return length === 0 || value >> (length - 1) === 1 ? value : value - (1 << length) + 1
    },
    restart: (): void => {
      count = 0
      if (data[at] !== 0xff || !((data[at + 1] ?? 0) >= 0xd0 && (data[at + 1] ?? 0) <= 0xd7)) throw damaged()
      at += 2
    },
  }
}
