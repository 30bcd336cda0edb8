import { damaged } from './unreadable.ts'

/** Length codes 257 to 285: shortest length and extra bits (RFC 1951, 3.2.5). */
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
/** Distance codes 0 to 29: nearest distance; the extra bits grow by one every two codes. */
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]
/** In which order the lengths of the code-length code are sent (3.2.7). */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const END_OF_BLOCK = 256

/** A prefix code as one table: index = next `bits` bits as they come, entry = symbol * 16 + length, or 0 for no code. */
interface PrefixCode {
  readonly bits: number
  readonly table: Uint16Array
}

interface Stream {
  readonly input: Uint8Array
  at: number
  held: number
  heldBits: number
  readonly output: Uint8Array
  written: number
}

/**
 * Inflates a zlib stream (RFC 1950, 1951) into exactly `expected` bytes and stops there: a small file can never
 * make a large one. Ours, because the caller knows the size and libraries would not stop at it.
 *
 * @throws Refusal `unreadable-image` when the stream is malformed or ends early.
 */
export function inflate(input: Uint8Array, expected: number): Uint8Array {
  const [method, flags] = input
  if (
    method === undefined ||
    flags === undefined ||
    (method & 15) !== 8 ||
    (method * 256 + flags) % 31 !== 0 ||
    flags & 32
  ) {
    throw damaged()
  }
  const stream: Stream = { input, at: 2, held: 0, heldBits: 0, output: new Uint8Array(expected), written: 0 }
  for (let last = 0; last === 0 && stream.written < expected; ) {
    last = take(stream, 1)
    const kind = take(stream, 2)
    if (kind === 0) stored(stream)
    else if (kind === 1) compressed(stream, FIXED_LITERALS, FIXED_DISTANCES)
    else if (kind === 2) compressed(stream, ...dynamicCodes(stream))
    else throw damaged()
  }
  if (stream.written < expected) throw damaged()
  return stream.output
}

/** Holds at least `count` (up to 16) bits; past the end zeros are held, and `drop` notices when they are used. */
function fill(s: Stream, count: number): void {
  while (s.heldBits < count) {
    s.held |= (s.input[s.at] ?? 0) << s.heldBits
    s.at++
    s.heldBits += 8
  }
}

function drop(s: Stream, count: number): void {
  s.held >>>= count
  s.heldBits -= count
  if (s.at - (s.heldBits >> 3) > s.input.length) throw damaged()
}

function take(s: Stream, count: number): number {
  fill(s, count)
  const value = s.held & ((1 << count) - 1)
  drop(s, count)
  return value
}

function symbol(s: Stream, { bits, table }: PrefixCode): number {
  fill(s, bits)
  const entry = table[s.held & ((1 << bits) - 1)]!
  if (entry === 0) throw damaged()
  drop(s, entry & 15)
  return entry >> 4
}

function stored(s: Stream): void {
  s.at -= s.heldBits >> 3
  s.held = 0
  s.heldBits = 0
  const [a, b, c, d] = s.input.subarray(s.at, s.at + 4)
  if (d === undefined || (a! | (b! << 8)) !== (~(c! | (d << 8)) & 0xffff)) throw damaged()
  const length = a! | (b! << 8)
  s.at += 4
  if (s.at + length > s.input.length) throw damaged()
  const fits = Math.min(length, s.output.length - s.written)
  s.output.set(s.input.subarray(s.at, s.at + fits), s.written)
  s.written += fits
  s.at += length
}

function compressed(s: Stream, literals: PrefixCode, distances: PrefixCode): void {
  while (s.written < s.output.length) {
    const code = symbol(s, literals)
    if (code === END_OF_BLOCK) return
    if (code < END_OF_BLOCK) s.output[s.written++] = code
    else copyBack(s, code - 257, distances)
  }
}

function copyBack(s: Stream, lengthCode: number, distances: PrefixCode): void {
  const base = LENGTH_BASE[lengthCode]
  if (base === undefined) throw damaged()
  const length = base + take(s, LENGTH_EXTRA[lengthCode]!)
  const code = symbol(s, distances)
  const nearest = DISTANCE_BASE[code]
  if (nearest === undefined) throw damaged()
  const distance = nearest + take(s, Math.max(0, (code >> 1) - 1))
  if (distance > s.written) throw damaged()
  const end = Math.min(s.written + length, s.output.length)
  for (; s.written < end; s.written++) s.output[s.written] = s.output[s.written - distance]!
}

function dynamicCodes(s: Stream): [PrefixCode, PrefixCode] {
  const literals = take(s, 5) + 257
  const distances = take(s, 5) + 1
  const sent = take(s, 4) + 4
  const first = new Uint8Array(19)
  for (let i = 0; i < sent; i++) first[CODE_LENGTH_ORDER[i]!] = take(s, 3)
  const code = prefixCode(first)
  const lengths = new Uint8Array(literals + distances)
  for (let i = 0; i < lengths.length; ) {
    const next = symbol(s, code)
    if (next < 16) lengths[i++] = next
    else {
      const value = next === 16 ? lengths[i - 1] : 0
      const times = next === 16 ? 3 + take(s, 2) : next === 17 ? 3 + take(s, 3) : 11 + take(s, 7)
      if (value === undefined || i + times > lengths.length) throw damaged()
      lengths.fill(value, i, i + times)
      i += times
    }
  }
  return [prefixCode(lengths.subarray(0, literals)), prefixCode(lengths.subarray(literals))]
}

/** The canonical code of these lengths (3.2.2). Too many codes for their lengths are refused; too few are looked at when used. */
function prefixCode(lengths: Uint8Array): PrefixCode {
  const bits = Math.max(1, ...lengths)
  const table = new Uint16Array(1 << bits)
  let code = 0
  for (let length = 1; length <= bits; length++) {
    for (let of = 0; of < lengths.length; of++) {
      if (lengths[of] !== length) continue
      if (code >= 1 << length) throw damaged()
      for (let i = reversed(code, length); i < table.length; i += 1 << length) table[i] = of * 16 + length
      code++
    }
    code <<= 1
  }
  return { bits, table }
}

function reversed(code: number, length: number): number {
  let out = 0
  for (let i = 0; i < length; i++) out |= ((code >> i) & 1) << (length - 1 - i)
  return out
}

const FIXED_LITERALS = prefixCode(
  Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
)
const FIXED_DISTANCES = prefixCode(new Uint8Array(30).fill(5))
