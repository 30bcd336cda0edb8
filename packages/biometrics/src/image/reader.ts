import { damaged } from './unreadable.ts'

/** Walks the bytes of a file. Reading past the end refuses the image instead of returning rubbish. */
export interface ByteReader {
  /** Where the next byte is read, in bytes from the start. */
  at: number
  readonly length: number
  u8(): number
  u16(): number
  u32(): number
  i32(): number
  /** The next `count` bytes, not copied. */
  take(count: number): Uint8Array
}

/** A reader over `bytes` from `at` on. `littleEndian` counts for every number read. */
export function byteReader(bytes: Uint8Array, littleEndian = false, at = 0): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const step = (count: number) => {
    const from = reader.at
    if (!(count >= 0 && from >= 0 && from + count <= bytes.length)) throw damaged()
    reader.at = from + count
    return from
  }
  const reader: ByteReader = {
    at,
    length: bytes.length,
    u8: () => view.getUint8(step(1)),
    u16: () => view.getUint16(step(2), littleEndian),
    u32: () => view.getUint32(step(4), littleEndian),
    i32: () => view.getInt32(step(4), littleEndian),
    take: count => {
      const from = step(count)
      return bytes.subarray(from, from + count)
    },
  }
  return reader
}
