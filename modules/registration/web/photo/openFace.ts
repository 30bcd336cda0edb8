import decoder from '@cornerstonejs/codec-openjpeg/decodewasm?url'
import { readFaceRecord } from '@nansen/biometrics/face-record'

/** Most pixels of a photo that are unpacked from JPEG 2000: four thousand by four thousand. */
const MOST_PIXELS = 16_000_000
/** How JPEG 2000 begins, in its box file and bare. */
const JPEG_2000 = [
  [0, 0, 0, 0x0c, 0x6a, 0x50],
  [0xff, 0x4f, 0xff, 0x51],
]

/** The picture in a record that a camera of faces signed. Browsers open JPEG and PNG; most makers' cameras send JPEG 2000. @throws when it is none */
export async function openFace(record: Uint8Array): Promise<ImageBitmap> {
  const file = readFaceRecord(record)
  if (!JPEG_2000.some(magic => magic.every((byte, i) => file[i] === byte)))
    return createImageBitmap(new Blob([new Uint8Array(file)]))
  const { openJpeg2000 } = await import('@nansen/biometrics/jpeg2000')
  const { width, height, components, samples } = await openJpeg2000(file, readDecoder, MOST_PIXELS)
  const picture = new ImageData(width, height)
  for (let i = 0; i < width * height; i++)
    for (let part = 0; part < 4; part++)
      picture.data[4 * i + part] = part === 3 ? 255 : samples[components * i + (components === 3 ? part : 0)]!
  return createImageBitmap(picture)
}

/** From our own origin, when the first such picture comes. */
async function readDecoder(): Promise<Uint8Array> {
  const response = await fetch(decoder)
  if (!response.ok) throw new Error('no decoder')
  return new Uint8Array(await response.arrayBuffer())
}
