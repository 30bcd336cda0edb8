import type { GreyImage } from '../grey.ts'
import { damaged } from '../unreadable.ts'
import { readBlocks } from './coefficients.ts'
import { readHeader, type WsqHeader } from './segments.ts'
import { CODED_BANDS, type Region, subbands } from './subbands.ts'
import { join } from './wavelet.ts'

/** A print packs to about 15 pixels a byte, a blank card to some hundreds; beyond this there is no picture worth the time. */
const MOST_PIXELS_PER_BYTE = 500

/**
 * Wavelet scalar quantisation, the FBI's format for 500 dpi prints (IAFIS-IC-0110 version 3.1). Every sum is rounded
 * to single precision in the order of the NIST decoder, so the pixels are the same as its, bit for bit.
 * The resolution comes from the NISTCOM comment; without one it is null.
 */
export function decodeWsq(bytes: Uint8Array): GreyImage {
  const header = readHeader(bytes)
  if (header.width * header.height > bytes.length * MOST_PIXELS_PER_BYTE) throw damaged()
  const tree = subbands(header.width, header.height)
  const counted = tree.bands.slice(0, CODED_BANDS).filter((_, band) => header.binWidth[band] !== 0)
  const total = counted.reduce((sum, { width, height }) => sum + width * height, 0)
  const coefficients = readBlocks(bytes, header, total)
  const plane = dequantise(coefficients, tree.bands, header)
  const spare = new Float32Array(plane.length)
  for (const node of tree.joins) join(plane, spare, header.width, node, header.low, header.high)
  return { width: header.width, height: header.height, dpi: header.dpi, pixels: toGrey(plane, header) }
}

/** Coefficients back to wavelet values, each band at its place in the plane. A bin width of 0 says the band was not sent. */
function dequantise(coefficients: Int16Array, bands: readonly Region[], header: WsqHeader): Float32Array {
  const { width, height, binWidth, zeroWidth, binCentre } = header
  const plane = new Float32Array(width * height)
  let at = 0
  for (let band = 0; band < CODED_BANDS; band++) {
    const q = binWidth[band]!
    if (q === 0) continue
    const region = bands[band]!
    const halfZero = zeroWidth[band]! / 2
    for (let y = 0; y < region.height; y++) {
      const row = (region.y + y) * width + region.x
      for (let x = 0; x < region.width; x++) {
        const value = coefficients[at++]!
        if (value > 0) plane[row + x] = Math.fround(q * Math.fround(value - binCentre)) + halfZero
        else if (value < 0) plane[row + x] = Math.fround(q * Math.fround(value + binCentre)) - halfZero
      }
    }
  }
  if (at !== coefficients.length) throw damaged()
  return plane
}

function toGrey(plane: Float32Array, { scale, shift }: WsqHeader): Uint8Array {
  const pixels = new Uint8Array(plane.length)
  for (let i = 0; i < plane.length; i++) {
    const value = Math.fround(Math.fround(Math.fround(plane[i]! * scale) + shift) + 0.5)
    pixels[i] = value < 0 ? 0 : value > 255 ? 255 : value
  }
  return pixels
}
