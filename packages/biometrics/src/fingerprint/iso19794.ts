import { Refusal } from '@nansen/kernel'
import { FINGER_POSITIONS, type FingerPosition } from '../modality.ts'
import { EXTRACTOR_VERSION, MAX_MINUTIAE, MAX_SIDE, WORKING_DPI } from './parameters.ts'
import type { FingerTemplate, Minutia } from './template.ts'

/** ISO/IEC 19794-2:2005, general header and header of a finger view: bytes. */
const HEADER = 24
const VIEW_HEADER = 4
const MINUTIA = 6
const MAGIC = 'FMR\0 20\0'
const PIXELS_PER_CM = 197
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
    const at = HEADER + VIEW_HEADER + i * MINUTIA
    view.setUint16(at, ((minutia.type === 'fork' ? 2 : 1) << 14) | minutia.x)
    view.setUint16(at + 2, minutia.y)
    view.setUint8(at + 4, Math.round((minutia.angle / TURN) * TURN_STEPS) & (TURN_STEPS - 1))
    view.setUint8(at + 5, Math.max(1, Math.round((minutia.quality / 7) * 100)))
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
  const scale = (at: number) => WORKING_DPI / (view.getUint16(at) * CM_PER_INCH)
  const scales = { x: scale(18), y: scale(20) }
  if (!Number.isFinite(scales.x + scales.y)) throw broken()
  const size = { width: Math.round(view.getUint16(14) * scales.x), height: Math.round(view.getUint16(16) * scales.y) }
  const fingers: IsoFinger[] = []
  let at = HEADER
  for (let finger = 0; finger < view.getUint8(22); finger++) {
    const minutiaeAt = at + 4
    if (minutiaeAt > bytes.length) throw broken()
    const extendedAt = minutiaeAt + view.getUint8(at + 3) * MINUTIA
    if (extendedAt + 2 > bytes.length) throw broken()
    const minutiae = Array.from({ length: view.getUint8(at + 3) }, (_, i) =>
      minutiaAt(view, minutiaeAt + i * MINUTIA, scales),
    )
    const number = view.getUint8(at)
    fingers.push({
      position: FINGER_POSITIONS.find(position => position === number),
      template: {
        extractorVersion: EXTRACTOR_VERSION,
        ...size,
        area: 0,
        clarity: 0,
        minutiae: surest(minutiae),
        ridges: null,
      },
    })
    at = extendedAt + 2 + view.getUint16(extendedAt)
  }
  return fingers
}

function minutiaAt(view: DataView, at: number, scales: { x: number; y: number }): Minutia {
  const quality = view.getUint8(at + 5)
  return {
    type: view.getUint16(at) >> 14 === 2 ? 'fork' : 'ending',
    x: Math.min(MAX_SIDE, Math.round((view.getUint16(at) & 0x3fff) * scales.x)),
    y: Math.min(MAX_SIDE, Math.round((view.getUint16(at + 2) & 0x3fff) * scales.y)),
    angle: (view.getUint8(at + 4) / TURN_STEPS) * TURN,
    quality: quality === 0 ? 4 : Math.min(7, Math.round((quality / 100) * 7)),
  }
}

const surest = (minutiae: readonly Minutia[]): Minutia[] =>
  [...minutiae].sort((a, b) => b.quality - a.quality).slice(0, MAX_MINUTIAE)

const broken = () => new Refusal('invalid', 'this fingerprint record is cut short')
