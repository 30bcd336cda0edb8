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
  return greatestDown(greatestAcross(pixels, width, reach), width, height, reach)
}

/**
 * Running maxima of every row in constant time per pixel, ends repeated: maxima of blocks, forward and backward (van Herk 1992).
 */
function greatestAcross(from: Uint8Array, width: number, reach: number): Uint8Array {
  const to = new Uint8Array(from.length)
  const side = 2 * reach + 1
  const padded = width + 2 * reach
  const forward = new Uint8Array(padded)
  const backward = new Uint8Array(padded)
  for (let start = 0; start < from.length; start += width) {
    forward.fill(from[start]!, 0, reach)
    forward.set(from.subarray(start, start + width), reach)
    forward.fill(from[start + width - 1]!, reach + width)
    backward.set(forward)
    for (let i = 1; i < padded; i++) if (i % side !== 0 && forward[i - 1]! > forward[i]!) forward[i] = forward[i - 1]!
    for (let i = padded - 2; i >= 0; i--)
      if (i % side !== side - 1 && backward[i + 1]! > backward[i]!) backward[i] = backward[i + 1]!
    for (let i = 0; i < width; i++) to[start + i] = Math.max(backward[i]!, forward[i + side - 1]!)
  }
  return to
}

/** The same of every column, whole rows at a time: columns one by one would jump through memory. */
function greatestDown(from: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const to = new Uint8Array(from.length)
  const side = 2 * reach + 1
  const padded = height + 2 * reach
  const forward = new Uint8Array(padded * width)
  for (let row = 0; row < padded; row++) {
    const start = Math.min(height - 1, Math.max(0, row - reach)) * width
    forward.set(from.subarray(start, start + width), row * width)
  }
  const backward = forward.slice()
  for (let row = 1; row < padded; row++) if (row % side !== 0) raise(forward, row * width, (row - 1) * width, width)
  for (let row = padded - 2; row >= 0; row--)
    if (row % side !== side - 1) raise(backward, row * width, (row + 1) * width, width)
  const below = (side - 1) * width
  for (let i = 0; i < to.length; i++) to[i] = Math.max(backward[i]!, forward[i + below]!)
  return to
}

/** Raises each value of one row to that of another, where that is greater. */
function raise(values: Uint8Array, at: number, by: number, width: number): void {
  for (let i = 0; i < width; i++) if (values[by + i]! > values[at + i]!) values[at + i] = values[by + i]!
}
