import type { GreyImage } from '../../image/grey.ts'
import { GLINT_CONTRAST, GLINT_MARGIN, GLINT_SIDE_SHARE } from '../parameters.ts'

/** The eye with its lamp reflections painted over, and where they were. Both have the size of the image. */
export interface Unglinted {
  readonly image: GreyImage
  /** 1 where a reflection was, else 0. */
  readonly glints: Uint8Array
}

/**
 * Paints over the reflections of the lamps: small spots much brighter than all that surrounds them (white top-hat). What is
 * painted takes the brightness of the surroundings, so that a lamp inside the pupil leaves a dark pupil.
 */
export function withoutGlints(image: GreyImage): Unglinted {
  const { width, height, pixels } = image
  const reach = Math.max(2, Math.round((width * GLINT_SIDE_SHARE) / 2))
  const opened = greatestAround(leastAround(pixels, width, height, reach), width, height, reach)
  const spots = pixels.map((value, i) => (value - opened[i]! > GLINT_CONTRAST ? 1 : 0))
  const glints = greatestAround(spots, width, height, Math.max(1, Math.round(width * GLINT_MARGIN)))
  return { image: { ...image, pixels: pixels.map((value, i) => (glints[i] ? opened[i]! : value)) }, glints }
}

/** The least value of the square of side `2 * reach + 1` about each pixel. */
export function leastAround(pixels: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  return greatestAround(pixels.map(inverted), width, height, reach).map(inverted)
}

function inverted(value: number): number {
  return 255 - value
}

/** The greatest value of the square of side `2 * reach + 1` about each pixel: of each row's stretch, then of each column's. */
export function greatestAround(pixels: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const across = new Uint8Array(pixels.length)
  const out = new Uint8Array(pixels.length)
  for (let y = 0; y < height; y++) greatestOfLine(pixels, across, y * width, 1, width, reach)
  for (let x = 0; x < width; x++) greatestOfLine(across, out, x, width, height, reach)
  return out
}

/** Running maximum of one line in constant time per pixel, ends repeated: maxima of blocks, forward and backward (van Herk 1992). */
function greatestOfLine(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  length: number,
  reach: number,
): void {
  const side = 2 * reach + 1
  const padded = length + 2 * reach
  const line = new Uint8Array(padded)
  for (let i = 0; i < padded; i++) line[i] = from[start + Math.min(length - 1, Math.max(0, i - reach)) * stride]!
  const forward = line.slice()
  const backward = line.slice()
  for (let i = 1; i < padded; i++) if (i % side !== 0 && forward[i - 1]! > forward[i]!) forward[i] = forward[i - 1]!
  for (let i = padded - 2; i >= 0; i--)
    if (i % side !== side - 1 && backward[i + 1]! > backward[i]!) backward[i] = backward[i + 1]!
  for (let i = 0; i < length; i++) to[start + i * stride] = Math.max(backward[i]!, forward[i + side - 1]!)
}
