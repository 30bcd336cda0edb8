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
  const opened = squareExtreme(squareExtreme(pixels, width, height, reach, Math.min), width, height, reach, Math.max)
  const spots = pixels.map((value, i) => (value - opened[i]! > GLINT_CONTRAST ? 1 : 0))
  const margin = Math.max(1, Math.round(width * GLINT_MARGIN))
  const glints = squareExtreme(spots, width, height, margin, Math.max)
  return { image: { ...image, pixels: pixels.map((value, i) => (glints[i] ? opened[i]! : value)) }, glints }
}

/** The least or greatest value of the square of side `2 * reach + 1` about each pixel; one pass along rows, one along columns. */
export function squareExtreme(
  pixels: Uint8Array,
  width: number,
  height: number,
  reach: number,
  pick: (a: number, b: number) => number,
): Uint8Array {
  const across = new Uint8Array(pixels.length)
  const out = new Uint8Array(pixels.length)
  for (let y = 0; y < height; y++) lineExtreme(pixels, across, y * width, 1, width, reach, pick)
  for (let x = 0; x < width; x++) lineExtreme(across, out, x, width, height, reach, pick)
  return out
}

/** Running extreme of one line in constant time per pixel, ends repeated: extremes of blocks, forward and backward (van Herk 1992). */
function lineExtreme(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  length: number,
  reach: number,
  pick: (a: number, b: number) => number,
): void {
  const side = 2 * reach + 1
  const padded = length + 2 * reach
  const value = (i: number) => from[start + Math.min(length - 1, Math.max(0, i - reach)) * stride]!
  const forward = new Uint8Array(padded)
  const backward = new Uint8Array(padded)
  for (let i = 0; i < padded; i++) forward[i] = i % side === 0 ? value(i) : pick(forward[i - 1]!, value(i))
  for (let i = padded - 1; i >= 0; i--) {
    const blockEnds = i % side === side - 1 || i === padded - 1
    backward[i] = blockEnds ? value(i) : pick(backward[i + 1]!, value(i))
  }
  for (let i = 0; i < length; i++) to[start + i * stride] = pick(backward[i]!, forward[i + side - 1]!)
}
