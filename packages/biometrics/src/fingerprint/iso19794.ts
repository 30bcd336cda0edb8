import { Refusal } from '@nansen/kernel'
import { FINGER_POSITIONS, type FingerPosition } from '../modality.ts'
import { EXTRACTOR_VERSION, MAX_MINUTIAE, MAX_SIDE, WORKING_DPI } from './parameters.ts'
import type { FingerTemplate, Minutia } from './template.ts'

/** ISO/IEC 19794-2:2005, general header and header of a finger view: bytes. */
const HEADER = 24
const VIEW_HEADER = 4
const MINUTIA = 6
const MAGIC = 'FMR\0 20\0'
export const PIXELS_PER_CM = 197
const CM_PER_INCH = 2.54
const TURN = 2 * Math.PI
const TURN_STEPS = 256

/** One finger of a record. */
export interface IsoFinger {
  /** Undefined where the record says that the position is unknown. */
  readonly position: FingerPosition | undefined
  /** In pixels at 500 dpi. Area and clarity are 0: the format does not carry them. */
  readonly template: FingerTemplate
}

/** A finger as an ISO/IEC 19794-2:2005 record, for other systems: one view, live plain impression, no extended data. */
export function writeIsoFinger({ position, template }: IsoFinger, quality: number): Uint8Array {
  const bytes = new Uint8Array(HEADER + VIEW_HEADER + template.minutiae.length * MINUTIA + 2)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  view.setUint32(8, bytes.length)
  view.setUint16(14, template.width)
  view.setUint16(16, template.height)
  view.setUint16(18, PIXELS_PER_CM)
  view.setUint16(20, PIXELS_PER_CM)
  view.setUint8(22, 1)
  view.setUint8(HEADER, position ?? 0)
  view.setUint8(HEADER + 2, Math.round(quality))
  view.setUint8(HEADER + 3, template.minutiae.length)
  template.minutiae.forEach((minutia, i) => {
    recordMinutia(view, HEADER + VIEW_HEADER + i * MINUTIA, minutia, TURN_STEPS)
  })
  return bytes
}

/**
 * Reads the fingers of an ISO/IEC 19794-2:2005 record made by any system, brought to 500 dpi.
 *
 * @throws Refusal `invalid` when it is another format, or its lengths do not add up.
 */
export function readIsoFingers(bytes: Uint8Array): IsoFinger[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER || MAGIC !== new TextDecoder().decode(bytes.subarray(0, 8)) || view.getUint16(8) !== 0)
    throw new Refusal('invalid', 'this is not an ISO 19794-2:2005 fingerprint record')
  const scales = scalesOf(view.getUint16(18), view.getUint16(20))
  const size = { width: Math.round(view.getUint16(14) * scales.x), height: Math.round(view.getUint16(16) * scales.y) }
  const fingers: IsoFinger[] = []
  let at = HEADER
  for (let finger = 0; finger < view.getUint8(22); finger++) {
    const minutiaeAt = at + 4
    if (minutiaeAt > bytes.length) throw broken()
    const extendedAt = minutiaeAt + view.getUint8(at + 3) * MINUTIA
    if (extendedAt + 2 > bytes.length) throw broken()
    const minutiae = Array.from({ length: view.getUint8(at + 3) }, (_, i) =>
      recordedMinutia(view, minutiaeAt + i * MINUTIA, scales, TURN_STEPS),
    )
    fingers.push(recordedFinger(view.getUint8(at), size, minutiae))
    at = extendedAt + 2 + view.getUint16(extendedAt)
  }
  return fingers
}

/** Pixels at 500 dpi for each pixel of a record whose resolution is so many pixels a centimetre. @throws Refusal `invalid` when it is none */
export function scalesOf(across: number, down: number): { readonly x: number; readonly y: number } {
  if (across === 0 || down === 0) throw broken()
  return { x: WORKING_DPI / (across * CM_PER_INCH), y: WORKING_DPI / (down * CM_PER_INCH) }
}

/**
 * The six bytes (or five, without quality) that all these records share. Their directions differ in steps of a turn.
 * @throws Refusal `invalid` for a direction that the record's steps cannot hold
 */
export function recordedMinutia(
  view: DataView,
  at: number,
  scales: { readonly x: number; readonly y: number },
  turnSteps: number,
  withQuality = true,
): Minutia {
  const quality = withQuality ? view.getUint8(at + 5) : 0
  const turn = view.getUint8(at + 4)
  if (turn >= turnSteps) throw broken()
  return {
    type: view.getUint16(at) >> 14 === 2 ? 'fork' : 'ending',
    x: Math.min(MAX_SIDE, Math.round((view.getUint16(at) & 0x3fff) * scales.x)),
    y: Math.min(MAX_SIDE, Math.round((view.getUint16(at + 2) & 0x3fff) * scales.y)),
    angle: (Math.round((turn / turnSteps) * TURN_STEPS) % TURN_STEPS) * (TURN / TURN_STEPS),
    quality: quality === 0 || quality > 100 ? 4 : Math.round((quality / 100) * 7),
  }
}

/** Writes them. */
export function recordMinutia(view: DataView, at: number, { type, x, y, angle, quality }: Minutia, turnSteps: number) {
  view.setUint16(at, ((type === 'fork' ? 2 : 1) << 14) | x)
  view.setUint16(at + 2, y)
  view.setUint8(at + 4, Math.round((angle / TURN) * turnSteps) % turnSteps)
  view.setUint8(at + 5, Math.max(1, Math.round((quality / 7) * 100)))
}

export function recordedFinger(
  number: number,
  size: { readonly width: number; readonly height: number },
  minutiae: readonly Minutia[],
): IsoFinger {
  return {
    position: FINGER_POSITIONS.find(position => position === number),
    template: {
      extractorVersion: EXTRACTOR_VERSION,
      ...size,
      area: 0,
      clarity: 0,
      minutiae: [...minutiae].sort((a, b) => b.quality - a.quality).slice(0, MAX_MINUTIAE),
      ridges: null,
    },
  }
}

export const broken = () => new Refusal('invalid', 'this fingerprint record is cut short')
