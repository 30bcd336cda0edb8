import { damaged } from '../unreadable.ts'
import { type HuffmanTable, marker, readSegment, type WsqHeader } from './segments.ts'

const LONGEST_CODE = 16
/** Symbols of the Huffman code: 1 to 100 a run of so many zeros; 107 to 254 a value, with 180 standing for zero. */
const LONGEST_SHORT_RUN = 100
const LONGEST_ESCAPE = 106
const ZERO_VALUE = 180
const NOT_USED = 255

/** Of each escape symbol 101 to 106: how many bits follow, and what they count: a value, its negative, or zeros. */
const ESCAPES = [
  { bits: 8, sign: 1 },
  { bits: 8, sign: -1 },
  { bits: 16, sign: 1 },
  { bits: 16, sign: -1 },
  { bits: 8, sign: 0 },
  { bits: 16, sign: 0 },
]

/** Reads the entropy-coded blocks after the header: exactly `total` coefficients, or the image is refused. */
export function readBlocks(bytes: Uint8Array, header: WsqHeader, total: number): Int16Array {
  const out = new Int16Array(total)
  let written = 0
  let at = header.blocksAt
  while (bytes[at] === 0xff && bytes[at + 1] !== marker.end) {
    if (bytes[at + 1] !== marker.block) {
      at = readSegment(bytes, at, header)
      continue
    }
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!
    const table = header.tables.get(bytes[at + 4] ?? -1)
    if (table === undefined || length !== 3) throw damaged()
    const block = unstuffed(bytes, at + 5)
    written = readBlock(block.data, prefixTable(table), out, written)
    at = block.end
  }
  if (written !== total) throw damaged()
  return out
}

/** The bytes of a block up to the next marker, without the zero that follows every 0xff in data. */
function unstuffed(bytes: Uint8Array, from: number): { readonly data: Uint8Array; readonly end: number } {
  let end = from
  while (end < bytes.length && !(bytes[end] === 0xff && bytes[end + 1] !== 0)) end += bytes[end] === 0xff ? 2 : 1
  if (end + 1 >= bytes.length) throw damaged()
  const data = new Uint8Array(end - from)
  let size = 0
  for (let i = from; i < end; i += bytes[i] === 0xff ? 2 : 1) data[size++] = bytes[i]!
  return { data: data.subarray(0, size), end }
}

/** All 16-bit prefixes: symbol * 32 + length of its code; 0 where there is no code. */
function prefixTable({ counts, values }: HuffmanTable): Uint16Array {
  const table = new Uint16Array(1 << LONGEST_CODE)
  let code = 0
  let next = 0
  for (let length = 1; length <= LONGEST_CODE; length++) {
    for (let i = 0; i < counts[length - 1]!; i++) {
      const from = code << (LONGEST_CODE - length)
      const to = (code + 1) << (LONGEST_CODE - length)
      if (to > table.length) throw damaged()
      table.fill(values[next++]! * 32 + length, from, to)
      code++
    }
    code <<= 1
  }
  return table
}

/** Decodes one block into `out` from `written` on and returns how far it came. The last byte is padded with ones. */
function readBlock(data: Uint8Array, table: Uint16Array, out: Int16Array, from: number): number {
  let written = from
  let bit = 0
  const size = data.length * 8
  const peek = () => {
    const at = bit >> 3
    const three = (data[at]! << 16) | ((data[at + 1] ?? 255) << 8) | (data[at + 2] ?? 255)
    return (three >> (8 - (bit & 7))) & 0xffff
  }
  while (bit < size) {
    const entry = table[peek()]!
    bit += entry & 31
    if (entry === 0 || bit > size) {
      if (entry === 0 && size - bit >= LONGEST_CODE) throw damaged()
      break
    }
    const symbol = entry >> 5
    let run = 0
    if (symbol > LONGEST_ESCAPE && symbol < NOT_USED) out[written++] = symbol - ZERO_VALUE
    else if (symbol <= LONGEST_SHORT_RUN) run = symbol
    else {
      const escaped = ESCAPES[symbol - LONGEST_SHORT_RUN - 1]
      if (escaped === undefined || bit + escaped.bits > size) throw damaged()
      const amount = peek() >> (16 - escaped.bits)
      bit += escaped.bits
      if (escaped.sign === 0) run = amount
      else out[written++] = escaped.sign * amount
    }
    written += run
    if (written > out.length) throw damaged()
  }
  return written
}
