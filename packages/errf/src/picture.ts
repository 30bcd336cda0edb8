interface PictureSize {
  /** Pixels. */
  readonly width: number
  readonly height: number
}

export type Judged = PictureSize | 'other' | 'damaged'

/** First bytes of the pictures that receiving states open. */
const KINDS: readonly { readonly magic: readonly number[]; readonly size: (bytes: DataView) => Judged }[] = [
  { magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], size: pngSize },
  { magic: [0xff, 0xd8, 0xff], size: jpegSize },
  { magic: [0x47, 0x49, 0x46, 0x38], size: gifSize },
  { magic: [0x42, 0x4d], size: bmpSize },
]

/**
 * Width and height of a PNG, JPEG, GIF or BMP as its header says, if the file has its end, too. `other`: none of these; `damaged`: it
 * stops before its end.
 */
export function pictureSize(bytes: Uint8Array): Judged {
  const kind = KINDS.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte))
  if (kind === undefined) return 'other'
  try {
    return kind.size(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    if (error instanceof RangeError) return 'damaged' // it was read beyond its end
    throw error
  }
}

/** ISO/IEC 15948: chunks of length, type, data and checksum; the first is IHDR, the last IEND. */
function pngSize(bytes: DataView): Judged {
  const size = { width: bytes.getUint32(16), height: bytes.getUint32(20) }
  for (let at = 8; ; at += 12 + bytes.getUint32(at)) if (bytes.getUint32(at + 4) === 0x49454e44) return size
}

/** ITU-T T.81: the size stands in a frame header (SOF0 to SOF15 but for 4, 8 and 12); the picture ends with EOI. */
function jpegSize(bytes: DataView): Judged {
  let end = bytes.byteLength
  while (end > 2 && bytes.getUint8(end - 1) === 0) end-- // some writers fill up with zeros
  if (bytes.getUint16(end - 2) !== 0xffd9) return 'damaged'
  for (let at = 2; ; at += 2 + bytes.getUint16(at + 2)) {
    while (bytes.getUint8(at) === 0xff && bytes.getUint8(at + 1) === 0xff) at++
    const marker = bytes.getUint16(at)
    if (marker < 0xff01 || marker === 0xffda) return 'damaged'
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) }
  }
}

/** GIF 89a: little-endian size behind the signature; the last byte is the trailer. */
function gifSize(bytes: DataView): Judged {
  if (bytes.getUint8(bytes.byteLength - 1) !== 0x3b) return 'damaged'
  return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) }
}

/** BMP with a header of 40 bytes or more: the size of the file stands at 2, a negative height means top down. */
function bmpSize(bytes: DataView): Judged {
  if (bytes.byteLength < bytes.getUint32(2, true)) return 'damaged'
  return { width: bytes.getInt32(18, true), height: Math.abs(bytes.getInt32(22, true)) }
}
