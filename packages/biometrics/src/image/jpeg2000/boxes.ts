import { byteReader } from '../reader.ts'
import { believedDpi } from '../resolution.ts'
import { damaged, unreadable } from '../unreadable.ts'

const SIGNATURE = [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a]
const BARE = [0xff, 0x4f, 0xff, 0x51]
/** Colours of a file that we take as they are: sRGB, and grey. */
const KNOWN_COLOURS = [16, 17]

const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte)

/** Whether these are the bytes of a JPEG 2000 picture, in its box file or bare. */
export const isJpeg2000 = (bytes: Uint8Array): boolean => begins(bytes, SIGNATURE) || begins(bytes, BARE)

/** The codestream in a JPEG 2000 file (JP2, ISO/IEC 15444-1 annex I), and dots per inch where it says so. */
export function codestreamIn(bytes: Uint8Array): { readonly codestream: Uint8Array; readonly dpi: number | null } {
  if (begins(bytes, BARE)) return { codestream: bytes, dpi: null }
  let dpi: number | null = null
  for (const { type, body } of boxesIn(bytes)) {
    if (type === 'jp2h') dpi = readHeader(body)
    if (type === 'jp2c') return { codestream: body, dpi }
  }
  throw damaged()
}

interface Box {
  readonly type: string
  readonly body: Uint8Array
}

/** Boxes one after another; each is a length of four bytes, its name, and what is in it. */
function boxesIn(bytes: Uint8Array): readonly Box[] {
  const boxes: Box[] = []
  const reader = byteReader(bytes)
  while (reader.at + 8 <= bytes.length) {
    const from = reader.at
    const length = reader.u32()
    const type = String.fromCharCode(...reader.take(4))
    // 1 would be a length of eight bytes, for files beyond four gigabytes
    if (length === 1 || (length !== 0 && length < 8)) throw damaged()
    const end = length === 0 ? bytes.length : from + length
    if (end > bytes.length) throw damaged()
    boxes.push({ type, body: bytes.subarray(reader.at, end) })
    reader.at = end
  }
  return boxes
}

function readHeader(header: Uint8Array): number | null {
  let dpi: number | null = null
  for (const { type, body } of boxesIn(header)) {
    if (type === 'pclr') throw unreadable('this kind of JPEG 2000 is not supported')
    if (type === 'colr' && body[0] === 1 && !KNOWN_COLOURS.includes(byteReader(body, false, 3).u32()))
      throw unreadable('the colours of this JPEG 2000 are not supported')
    if (type === 'res ') for (const box of boxesIn(body)) if (box.type === 'resc') dpi = readResolution(box.body)
  }
  return dpi
}

/** Points a metre: two fractions and their powers of ten. */
function readResolution(body: Uint8Array): number | null {
  const reader = byteReader(body)
  const [down, downBy, across, acrossBy] = [reader.u16(), reader.u16(), reader.u16(), reader.u16()]
  const powers = reader.take(2)
  const [downPower, acrossPower] = [(powers[0]! << 24) >> 24, (powers[1]! << 24) >> 24]
  if (downBy === 0 || acrossBy === 0) return null
  const perMetre = (number: number, by: number, power: number) => (number / by) * 10 ** power
  return believedDpi(perMetre(across, acrossBy, acrossPower), perMetre(down, downBy, downPower), 'metre')
}
