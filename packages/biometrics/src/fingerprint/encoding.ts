import { Refusal } from '@nansen/kernel'
import {
  EXTRACTOR_VERSION,
  MAX_MINUTIAE,
  STORED_BYTES,
  TRAVELLING_BYTES,
  TRAVELLING_MINUTIAE,
  TRAVELLING_WAVES,
} from './parameters.ts'
import type { FingerTemplate, Minutia, RidgeWaves } from './template.ts'
import { wavesFromBytes, wavesToBytes } from './waveBits.ts'
import { fewerWaves } from './waveBox.ts'

/** Bytes before the minutiae: version, 0xf1 (a finger), width, height, area (16 bits each), clarity, count. */
const HEADER = 10
const FINGER_MARK = 0xf1
/** Bytes of a minutia: from the highest bit, x in 10 bits, y in 10, angle in 256ths of a turn in 8, 1 for a fork, quality in 3. */
const MINUTIA = 4
/** The first version that keeps waves, after the minutiae. */
const WAVES_SINCE = 2
const TURN = 2 * Math.PI
const TURN_STEPS = 256

/**
 * The template as bytes: `stored` keeps all waves and every minutia that fits beside them in 600 bytes, `travelling` the surest of both
 * in 300. Decoding and encoding again as `stored` gives the same bytes.
 */
export function encodeFinger(template: FingerTemplate, form: 'stored' | 'travelling'): Uint8Array {
  const waves = wavesOf(template, form)
  const room = Math.floor(((form === 'stored' ? STORED_BYTES : TRAVELLING_BYTES) - HEADER - waves.length) / MINUTIA)
  const most = Math.min(room, form === 'stored' ? MAX_MINUTIAE : TRAVELLING_MINUTIAE)
  const minutiae = template.minutiae.slice(0, most)
  const bytes = new Uint8Array(HEADER + minutiae.length * MINUTIA + waves.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, template.extractorVersion)
  view.setUint8(1, FINGER_MARK)
  view.setUint16(2, template.width)
  view.setUint16(4, template.height)
  view.setUint16(6, template.area)
  view.setUint8(8, template.clarity)
  view.setUint8(9, minutiae.length)
  bytes.set(waves, HEADER + minutiae.length * MINUTIA)
  minutiae.forEach((minutia, i) => {
    const turn = Math.round((minutia.angle / TURN) * TURN_STEPS) & (TURN_STEPS - 1)
    const type = minutia.type === 'fork' ? 1 : 0
    view.setUint32(
      HEADER + i * MINUTIA,
      ((minutia.x << 22) | (minutia.y << 12) | (turn << 4) | (type << 3) | minutia.quality) >>> 0,
    )
  })
  return bytes
}

function wavesOf({ extractorVersion, ridges }: FingerTemplate, form: 'stored' | 'travelling'): Uint8Array {
  if (extractorVersion < WAVES_SINCE) return new Uint8Array(0)
  return wavesToBytes(ridges === null || form === 'stored' ? ridges : fewerWaves(ridges, TRAVELLING_WAVES))
}

/**
 * A template from its bytes, in either form.
 * @throws Refusal `invalid` when they are not a finger template that this version reads.
 */
export function decodeFinger(bytes: Uint8Array): FingerTemplate {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER || view.getUint8(1) !== FINGER_MARK) throw broken()
  const end = HEADER + view.getUint8(9) * MINUTIA
  if (bytes.length < end) throw broken()
  const extractorVersion = view.getUint8(0)
  if (extractorVersion > EXTRACTOR_VERSION)
    throw new Refusal('invalid', 'this finger template was made by a newer version: update this site first', {
      extractorVersion,
    })
  return {
    extractorVersion,
    width: view.getUint16(2),
    height: view.getUint16(4),
    area: view.getUint16(6),
    clarity: view.getUint8(8),
    minutiae: Array.from({ length: view.getUint8(9) }, (_, i) => minutiaFrom(view.getUint32(HEADER + i * MINUTIA))),
    ridges: wavesAfter(bytes.subarray(end), extractorVersion),
  }
}

function wavesAfter(rest: Uint8Array, extractorVersion: number): RidgeWaves | null {
  if (extractorVersion >= WAVES_SINCE) return wavesFromBytes(rest)
  if (rest.length > 0) throw broken()
  return null
}

function minutiaFrom(word: number): Minutia {
  return {
    type: (word >>> 3) & 1 ? 'fork' : 'ending',
    x: word >>> 22,
    y: (word >>> 12) & 0x3ff,
    angle: (((word >>> 4) & 0xff) / TURN_STEPS) * TURN,
    quality: word & 7,
  }
}

const broken = () => new Refusal('invalid', 'these bytes are not a finger template')
