import type { IsoImage } from './isoImage.ts'
import { fileOf } from './packedPicture.ts'
import type { byteReader } from './reader.ts'
import { damaged, unreadable } from './unreadable.ts'

type Reader = ReturnType<typeof byteReader>

const CM_PER_INCH = 2.54
/** Bytes of the header of an ISO/IEC 19794-4:2005 record. */
const FINGER_RECORD = 32
/** Bytes of the header of an ISO/IEC 19794-6:2005 record. */
const EYE_RECORD = 45
/** How each standard numbers the ways of packing a picture. Colour of eyes is not read: near-infrared has none. */
const FINGER_PACKING = ['raw', 'packed', 'file', 'file', 'file', 'file'] as const
const EYE_PACKING: Readonly<Record<number, 'raw' | 'file'>> = { 2: 'raw', 6: 'file', 14: 'file' }

/** The fingers of an ISO/IEC 19794-4:2005 record. The reader stands behind its version. @throws Refusal `unreadable-image` */
export function readFingersOf2005(reader: Reader): readonly IsoImage[] {
  const length = reader.u16() * 2 ** 32 + reader.u32()
  if (length > reader.length) throw damaged()
  reader.take(4)
  const count = reader.u8()
  const unit = reader.u8() === 2 ? CM_PER_INCH : 1
  reader.take(4)
  const [across, down] = [reader.u16(), reader.u16()]
  if (across !== down) throw unreadable('its resolution is not the same both ways')
  const depth = reader.u8()
  const packing = FINGER_PACKING[reader.u8()]
  const dpi = across === 0 ? null : Math.round(across * unit)
  reader.at = FINGER_RECORD
  return Array.from({ length: count }, () => {
    const end = reader.at + reader.u32()
    const position = reader.u8()
    reader.take(4)
    const [width, height] = [reader.u16(), reader.u16()]
    reader.take(1)
    const file = fileOf(reader.take(end - reader.at), packing, width, height, depth)
    return { shows: { is: 'finger', position }, file, dpi }
  })
}

/** The eyes of an ISO/IEC 19794-6:2005 record. The reader stands behind its version. @throws Refusal `unreadable-image` */
export function readEyesOf2005(reader: Reader): readonly IsoImage[] {
  if (reader.u32() > reader.length) throw damaged()
  reader.take(2)
  const kinds = reader.u8()
  reader.take(6)
  const packing = EYE_PACKING[reader.u16()]
  const [width, height] = [reader.u16(), reader.u16()]
  const depth = reader.u8()
  reader.at = EYE_RECORD
  return Array.from({ length: kinds }, () => {
    const eye = ([null, 'right', 'left'] as const)[reader.u8()] ?? null
    return Array.from({ length: reader.u16() }, () => {
      reader.take(7)
      const file = fileOf(reader.take(reader.u32()), packing, width, height, depth)
      return { shows: { is: 'eye', eye }, file, dpi: null } as const
    })
  }).flat()
}
