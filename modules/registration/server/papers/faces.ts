import { type Asking, getAttachment, type Tx } from '@nansen/store'
import sharp from 'sharp'

/** A face on paper, 20 by 25 mm at 300 dpi. Pixels. */
const FACE = { width: 236, height: 295 } as const
const QUALITY = 80
/** As where photos come in: nothing larger is unpacked. */
const MOST_POINTS = 60_000_000

/** The photos of these people, in their order, as files a template reads: `/photo-1`. Who has none is left out. */
export async function facesOf(
  tx: Tx,
  asking: Asking,
  people: readonly { readonly picture: string | null }[],
): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {}
  for (const [at, { picture }] of people.entries()) {
    if (picture === null) continue
    const { bytes } = await getAttachment(tx, asking, picture)
    const face = sharp(bytes, { limitInputPixels: MOST_POINTS })
      .rotate()
      .resize({ ...FACE, fit: 'cover', position: 'top' })
      .jpeg({ quality: QUALITY })
    files[`/photo-${at + 1}`] = await face.toBuffer()
  }
  return files
}
