import { type Bitmap, NEIGHBOURS, neighbourhood, neighbourOffsets } from '../bitmap.ts'
import type { Plane } from '../plane.ts'

/** Ridge pixels: where the smoothed wave is above its mean. The outermost pixel is always background. */
export function binarised(ridges: Plane): Bitmap {
  const { width, height } = ridges
  const values = new Uint8Array(width * height)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) values[y * width + x] = ridges.values[y * width + x]! > 0 ? 1 : 0
  return { width, height, values }
}

/** Sides from which pixels are taken in turn, as bits of the neighbourhood: top, bottom, right, left. */
const SIDES = [6, 2, 0, 4]

/** For each neighbourhood, whether the pixel may go: the pieces around it stay joined (Yokoi 1975) and it ends no line. */
const REMOVABLE = Uint8Array.from({ length: 256 }, (_, bits) => {
  const empty = (k: number) => 1 - ((bits >> (k % 8)) & 1)
  let joins = 0
  for (const k of [0, 2, 4, 6]) joins += empty(k) - empty(k) * empty(k + 1) * empty(k + 2)
  return joins === 1 && NEIGHBOURS[bits]! >= 2 ? 1 : 0
})

/** Ridges one pixel wide, taken off from four sides in turn (Rosenfeld 1975). */
export function thinned(ridges: Bitmap): Bitmap {
  const values = ridges.values.slice()
  const offsets = neighbourOffsets(ridges.width)
  const pending = new Int32Array(values.length)
  let count = 0
  for (let at = 0; at < values.length; at++) if (values[at] === 1) pending[count++] = at
  const going = new Int32Array(count)
  for (let removed = true; removed; ) {
    removed = false
    for (const side of SIDES) {
      const step = offsets[side]!
      let gone = 0
      let left = 0
      for (let i = 0; i < count; i++) {
        const at = pending[i]!
        if (values[at + step] === 0 && REMOVABLE[neighbourhood(values, at, ridges.width)] === 1) going[gone++] = at
        else pending[left++] = at
      }
      for (let i = 0; i < gone; i++) values[going[i]!] = 0
      count = left
      removed ||= gone > 0
    }
  }
  return { width: ridges.width, height: ridges.height, values }
}
