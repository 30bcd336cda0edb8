import { type Asking, getAttachment, type Tx } from '@nansen/store'
import sharp from 'sharp'

/** A face in a form: pixels. Receiving states take JPEG, and nothing is gained by more. */
const FACE = { width: 413, height: 531 } as const
const QUALITY = 85
/** As where photos come in: nothing larger is unpacked. */
const MOST_POINTS = 60_000_000

/** A stored photo as a JPEG. @throws Refusal `not-found` for one that the asker may not see. */
export async function faceOf(tx: Tx, asking: Asking, picture: string): Promise<Uint8Array> {
  const { bytes } = await getAttachment(tx, asking, picture)
  return sharp(bytes, { limitInputPixels: MOST_POINTS })
    .rotate()
    .resize({ ...FACE, fit: 'cover', position: 'top' })
    .jpeg({ quality: QUALITY })
    .toBuffer()
}
