import decoder from '@cornerstonejs/codec-openjpeg/decodewasm?url'
import { decodeCapture, decodeImage, type GreyImage, isJpeg2000 } from '@nansen/biometrics'

/** The bytes of the decoder, from our own origin, when the first JPEG 2000 comes. */
let bytes: Promise<Uint8Array> | null = null
const readDecoder = (): Promise<Uint8Array> => {
  bytes ??= fetch(decoder).then(async response => {
    if (!response.ok) throw new Error('no decoder')
    return new Uint8Array(await response.arrayBuffer())
  })
  bytes.catch(() => {
    bytes = null
  })
  return bytes
}

/** A file of one finger or eye as grey pixels. @throws Refusal `unreadable-image` */
export const openCapture = (file: Uint8Array): Promise<GreyImage> => open(file, decodeCapture)
/** The same of a picture with several fingers, which may be larger. */
export const openSlapPicture = (file: Uint8Array): Promise<GreyImage> => open(file, decodeImage)

async function open(file: Uint8Array, decode: (file: Uint8Array) => GreyImage): Promise<GreyImage> {
  if (!isJpeg2000(file)) return decode(file)
  const { decodeJpeg2000 } = await import('@nansen/biometrics/jpeg2000')
  return decodeJpeg2000(file, readDecoder)
}
