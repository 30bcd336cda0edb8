import type { Eye } from '../modality.ts'
import { readEyesOf2005, readFingersOf2005 } from './iso2005.ts'
import { isJpeg2000 } from './jpeg2000/boxes.ts'
import { fileOf } from './packedPicture.ts'
import { byteReader } from './reader.ts'
import { damaged, unreadable } from './unreadable.ts'

/** What a record says its picture shows: an ISO/IEC 19794-4 finger position (0 unknown, 1 to 10, 13 to 15 a slap), or an eye. */
export type Shown =
  | { readonly is: 'finger'; readonly position: number }
  | { readonly is: 'eye'; readonly eye: Eye | null }

/** A picture of an ISO record. */
export interface IsoImage {
  readonly shows: Shown
  /** The file inside, as it is: PNG, JPEG, JPEG 2000, WSQ; a raw picture is wrapped as PGM. */
  readonly file: Uint8Array
  /** Dots per inch, or null where the format has none. */
  readonly dpi: number | null
}

/** Positions of several fingers in one picture (ISO/IEC 19794-4:2011, table of positions). */
export const SLAP_POSITIONS = { 'right-four': 13, 'left-four': 14, thumbs: 15 } as const

const GENERAL = 16
const FINGERS = 'FIR\0'
const EYES = 'IIR\0'
const VERSION = '020\0'
const VERSION_OF_2005 = '010\0'
const CM_PER_INCH = 2.54
/** Length, moment, technology, vendor, type and the count of quality blocks. */
const BEFORE_QUALITY = 19
const QUALITY_BYTES = 5
const CERTIFICATION_BYTES = 3
/** Numbers of the ways of packing that we write. */
const PACKED = { finger: { png: 6, jpeg2000: 5 }, eye: { png: 14, jpeg2000: 10 } } as const

/** How each standard numbers the ways of packing a picture. */
const FINGER_PACKING = ['raw', 'packed', 'file', 'file', 'file', 'file', 'file'] as const
const EYE_PACKING: Readonly<Record<number, 'raw' | 'file'>> = { 2: 'raw', 10: 'file', 14: 'file' }

/**
 * The first picture of an ISO record of fingers or eyes: see `readIsoImages`.
 * @throws Refusal `unreadable-image` for another format, and a record that is cut short.
 */
export function readIsoImage(bytes: Uint8Array): IsoImage {
  const [first] = readIsoImages(bytes)
  if (first === undefined) throw damaged()
  return first
}

/**
 * All pictures of an ISO/IEC 19794-4 (finger) or 19794-6 (iris) record, of 2005 or 2011, as scanners and other systems deliver it.
 * @throws Refusal `unreadable-image` for another format, and a record that is cut short.
 */
export function readIsoImages(bytes: Uint8Array): readonly IsoImage[] {
  const reader = byteReader(bytes)
  const magic = String.fromCharCode(...reader.take(4))
  if (magic !== FINGERS && magic !== EYES) throw unreadable('it is no ISO record of a finger or an eye')
  const version = String.fromCharCode(...reader.take(4))
  if (version === VERSION_OF_2005) return magic === FINGERS ? readFingersOf2005(reader) : readEyesOf2005(reader)
  if (version !== VERSION) throw unreadable('its version of the standard is not known')
  if (reader.u32() > bytes.length) throw damaged()
  const count = reader.u16()
  const certified = magic === FINGERS && reader.u8() === 1
  reader.at = GENERAL
  return Array.from({ length: count }, () => {
    const begin = reader.at
    const end = begin + reader.u32()
    reader.at = begin + BEFORE_QUALITY - 1
    reader.take(QUALITY_BYTES * reader.u8())
    if (certified) reader.take(CERTIFICATION_BYTES * reader.u8())
    const image = magic === FINGERS ? readFinger(reader) : readEye(reader)
    // A known system leaves its quality blocks out of this length; what was read is where the next one begins then.
    reader.at = Math.max(end, reader.at)
    return image
  })
}

/** Whether these are the bytes of such a record. */
export const isIsoImage = (bytes: Uint8Array): boolean =>
  [FINGERS, EYES].includes(String.fromCharCode(...bytes.subarray(0, 4)))

