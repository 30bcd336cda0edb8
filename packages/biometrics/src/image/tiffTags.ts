import { type ByteReader, byteReader } from './reader.ts'
import { believedDpi } from './resolution.ts'
import { damaged, unreadable } from './unreadable.ts'

/** Numbers of the fields we read (TIFF 6.0, appendix A). */
export const tag = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripLengths: 279,
  xResolution: 282,
  yResolution: 283,
  planar: 284,
  resolutionUnit: 296,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
} as const

/** Only these are fractions; a width of 12.5 is damage. */
const FRACTIONS: ReadonlySet<number> = new Set([tag.xResolution, tag.yResolution])

/** Bytes of a value by its field type: byte, ASCII, short, long, rational. Other types are passed over. */
const SIZES = [0, 1, 1, 2, 4, 8]
/** No field we read is longer: a strip per row of the tallest image. */
const MOST_VALUES = 65_536

export interface Directory {
  readonly littleEndian: boolean
  readonly dpi: number | null
  /** All values of a field; where it is absent, `[fallback]`, and without a fallback the image is refused. */
  get(field: number, fallback?: number): readonly number[]
}

/** The first image file directory. Later ones (thumbnails, pages) are never followed, so no chain can be endless. */
export function readDirectory(bytes: Uint8Array): Directory {
  const littleEndian = bytes[0] === 0x49
  const reader = byteReader(bytes, littleEndian, 4)
  reader.at = reader.u32()
  const wanted = new Set<number>(Object.values(tag))
  const fields = new Map<number, readonly number[]>()
  for (let left = reader.u16(); left > 0; left--) {
    const field = reader.u16()
    const next = reader.at + 10
    if (wanted.has(field)) fields.set(field, readValues(reader))
    if (!FRACTIONS.has(field) && fields.get(field)?.every(Number.isInteger) === false) throw damaged()
    reader.at = next
  }
  if (fields.has(tag.tileWidth)) throw unreadable('this kind of TIFF is not supported')
  const get = (field: number, fallback?: number) => {
    const values = fields.get(field) ?? (fallback === undefined ? undefined : [fallback])
    if (values === undefined || values.length === 0) throw damaged()
    return values
  }
  const unit = get(tag.resolutionUnit, 2)[0]
  const x = get(tag.xResolution, 0)[0]!
  const y = get(tag.yResolution, x)[0]!
  const dpi = unit === 2 ? believedDpi(x, y, 'inch') : unit === 3 ? believedDpi(x, y, 'centimetre') : null
  return { littleEndian, dpi, get }
}

function readValues(reader: ByteReader): readonly number[] {
  const type = reader.u16()
  const count = reader.u32()
  const size = SIZES[type]
  if (size === undefined || size === 0 || count > MOST_VALUES) throw damaged()
  if (count * size > 4) reader.at = reader.u32()
  const values: number[] = []
  for (let i = 0; i < count; i++) {
    if (type === 5) values.push(reader.u32() / reader.u32())
    else values.push(size === 1 ? reader.u8() : size === 2 ? reader.u16() : reader.u32())
  }
  return values
}
