import { Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand, getAttachment, putAttachment } from '@nansen/store'
import { sql } from 'kysely'
import sharp from 'sharp'
import { registration } from '../../index.ts'
import { type PersonId, today } from '../household/households.ts'
import { ID, object } from './schemas.ts'

/** Smallest side of a photo in which a face is recognised. Pixels: ISO/IEC 19794-5 asks for 90 between the eyes of a 240-wide face. */
const SMALLEST = 240
/** A camera of sixty million points is the largest that is unpacked: a small file can say that it is far larger. */
const MOST_POINTS = 60_000_000
/** The picture beside a name in lists: four fifths as wide as high, as the frame of a card. Pixels. */
const THUMBNAIL = { width: 96, height: 120 } as const
/** JPEG quality of the thumbnail: some 4 KB, which a list of fifty can load. */
const QUALITY = 72

/** Makes a stored photo the person's face from today, with its thumbnail. Earlier photos stay. */
export const setPhoto = defineCommand<{ individualId: PersonId; attachmentId: string }, { thumbnail: string }>({
  name: 'registration.setPhoto',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object({ individualId: ID, attachmentId: ID }),
  output: object({ thumbnail: ID }),
  async run(tx, asking, { individualId, attachmentId }) {
    const { rows } = await sql<{
      version: number
    }>`select version from registration.individual where id = ${individualId}::uuid for update`.execute(tx)
    if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
    const { bytes } = await getAttachment(tx, asking, attachmentId)
    const thumbnail = await putAttachment(tx, asking, await thumbnailOf(bytes))
    const photo = { parent_id: individualId, image: attachmentId, taken_on: today(asking) }
    await createRecord(tx, asking, registration, 'photo', photo, { commands: true })
    const { version } = rows[0]
    await changeRecord(tx, asking, registration, 'individual', individualId, version, { thumbnail }, { commands: true })
    return { thumbnail }
  },
})

/** @throws Refusal `unreadable-image`; `too-poor` when the photo is too small to know a face in. */
async function thumbnailOf(bytes: Buffer): Promise<Buffer> {
  const unreadable = () => new Refusal('unreadable-image', 'this photo cannot be opened')
  const image = sharp(bytes, { failOn: 'error', limitInputPixels: MOST_POINTS }).rotate()
  const { width, height } = await image.metadata().catch(() => {
    throw unreadable()
  })
  if ((width ?? 0) * (height ?? 0) > MOST_POINTS) throw unreadable()
  if (Math.min(width ?? 0, height ?? 0) < SMALLEST)
    throw new Refusal('too-poor', 'this photo is too small: take it again from nearer', { smallest: SMALLEST })
  return image
    .resize({ ...THUMBNAIL, fit: 'cover', position: 'top' })
    .jpeg({ quality: QUALITY })
    .toBuffer()
    .catch(() => {
      throw unreadable()
    })
}