type Reader = ReturnType<typeof byteReader>

function readFinger(reader: Reader): IsoImage {
  const position = reader.u8()
  reader.take(1)
  const unit = reader.u8() === 2 ? CM_PER_INCH : 1
  reader.take(4)
  const [across, down] = [reader.u16(), reader.u16()]
  if (across !== down) throw unreadable('its resolution is not the same both ways')
  const depth = reader.u8()
  const packing = FINGER_PACKING[reader.u8()]
  reader.take(1)
  const [width, height] = [reader.u16(), reader.u16()]
  const data = reader.take(reader.u32())
  const dpi = across === 0 ? null : Math.round(across * unit)
  return { shows: { is: 'finger', position }, file: fileOf(data, packing, width, height, depth), dpi }
}

function readEye(reader: Reader): IsoImage {
  reader.take(2)
  const eye = ([null, 'right', 'left'] as const)[reader.u8()] ?? null
  reader.take(1)
  const packing = EYE_PACKING[reader.u8()]
  reader.take(1)
  const [width, height] = [reader.u16(), reader.u16()]
  const depth = reader.u8()
  reader.take(18)
  const data = reader.take(reader.u32())
  return { shows: { is: 'eye', eye }, file: fileOf(data, packing, width, height, depth), dpi: null }
}

/**
 * A PNG or JPEG 2000 of a finger, a slap or an eye as such a record: one picture, no quality, no certification.
 * @param at the moment, told in UTC
 */
export function writeIsoImage(
  shows: Shown,
  file: Uint8Array,
  size: { readonly width: number; readonly height: number; readonly dpi: number | null },
  at: Date,
): Uint8Array {
  const packing = PACKED[shows.is][isJpeg2000(file) ? 'jpeg2000' : 'png']
  const body = shows.is === 'finger' ? fingerBody(shows.position, size, packing) : eyeBody(shows.eye, size, packing)
  const representation = BEFORE_QUALITY + body.length + 4 + file.length
  const bytes = new Uint8Array(GENERAL + representation)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(`${shows.is === 'finger' ? 'FIR' : 'IIR'}\0${VERSION}`))
  view.setUint32(8, bytes.length)
  view.setUint16(12, 1)
  view.setUint8(15, 1)
  view.setUint32(GENERAL, representation)
  writeMoment(view, GENERAL + 4, at)
  bytes.set(body, GENERAL + BEFORE_QUALITY)
  view.setUint32(GENERAL + BEFORE_QUALITY + body.length, file.length)
  bytes.set(file, GENERAL + BEFORE_QUALITY + body.length + 4)
  return bytes
}

function writeMoment(view: DataView, from: number, at: Date): void {
  view.setUint16(from, at.getUTCFullYear())
  const parts = [at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
  for (const [i, part] of parts.entries()) view.setUint8(from + 2 + i, part)
  view.setUint16(from + 7, at.getUTCMilliseconds())
}

/** From the position to the height. */
function fingerBody(
  position: number,
  { width, height, dpi }: { width: number; height: number; dpi: number | null },
  packing: number,
) {
  const body = new Uint8Array(18)
  const view = new DataView(body.buffer)
  body.set([position, 0, 1])
  for (const at of [3, 5, 7, 9]) view.setUint16(at, dpi ?? 0)
  body.set([8, packing, 0], 11)
  view.setUint16(14, width)
  view.setUint16(16, height)
  return body
}

/** From the number of the representation to the least and greatest diameters, which are not said. */
function eyeBody(eye: Eye | null, { width, height }: { width: number; height: number }, packing: number) {
  const body = new Uint8Array(29)
  const view = new DataView(body.buffer)
  body.set([0, 1, eye === 'right' ? 1 : eye === 'left' ? 2 : 0, 1, packing, 0b0101])
  view.setUint16(6, width)
  view.setUint16(8, height)
  view.setUint8(10, 8)
  // roll and its uncertainty are undefined
  view.setUint16(13, 0xffff)
  view.setUint16(15, 0xffff)
  return body
}
