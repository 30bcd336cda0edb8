import { damaged } from './unreadable.ts'

/**
 * Undoes the row filters of PNG (ISO/IEC 15948, 9.2) in place: each row is one byte that names its filter and
 * `stride` bytes.
 *
 * @param bytesPerPixel how far back "the pixel to the left" lies, at least 1.
 */
export function unfilter(raw: Uint8Array, from: number, rows: number, stride: number, bytesPerPixel: number): void {
  for (let row = 0; row < rows; row++) {
    const at = from + row * (stride + 1)
    const filter = raw[at]!
    if (filter > 4) throw damaged()
    if (filter !== 0) unfilterRow(raw, filter, at + 1, row === 0 ? 0 : stride + 1, stride, bytesPerPixel)
  }
}

/** @param up how many bytes back the pixel above lies; 0 in the first row, where above is 0. */
function unfilterRow(raw: Uint8Array, filter: number, at: number, up: number, stride: number, back: number): void {
  for (let i = 0; i < stride; i++) {
    const left = i >= back ? raw[at + i - back]! : 0
    const above = up > 0 ? raw[at + i - up]! : 0
    let predicted = left
    if (filter === 2) predicted = above
    else if (filter === 3) predicted = (left + above) >> 1
    else if (filter === 4) predicted = paeth(left, above, i >= back && up > 0 ? raw[at + i - up - back]! : 0)
    raw[at + i] = raw[at + i]! + predicted
  }
}

/** Whichever of left, above and above left is nearest to left + above - above left; in that order when equal. */
function paeth(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft)
  const toAbove = Math.abs(left - aboveLeft)
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft)
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left
  return toAbove <= toAboveLeft ? above : aboveLeft
}
