import { Refusal } from '@nansen/kernel'
import {
  broken,
  type IsoFinger,
  PIXELS_PER_CM,
  recordedFinger,
  recordedMinutia,
  recordMinutia,
  scalesOf,
} from './iso19794.ts'

/** ANSI/INCITS 378-2004: as ISO/IEC 19794-2:2005 but for the maker after the length, and directions of two degrees. Bytes. */
const MAGIC = 'FMR\0 20\0'
const HEADER = 26
const VIEW_HEADER = 4
const MINUTIA = 6
/** Directions of a full turn, two degrees each. */
const TURN_STEPS = 180
/** A length of two bytes is at least this; where it is not given there, four bytes follow two of nought. */
const LEAST_LENGTH = 26
const LONG = 4

/**
 * Whether a record that begins as both standards do is ANSI's: ISO's length has four bytes, of which the first two are nought in all but
 * enormous records, ANSI's has two, or two of nought and four more.
 */
export function isAnsi378(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const short = view.getUint16(8)
  return short >= LEAST_LENGTH || (short === 0 && view.getUint16(10) < LEAST_LENGTH - 2)
}

/** A finger as an ANSI/INCITS 378-2004 record: one view, live plain impression, no extended data, no maker named. */
export function writeAnsiFinger({ position, template }: IsoFinger, quality: number): Uint8Array {
  const bytes = new Uint8Array(HEADER + VIEW_HEADER + template.minutiae.length * MINUTIA + 2)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  view.setUint16(8, bytes.length)
  view.setUint16(16, template.width)
  view.setUint16(18, template.height)
  view.setUint16(20, PIXELS_PER_CM)
  view.setUint16(22, PIXELS_PER_CM)
  view.setUint8(24, 1)
  view.setUint8(HEADER, position ?? 0)
  view.setUint8(HEADER + 2, Math.round(quality))
  view.setUint8(HEADER + 3, template.minutiae.length)
  template.minutiae.forEach((minutia, i) => {
    recordMinutia(view, HEADER + VIEW_HEADER + i * MINUTIA, minutia, TURN_STEPS)
  })
  return bytes
}

/** Reads the fingers of an ANSI/INCITS 378-2004 record, brought to 500 dpi. @throws Refusal `invalid` when its lengths do not add up */
export function readAnsiFingers(bytes: Uint8Array): IsoFinger[] {
  if (!isAnsi378(bytes)) throw new Refusal('invalid', 'this is not an ANSI 378-2004 fingerprint record')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(8) === 0 ? LONG : 0
  if (bytes.length < HEADER + shift) throw broken()
  const scales = scalesOf(view.getUint16(20 + shift), view.getUint16(22 + shift))
  const size = {
    width: Math.round(view.getUint16(16 + shift) * scales.x),
    height: Math.round(view.getUint16(18 + shift) * scales.y),
  }
  const fingers: IsoFinger[] = []
  let at = HEADER + shift
  for (let finger = 0; finger < view.getUint8(24 + shift); finger++) {
    const minutiaeAt = at + VIEW_HEADER
    if (minutiaeAt > bytes.length) throw broken()
    const count = view.getUint8(at + 3)
    const extendedAt = minutiaeAt + count * MINUTIA
    if (extendedAt + 2 > bytes.length) throw broken()
    const minutiae = Array.from({ length: count }, (_, i) =>
      recordedMinutia(view, minutiaeAt + i * MINUTIA, scales, TURN_STEPS),
    )
    fingers.push(recordedFinger(view.getUint8(at), size, minutiae))
    at = extendedAt + 2 + view.getUint16(extendedAt)
  }
  return fingers
}
