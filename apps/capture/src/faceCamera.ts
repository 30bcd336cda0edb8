import { writeFaceRecord } from '@nansen/biometrics/face-record'
import sharp, { type Sharp } from 'sharp'
import { jpeg2000, type Packing } from './packing.ts'

/** What stands before the camera: nobody, somebody in the dark, somebody as a portrait wants them. */
export type Scene = 'empty' | 'dark' | 'well'

/** What the camera sees, pixels: 4:3 of full high definition. */
const SEES = { width: 1440, height: 1080 } as const
/** Of the person in it: nearly its height, four fifths as wide. */
const PERSON = { width: 800, height: 1000 } as const
const WALL = '#e9edf0'
/** Share of the light that is left in the dark. */
const DIM = 0.25
/** Of a preview. */
const PREVIEW_WIDE = 480

/** @param face file of a picture */
async function seen(face: Uint8Array, scene: Scene) {
  // an SVG is drawn at three times its size, so that it is not blown up
  const person = await sharp(face, { density: 216 })
    .resize({ ...PERSON, fit: 'cover' })
    .png()
    .toBuffer()
  const at = { left: (SEES.width - PERSON.width) / 2, top: SEES.height - PERSON.height }
  const wall = sharp({ create: { ...SEES, channels: 3, background: WALL } })
  const view = await wall
    .composite(scene === 'empty' ? [] : [{ input: person, ...at }])
    .png()
    .toBuffer()
  const picture = sharp(view).removeAlpha()
  return scene === 'dark' ? picture.linear(DIM, 0).blur(4) : picture
}

/** A frame of the preview: JPEG. */
export const cameraView = async (face: Uint8Array, scene: Scene): Promise<Uint8Array> =>
  (await seen(face, scene)).resize(PREVIEW_WIDE).jpeg({ quality: 80 }).toBuffer()

/** What the camera takes, as an ISO/IEC 19794-5 record. */
export async function faceRecordOf(face: Uint8Array, scene: Scene, packing: Packing, at: Date): Promise<Uint8Array> {
  const picture = await seen(face, scene)
  return writeFaceRecord(new Uint8Array(await packedColour(picture, packing)), SEES, at)
}

async function packedColour(picture: Sharp, packing: Packing): Promise<Uint8Array> {
  if (packing === 'png') return picture.png().toBuffer()
  const { data } = await picture.toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return jpeg2000({ ...SEES, components: 3, samples: data })
}
