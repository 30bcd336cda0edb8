import { damaged, unreadable } from './unreadable.ts'

/** Separators of groups (fields), records (subfields) and units. */
export const GROUP = 0x1d
export const RECORD = 0x1e
export const UNIT = 0x1f
/** Longest text field that is read, and most records of a transaction: far above any real one. */
const LONGEST_FIELD = 100_000
const MOST_RECORDS = 1_000
/** Letters in which a record says its type and its length. */
const LONGEST_OPENING = 32
/** Header of a record of types 3 to 8. */
export const BINARY_HEADER = 18

/** A record of a transaction: its fields, or null where it is binary. */
export interface NistRecord {
  readonly type: number
  readonly bytes: Uint8Array
  readonly fields: NistFields | null
}

/** Whether these are the bytes of a transaction in the traditional encoding. */
export const isNistTransaction = (bytes: Uint8Array): boolean => /^1\.0*1:/.test(textOf(bytes.subarray(0, 8)))

/**
 * The records behind the first of an ANSI/NIST-ITL transaction in the traditional encoding, one after the other.
 * @throws Refusal `unreadable-image` for another format, and lengths that do not add up
 */
export function* nistRecords(bytes: Uint8Array): Generator<NistRecord> {
  const first = fieldsOf(bytes, 0)
  if (first === null || first.type !== 1) throw unreadable('it is no ANSI/NIST transaction')
  let at = first.end
  for (const type of typesThatFollow(first)) {
    const fields = type >= 3 && type <= 8 ? null : fieldsOf(bytes, at)
    if (fields !== null && fields.type !== type) throw damaged()
    if (fields === null && !(type >= 3 && type <= 8)) throw damaged()
    const end = fields?.end ?? binaryEnd(bytes, at)
    yield { type, bytes: bytes.subarray(at, end), fields }
    at = end
  }
}

/** The fields of a tagged record. */
export interface NistFields {
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
function fieldsOf(bytes: Uint8Array, from: number): NistFields | null {
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
function typesThatFollow({ texts }: NistFields): readonly number[] {
  const contents = texts.get(3)
  if (contents === undefined) throw damaged()
  const [, ...records] = contents.split(String.fromCharCode(RECORD))
  if (records.length > MOST_RECORDS) throw damaged()
  return records.map(record => Number(record.split(String.fromCharCode(UNIT))[0]))
}

function binaryEnd(bytes: Uint8Array, at: number): number {
  if (at + BINARY_HEADER > bytes.length) throw damaged()
  const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0)
  if (length < BINARY_HEADER || at + length > bytes.length) throw damaged()
  return at + length
}
