import { type ByteReader, byteReader } from '../reader.ts'
import { believedDpi } from '../resolution.ts'
import { checkSize, damaged, unreadable } from '../unreadable.ts'

/** Second byte of each marker; the first is 0xff. */
export const marker = {
  end: 0xa1,
  frame: 0xa2,
  block: 0xa3,
  wavelet: 0xa4,
  quantisation: 0xa5,
  huffman: 0xa6,
  comment: 0xa8,
} as const

const BANDS = 64
/** No filter in use has more taps than nine; a file that claims more is not believed. */
const MOST_TAPS = 31

/** Lengths and values of one Huffman table, as sent. */
export interface HuffmanTable {
  /** How many codes there are of 1 to 16 bits. */
  readonly counts: Uint8Array
  readonly values: Uint8Array
}

export interface WsqHeader {
  width: number
  height: number
  dpi: number | null
  /** Grey = value * scale + shift. */
  scale: number
  shift: number
  /** Synthesis filters, odd and symmetric. */
  low: Float32Array
  high: Float32Array
  /** Where in its bin a coefficient is put back, 0 to 1 (0.44 by custom). */
  binCentre: number
  /** Of each band: width of a bin and of the zero bin. */
  readonly binWidth: Float32Array
  readonly zeroWidth: Float32Array
  readonly tables: Map<number, HuffmanTable>
  /** Where the first block's marker stands. */
  blocksAt: number
}

/** Reads every segment before the first block. @throws Refusal `unreadable-image` */
export function readHeader(bytes: Uint8Array): WsqHeader {
  const header: WsqHeader = {
    width: 0,
    height: 0,
    dpi: null,
    scale: 1,
    shift: 0,
    low: new Float32Array(0),
    high: new Float32Array(0),
    binCentre: 0,
    binWidth: new Float32Array(BANDS),
    zeroWidth: new Float32Array(BANDS),
    tables: new Map(),
    blocksAt: 2,
  }
  while (bytes[header.blocksAt + 1] !== marker.block) header.blocksAt = readSegment(bytes, header.blocksAt, header)
  if (header.width === 0 || header.low.length === 0 || header.binWidth.every(width => width === 0)) throw damaged()
  return header
}

/** Reads the segment whose marker stands at `at` into `header` and returns where the next marker stands. */
export function readSegment(bytes: Uint8Array, at: number, header: WsqHeader): number {
  const reader = byteReader(bytes, false, at)
  if (reader.u8() !== 0xff) throw damaged()
  const code = reader.u8()
  const length = reader.u16()
  const segment = byteReader(reader.take(length - 2))
  if (code === marker.frame) readFrame(segment, header)
  else if (code === marker.wavelet) readFilters(segment, header)
  else if (code === marker.quantisation) readBins(segment, header)
  else if (code === marker.huffman) readHuffman(segment, header)
  else if (code === marker.comment) header.dpi ??= resolutionIn(segment.take(segment.length))
  else throw damaged()
  return reader.at
}

/** A number sent as digits and how many of them follow the point, divided down in single precision as NIST does. */
function decimal(digits: number, places: number): number {
  let value = Math.fround(digits)
  for (let i = 0; i < places; i++) value = Math.fround(value / 10)
  return value
}

function short(reader: ByteReader): number {
  const places = reader.u8()
  return decimal(reader.u16(), places)
}

function readFrame(reader: ByteReader, header: WsqHeader): void {
  reader.at += 2
  header.height = reader.u16()
  header.width = reader.u16()
  checkSize(header.width, header.height)
  header.shift = short(reader)
  header.scale = short(reader)
}

function readBins(reader: ByteReader, header: WsqHeader): void {
  header.binCentre = short(reader)
  for (let band = 0; band < BANDS; band++) {
    header.binWidth[band] = short(reader)
    header.zeroWidth[band] = short(reader)
  }
}

function readHuffman(reader: ByteReader, header: WsqHeader): void {
  while (reader.at < reader.length) {
    const id = reader.u8()
    const counts = reader.take(16)
    const values = reader.take(counts.reduce((sum, count) => sum + count, 0))
    header.tables.set(id, { counts, values })
  }
}

/**
 * The file sends the analysis filters, from the middle tap outwards. Synthesis swaps them: low pass analysis, with
 * every other sign changed, becomes the high pass of synthesis, and the other way round.
 */
function readFilters(reader: ByteReader, header: WsqHeader): void {
  const highTaps = reader.u8()
  const lowTaps = reader.u8()
  if (highTaps % 2 === 0 || lowTaps % 2 === 0 || Math.max(highTaps, lowTaps) > MOST_TAPS) {
    throw unreadable('this kind of WSQ is not supported')
  }
  header.high = readFilter(reader, highTaps)
  header.low = readFilter(reader, lowTaps)
}

function readFilter(reader: ByteReader, taps: number): Float32Array {
  const filter = new Float32Array(taps)
  const middle = (taps - 1) / 2
  for (let i = 0; i <= middle; i++) {
    const negative = reader.u8() !== 0
    const places = reader.u8()
    const size = decimal(reader.u32(), places)
    const value = negative === (i % 2 === 1) ? size : -size
    filter[middle + i] = value
    filter[middle - i] = value
  }
  return filter
}

/** `PPI 500` in a NISTCOM text; any other comment says nothing. */
function resolutionIn(text: Uint8Array): number | null {
  const words = String.fromCharCode(...text.subarray(0, 4096))
  const found = /^NIST_COM[\s\S]*?\nPPI (\d{2,4})\s/.exec(`${words}\n`)
  const dpi = Number(found?.[1])
  return found === null ? null : believedDpi(dpi, dpi, 'inch')
}
