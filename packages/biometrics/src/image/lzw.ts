import { damaged } from './unreadable.ts'

const CLEAR = 256
const END = 257
const FIRST_FREE = 258
const MOST_CODES = 4096

/**
 * Lempel-Ziv-Welch as TIFF 6.0 (section 13) packs it: codes of 9 to 12 bits, high bit first, widened one code early.
 * A code is remembered as where its bytes stand in the output, so nothing is copied twice.
 */
export function unLzw(packed: Uint8Array, expected: number): Uint8Array {
  const out = new Uint8Array(expected)
  const startOf = new Int32Array(MOST_CODES)
  const lengthOf = new Int32Array(MOST_CODES)
  let written = 0
  let next = FIRST_FREE
  let width = 9
  let before = -1
  let beforeAt = 0
  for (let bit = 0; written < expected; ) {
    if (bit + width > packed.length * 8) throw damaged()
    const code = bitsAt(packed, bit, width)
    bit += width
    if (code === END) throw damaged()
    if (code === CLEAR) {
      next = FIRST_FREE
      width = 9
      before = -1
      continue
    }
    const at = written
    if (before >= 0 && next < MOST_CODES) {
      startOf[next] = beforeAt
      lengthOf[next] = at - beforeAt + 1
      next++
    }
    if (code < CLEAR) out[written++] = code
    else {
      if (code >= next) throw damaged()
      const end = Math.min(at + lengthOf[code]!, expected)
      for (let from = startOf[code]!; written < end; from++) out[written++] = out[from]!
    }
    before = code
    beforeAt = at
    width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9
  }
  return out
}

function bitsAt(bytes: Uint8Array, bit: number, width: number): number {
  const at = bit >> 3
  const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
  return (three >> (24 - (bit & 7) - width)) & ((1 << width) - 1)
}
