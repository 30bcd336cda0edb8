import type { GreyImage } from './grey.ts'
import { checkSize, damaged } from './unreadable.ts'

const WHITE_SPACE = new Set([9, 10, 11, 12, 13, 32])
const HASH = 35
const NEW_LINE = 10
/** No number of a header is longer: the largest is 65535. */
const MOST_DIGITS = 6

/** Binary portable grey map (`P5`, 8 or 16 bits), as NIST ships its samples. It has no resolution. */
export function decodePgm(bytes: Uint8Array): GreyImage {
  let at = 2
  const skipSpace = () => {
    for (; at < bytes.length; at++) {
      if (bytes[at] === HASH) while (at < bytes.length && bytes[at] !== NEW_LINE) at++
      else if (!WHITE_SPACE.has(bytes[at]!)) return
    }
  }
  const number = () => {
    skipSpace()
    let text = ''
    for (; text.length < MOST_DIGITS && bytes[at]! >= 48 && bytes[at]! <= 57; at++)
      text += String.fromCharCode(bytes[at]!)
    if (text === '') throw damaged()
    return Number(text)
  }
  const width = number()
  const height = number()
  const most = number()
  checkSize(width, height)
  if (most < 1 || most > 65535 || !WHITE_SPACE.has(bytes[at] ?? -1)) throw damaged()
  return { width, height, dpi: null, pixels: samples(bytes, at + 1, width * height, most) }
}

/** Samples scaled from 0..`most` to 0..255. Above 255 a sample has two bytes, the high one first. */
function samples(bytes: Uint8Array, from: number, count: number, most: number): Uint8Array {
  const size = most > 255 ? 2 : 1
  if (from + count * size > bytes.length) throw damaged()
  if (most === 255) return bytes.slice(from, from + count)
  const pixels = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const at = from + i * size
    const sample = size === 1 ? bytes[at]! : bytes[at]! * 256 + bytes[at + 1]!
    pixels[i] = Math.min(255, Math.round((sample * 255) / most))
  }
  return pixels
}
