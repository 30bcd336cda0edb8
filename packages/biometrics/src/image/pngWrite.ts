import { encode } from 'fast-png'
import type { GreyImage } from './grey.ts'

const INCHES_PER_METRE = 1 / 0.0254
/** Signature and IHDR: the resolution stands after them. */
const HEADER_BYTES = 33

/** A grey image as PNG, with its resolution in a pHYs chunk, which the library does not write. */
export function encodePng({ width, height, dpi, pixels }: GreyImage): Uint8Array {
  const png = encode({ width, height, channels: 1, data: pixels })
  if (dpi === null) return png
  const chunk = new Uint8Array(21)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, 9)
  chunk.set(new TextEncoder().encode('pHYs'), 4)
  view.setUint32(8, Math.round(dpi * INCHES_PER_METRE))
  view.setUint32(12, Math.round(dpi * INCHES_PER_METRE))
  view.setUint8(16, 1)
  view.setUint32(17, crc32(chunk.subarray(4, 17)))
  const whole = new Uint8Array(png.length + chunk.length)
  whole.set(png.subarray(0, HEADER_BYTES))
  whole.set(chunk, HEADER_BYTES)
  whole.set(png.subarray(HEADER_BYTES), HEADER_BYTES + chunk.length)
  return whole
}

/** ISO/IEC 15948, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
