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

/** ISO/IEC 19794-2:2011: general header; of a representation its length, moment, technology, vendor and type; what follows qualities. Bytes. */
const MAGIC = 'FMR\x00030\x00'
const HEADER = 15
const BEFORE_QUALITY = 18
const QUALITY = 5
const CERTIFICATION = 3
const BODY = 13
const TURN_STEPS = 256

export const isIso2011 = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER && new TextDecoder().decode(bytes.subarray(0, 8)) === MAGIC

/**
 * Reads the fingers of an ISO/IEC 19794-2:2011 record, brought to 500 dpi.
 * @throws Refusal `invalid` when it is another format, as ANSI's of 2009 that begins alike, or its lengths do not add up.
 */
export function readIsoFingersOf2011(bytes: Uint8Array): IsoFinger[] {
  if (!isIso2011(bytes)) throw new Refusal('invalid', 'this is not an ISO 19794-2:2011 fingerprint record')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const certified = view.getUint8(14) === 1
  const fingers: IsoFinger[] = []
  let at = HEADER
  for (let finger = 0; finger < view.getUint16(12); finger++) {
    if (at + BEFORE_QUALITY + 1 > bytes.length) throw broken()
    const end = at + view.getUint32(at)
    if (end > bytes.length) throw broken()
    fingers.push(representation(view, at + BEFORE_QUALITY, end, certified))
    at = end
  }
  return fingers
}

function representation(view: DataView, from: number, end: number, certified: boolean): IsoFinger {
  const inside = (at: number) => {
    if (at > end) throw broken()
    return at
  }
  let at = inside(from + 1) + QUALITY * view.getUint8(from)
  if (certified) at = inside(at + 1) + CERTIFICATION * view.getUint8(inside(at + 1) - 1)
  inside(at + BODY)
  const scales = scalesOf(view.getUint16(at + 2), view.getUint16(at + 4))
  const size = {
    width: Math.round(view.getUint16(at + 7) * scales.x),
    height: Math.round(view.getUint16(at + 9) * scales.y),
  }
  const step = view.getUint8(at + 11) >> 4
  const count = view.getUint8(at + 12)
  if (step !== 5 && step !== 6) throw broken()
  inside(at + BODY + count * step)
  const minutiae = Array.from({ length: count }, (_, i) =>
    recordedMinutia(view, at + BODY + i * step, scales, TURN_STEPS, step === 6),
  )
  return recordedFinger(view.getUint8(at), size, minutiae)
}

/** A finger as such a record: one representation, live plain impression, no certification, no extended data. @param at the moment, told in UTC */
export function writeIsoFingerOf2011({ position, template }: IsoFinger, quality: number, at: Date): Uint8Array {
  const body = HEADER + BEFORE_QUALITY + 1 + QUALITY
  const bytes = new Uint8Array(body + BODY + template.minutiae.length * 6 + 2)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  view.setUint32(8, bytes.length)
  view.setUint16(12, 1)
  view.setUint32(HEADER, bytes.length - HEADER)
  view.setUint16(HEADER + 4, at.getUTCFullYear())
  const moment = [at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
  for (const [i, part] of moment.entries()) view.setUint8(HEADER + 6 + i, part)
  view.setUint16(HEADER + 11, at.getUTCMilliseconds())
  view.setUint8(HEADER + BEFORE_QUALITY, 1)
  view.setUint8(HEADER + BEFORE_QUALITY + 1, Math.round(quality))
  view.setUint8(body, position ?? 0)
  view.setUint16(body + 2, PIXELS_PER_CM)
  view.setUint16(body + 4, PIXELS_PER_CM)
  view.setUint16(body + 7, template.width)
  view.setUint16(body + 9, template.height)
  view.setUint8(body + 11, 6 << 4)
  view.setUint8(body + 12, template.minutiae.length)
  template.minutiae.forEach((minutia, i) => {
    recordMinutia(view, body + BODY + i * 6, minutia, TURN_STEPS)
  })
  return bytes
}
