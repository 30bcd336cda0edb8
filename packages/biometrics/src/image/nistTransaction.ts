import type { Shown } from './isoImage.ts'
import { BINARY_HEADER, type NistFields, nistRecords } from './nistRecords.ts'
import { fileOf } from './packedPicture.ts'
import { unreadable } from './unreadable.ts'

/** A picture of a transaction. */
export interface NistImage {
  /** Number of the record's type. */
  readonly type: 4 | 10 | 14 | 17
  readonly shows: Shown | { readonly is: 'face' }
  /** The file inside, as it is: PNG, JPEG, JPEG 2000, WSQ; a raw picture is wrapped as PGM. */
  readonly file: Uint8Array
  /** Dots per inch, or null where the record has none. */
  readonly dpi: number | null
}

const CM_PER_INCH = 2.54
/** The least resolution that a type 4 record stands for when it names none: 19.69 pixels a millimetre. */
const LEAST_DPI = 500

/**
 * The pictures of an ANSI/NIST-ITL 1-2011 transaction in the traditional encoding: fingers (types 4 and 14), faces (10) and irises (17).
 * Other tagged records are passed over.
 *
 * @throws Refusal `unreadable-image` for another format, records of other binary types, and a transaction whose lengths do not add up.
 */
export function readNistTransaction(bytes: Uint8Array): NistImage[] {
  const images: NistImage[] = []
  for (const record of nistRecords(bytes)) {
    if (record.type === 4 && record.fields === null) images.push(fingerOfType4(record.bytes))
    else if (record.fields === null) throw unreadable(`records of type ${record.type} are not known`)
    else if (record.type === 10 || record.type === 14 || record.type === 17)
      images.push(imageOf(record.type, record.fields))
  }
  return images
}

/** Length, number, impression, six finger positions, resolution, width, height, compression, picture. */
function fingerOfType4(record: Uint8Array): NistImage {
  const view = new DataView(record.buffer, record.byteOffset, record.length)
  const packing = view.getUint8(17) === 0 ? 'raw' : 'file'
  const file = fileOf(record.subarray(BINARY_HEADER), packing, view.getUint16(13), view.getUint16(15), 8)
  return {
    type: 4,
    shows: { is: 'finger', position: view.getUint8(6) },
    file,
    dpi: view.getUint8(12) === 0 ? LEAST_DPI : null,
  }
}

function imageOf(type: 10 | 14 | 17, { texts, data }: NistFields): NistImage {
  const number = (field: number) => Number(/^\d+/.exec(texts.get(field) ?? '')?.[0] ?? 0)
  const packing = texts.get(11)?.startsWith('NONE') ? 'raw' : 'file'
  const depth = type === 17 ? 8 : number(12) || 8
  const file = fileOf(data, packing, number(6), number(7), depth)
  const across = number(9)
  const unit = number(8) === 1 ? 1 : number(8) === 2 ? CM_PER_INCH : 0
  return { type, shows: shownIn(type, number), file, dpi: across * unit > 0 ? Math.round(across * unit) : null }
}

function shownIn(type: 10 | 14 | 17, number: (field: number) => number): NistImage['shows'] {
  if (type === 10) return { is: 'face' }
  if (type === 14) return { is: 'finger', position: number(13) }
  return { is: 'eye', eye: ([null, 'right', 'left'] as const)[number(3)] ?? null }
}
