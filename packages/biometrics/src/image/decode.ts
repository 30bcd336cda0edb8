import { decodeBmp } from './bmp.ts'
import type { GreyImage } from './grey.ts'
import { decodeJpeg } from './jpeg.ts'
import { decodePgm } from './pgm.ts'
import { decodePng } from './png.ts'
import { decodeTiff } from './tiff.ts'
import { MAX_CAPTURE_PIXELS, MAX_PIXELS, opening, unreadable } from './unreadable.ts'
import { decodeWsq } from './wsq/decode.ts'

/** First bytes of each kind of file that is opened. */
const KINDS: readonly { readonly magic: readonly number[]; readonly decode: (bytes: Uint8Array) => GreyImage }[] = [
  { magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], decode: decodePng },
  { magic: [0xff, 0xd8, 0xff], decode: decodeJpeg },
  { magic: [0x42, 0x4d], decode: decodeBmp },
  { magic: [0x49, 0x49, 0x2a, 0x00], decode: decodeTiff },
  { magic: [0x4d, 0x4d, 0x00, 0x2a], decode: decodeTiff },
  { magic: [0x50, 0x35], decode: decodePgm },
  { magic: [0xff, 0xa0], decode: decodeWsq },
]

/**
 * Opens an image by its first bytes, never by its name: PNG, JPEG, BMP, TIFF, PGM or WSQ. Colour becomes grey by
 * ITU-R BT.601; sixteen bits become the upper eight. The same file gives the same pixels in Node and in every browser.
 *
 * @param mostPixels opens no larger picture, whatever memory there is.
 * @throws Refusal `unreadable-image` for anything else: another kind of file, damaged, or too large. Never another error.
 */
export function decodeImage(bytes: Uint8Array, mostPixels = MAX_PIXELS): GreyImage {
  const kind = KINDS.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte))
  if (kind === undefined) throw unreadable('it is not a PNG, JPEG, BMP, TIFF, PGM or WSQ image')
  return opening(mostPixels, () => kind.decode(bytes))
}

/** The same for a file that somebody says is of one finger or one eye. */
export const decodeCapture = (bytes: Uint8Array): GreyImage => decodeImage(bytes, MAX_CAPTURE_PIXELS)
