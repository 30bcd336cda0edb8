/** One byte for each pixel, 0 or 1, row by row from the top left. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
}

/** Offsets to the eight neighbours, clockwise from the right (y grows down). */
export function neighbourOffsets(width: number): Int32Array {
  return Int32Array.of(1, width + 1, width, width - 1, -1, -width - 1, -width, -width + 1)
}

/** The eight neighbours of a pixel as bits 0 to 7 in the order of `neighbourOffsets`. The pixel must not lie on the edge. */
export function neighbourhood(values: Uint8Array, at: number, width: number): number {
  const above = at - width
  const below = at + width
  const near = values[at + 1]! | (values[below + 1]! << 1) | (values[below]! << 2) | (values[below - 1]! << 3)
  return near | (values[at - 1]! << 4) | (values[above - 1]! << 5) | (values[above]! << 6) | (values[above + 1]! << 7)
}

/** How many neighbours are set, for each of the 256 neighbourhoods. */
export const NEIGHBOURS = Uint8Array.from({ length: 256 }, (_, bits) => {
  let count = 0
  for (let k = 0; k < 8; k++) count += (bits >> k) & 1
  return count
})

/** How many branches leave the pixel: changes from 0 to 1 around it (Rutovitz 1966). */
export const BRANCHES = Uint8Array.from({ length: 256 }, (_, bits) => {
  let count = 0
  for (let k = 0; k < 8; k++) if (((bits >> k) & 1) === 0 && ((bits >> ((k + 1) % 8)) & 1) === 1) count++
  return count
})
