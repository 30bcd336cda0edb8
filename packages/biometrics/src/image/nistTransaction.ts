import { fileOf, type Shown } from './isoImage.ts'
import { damaged, unreadable } from './unreadable.ts'

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

/** Separators of files, groups, records and units. */
const GROUP = 0x1d
const RECORD = 0x1e
const UNIT = 0x1f
/** Longest text field that is read, and most records of a transaction: far above any real one. */
const LONGEST_FIELD = 100_000
const MOST_RECORDS = 1_000
/** Letters in which a record says its type and its length. */
const LONGEST_OPENING = 32
const CM_PER_INCH = 2.54
/** Header of a type 4 record, and the least resolution that it stands for when it names none: 19.69 pixels a millimetre. */
const BINARY_HEADER = 18
const LEAST_DPI = 500

/**
 * The pictures of an ANSI/NIST-ITL 1-2011 transaction in the traditional encoding: fingers (types 4 and 14), faces (10) and irises (17).
 * Other tagged records are passed over.
 *
 * @throws Refusal `unreadable-image` for another format, records of other binary types, and a transaction whose lengths do not add up.
 */
export function readNistTransaction(bytes: Uint8Array): NistImage[] {
  const first = fieldsOf(bytes, 0)
  if (first === null || first.type !== 1) throw unreadable('it is no ANSI/NIST transaction')
  const types = typesThatFollow(first)
  const images: NistImage[] = []
  let at = first.end
  for (const type of types) {
    const binary = type >= 3 && type <= 8
    const record = binary ? null : fieldsOf(bytes, at)
    if (!binary && record?.type !== type) throw damaged()
    const end = record?.end ?? binaryEnd(bytes, at)
    if (type === 4) images.push(fingerOfType4(bytes.subarray(at, end)))
    else if (binary) throw unreadable(`records of type ${type} are not known`)
    else if (record !== null && (type === 10 || type === 14 || type === 17)) images.push(imageOf(type, record))
    at = end
  }
  return images
}

interface Fields {
  readonly type: number
  readonly end: number
  /** Text of each field by its number. */
  readonly texts: ReadonlyMap<number, string>
  /** Field 999. */
  readonly data: Uint8Array
}

const LETTERS = new TextDecoder('latin1')
const textOf = (bytes: Uint8Array) => LETTERS.decode(bytes)

/** The fields of a tagged record that begins here, or null where none does. */
function fieldsOf(bytes: Uint8Array, from: number): Fields | null {
  const [head = ''] = textOf(bytes.subarray(from, from + LONGEST_OPENING)).split(String.fromCharCode(GROUP))
  const opening = /^(?<type>\d{1,2})\.0*1:(?<length>\d{1,9})$/.exec(head)?.groups
  if (opening === undefined) return null
  const [type, end] = [Number(opening.type), from + Number(opening.length)]
  if (end > bytes.length) throw damaged()
  const texts = new Map<number, string>()
  let at = from
  while (at < end) {
    const tag = /^\d{1,2}\.(?<field>\d{1,3}):/.exec(textOf(bytes.subarray(at, Math.min(end, at + 8))))
    if (tag === null) throw damaged()
    const value = at + tag[0].length
    const field = Number(tag.groups?.field)
    if (field === 999) return { type, end, texts, data: bytes.subarray(value, end - 1) }
    let close = value
    while (close < end - 1 && bytes[close] !== GROUP) close++
    if (close - value > LONGEST_FIELD) throw damaged()
    texts.set(field, textOf(bytes.subarray(value, close)))
    at = close + 1
  }
  return { type, end, texts, data: new Uint8Array(0) }
}

/** Types of the records behind the first, in order, as its field of contents lists them. */
function typesThatFollow({ texts }: Fields): readonly number[] {
  const [, ...records] = (texts.get(3) ?? '').split(String.fromCharCode(RECORD))
  if (records.length > MOST_RECORDS) throw damaged()
  return records.map(record => Number(record.split(String.fromCharCode(UNIT))[0]))
}

function binaryEnd(bytes: Uint8Array, at: number): number {
  if (at + BINARY_HEADER > bytes.length) throw damaged()
  const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0)
  if (length < BINARY_HEADER || at + length > bytes.length) throw damaged()
  return at + length
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

function imageOf(type: 10 | 14 | 17, { texts, data }: Fields): NistImage {
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
