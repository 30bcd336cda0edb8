import { inflate } from './inflate.ts'
import { unLzw } from './lzw.ts'
import { damaged, unreadable } from './unreadable.ts'

/** One strip of a TIFF, unpacked to exactly `expected` bytes. `packing` is the number in its Compression field. */
export function unpack(packing: number, packed: Uint8Array, expected: number): Uint8Array {
  switch (packing) {
    case 1:
      if (packed.length < expected) throw damaged()
      return packed.subarray(0, expected)
    case 5:
      return unLzw(packed, expected)
    case 8:
    case 32946:
      return inflate(packed, expected)
    case 32773:
      return unPackBits(packed, expected)
    default:
      throw unreadable('this kind of TIFF is not supported')
  }
}

/** Apple PackBits: a count and so many bytes, or a negative count and one byte to repeat (TIFF 6.0, section 9). */
function unPackBits(packed: Uint8Array, expected: number): Uint8Array {
  const out = new Uint8Array(expected)
  let written = 0
  for (let at = 0; written < expected; ) {
    const count = packed[at++]
    if (count === undefined) throw damaged()
    if (count === 128) continue
    const times = count < 128 ? count + 1 : 257 - count
    const fits = Math.min(times, expected - written)
    const bytes = count < 128 ? times : 1
    if (at + bytes > packed.length) throw damaged()
    if (count < 128) out.set(packed.subarray(at, at + fits), written)
    else out.fill(packed[at]!, written, written + fits)
    at += bytes
    written += fits
  }
  return out
}
