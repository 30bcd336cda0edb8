import { isJpeg2000 } from '../image/jpeg2000/boxes.ts'
import { byteReader } from '../image/reader.ts'
import { damaged, unreadable } from '../image/unreadable.ts'

/** Sizes of the blocks of ISO/IEC 19794-5, bytes: of 2005 (010) and of 2011 (030), whose representation begins with a header of its own. */
const GENERAL = { '010\0': 14, '030\0': 17 } as const
const FACIAL = { '010\0': 16, '030\0': 17 } as const
const LANDMARK = 8
const PICTURE = { '010\0': 12, '030\0': 11 } as const
/** Length, moment, technology, vendor, type and the count of quality blocks, of 2011. */
const BEFORE_QUALITY = 19
const QUALITY = 5
/** Length of a representation, of 2005. */
const LENGTH = 4
type Version = keyof typeof GENERAL

/** How pictures are packed, of 2011. */
const PACKED = { jpeg: 0, jpeg2000: 2, png: 3 } as const

/**
 * The first picture of an ISO/IEC 19794-5 record, as cameras of faces deliver it: its file as it is, JPEG, PNG or JPEG 2000.
 * @throws Refusal `unreadable-image` for another format, and a record that is cut short.
 */
export function readFaceRecord(bytes: Uint8Array): Uint8Array {
  const reader = byteReader(bytes)
  if (String.fromCharCode(...reader.take(4)) !== 'FAC\0') throw unreadable('it is no ISO record of a face')
  const version = String.fromCharCode(...reader.take(4))
  if (!isKnown(version)) throw unreadable('its version of the standard is not known')
  if (reader.u32() > bytes.length || reader.u16() < 1) throw damaged()
  reader.at = GENERAL[version]
  const begins = reader.at
  const length = reader.u32()
  if (version === '030\0') {
    reader.at = begins + BEFORE_QUALITY - 1
    reader.take(QUALITY * reader.u8())
  }
  const facial = reader.at
  const landmarks = reader.u16()
  reader.at = facial
  reader.take(FACIAL[version] + LANDMARK * landmarks + PICTURE[version])
  // in 2005 the picture reaches to the end of its representation
  const size = version === '030\0' ? reader.u32() : begins + length - reader.at
  if (size < 1) throw damaged()
  return reader.take(size)
}

const isKnown = (version: string): version is Version => version in GENERAL

/**
 * A file of a face as such a record of 2011: one picture, no landmarks, no quality, nothing said of the person.
 * @param at the moment, told in UTC
 */
export function writeFaceRecord(
  file: Uint8Array,
  size: { readonly width: number; readonly height: number },
  at: Date,
): Uint8Array {
  const [general, facial, picture] = [GENERAL['030\0'], FACIAL['030\0'], PICTURE['030\0']]
  const representation = BEFORE_QUALITY + facial + picture + LENGTH + file.length
  const bytes = new Uint8Array(general + representation)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('FAC\x00030\x00'))
  view.setUint32(8, bytes.length)
  view.setUint16(12, 1)
  view.setUint32(general, representation)
  view.setUint16(general + 4, at.getUTCFullYear())
  const parts = [at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
  bytes.set(parts, general + 6)
  view.setUint16(general + 11, at.getUTCMilliseconds())
  const block = general + BEFORE_QUALITY + facial
  bytes.set([0, packingOf(file)], block)
  view.setUint16(block + 2, size.width)
  view.setUint16(block + 4, size.height)
  view.setUint32(block + picture, file.length)
  bytes.set(file, block + picture + LENGTH)
  return bytes
}

const packingOf = (file: Uint8Array): number =>
  isJpeg2000(file) ? PACKED.jpeg2000 : file[0] === 0xff ? PACKED.jpeg : PACKED.png
