import { invalid, Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand, getAttachment, putAttachment } from '@nansen/store'
import { sql } from 'kysely'
import sharp from 'sharp'
import {
  BELOW_LIMITS,
  KEPT_REASONS,
  PHOTO_ADVICE,
  PHOTO_SOURCES,
  PHOTO_VERDICTS,
  TRIES_BEFORE_KEPT,
} from '../../fields/photo.ts'
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

/** What the officer's browser saw on the photo; nothing where it could not look. */
interface Seen {
  readonly verdict: (typeof PHOTO_VERDICTS)[number]
  readonly eyesApart?: number
  readonly advice: readonly string[]
  readonly measured?: string
  readonly tries: number
}
interface Input {
  readonly individualId: PersonId
  readonly attachmentId: string
  readonly source?: (typeof PHOTO_SOURCES)[number]
  readonly device?: string
  readonly seen?: Seen
  readonly keptBecause?: (typeof KEPT_REASONS)[number]
}

const SEEN = object(
  {
    verdict: { enum: PHOTO_VERDICTS },
    eyesApart: { type: 'integer', minimum: 0, maximum: 10_000 },
    advice: { type: 'array', items: { enum: PHOTO_ADVICE }, maxItems: PHOTO_ADVICE.length, uniqueItems: true },
    measured: { type: 'string', minLength: 1, maxLength: 1_000, pattern: '^[a-z0-9.= -]+$' },
    tries: { type: 'integer', minimum: 1, maximum: 99 },
  },
  ['eyesApart', 'measured'],
)

/**
 * Makes a stored photo the person's face from today, with its thumbnail. Earlier photos stay.
 * @throws Refusal `not-found`; `unreadable-image`; `too-poor` when it is tiny; `invalid` when it is below the limits and there is no reason to keep it, or
 * it was not tried again with the camera.
 */
export const setPhoto = defineCommand<Input, { thumbnail: string }>({
  name: 'registration.setPhoto',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      individualId: ID,
      attachmentId: ID,
      source: { enum: PHOTO_SOURCES },
      device: { type: 'string', minLength: 1, maxLength: 160 },
      seen: SEEN,
      keptBecause: { enum: KEPT_REASONS },
    },
    ['source', 'device', 'seen', 'keptBecause'],
  ),
  output: object({ thumbnail: ID }),
  async run(tx, asking, input) {
    const { individualId, attachmentId } = input
    refuseUnlessKept(input)
    const { rows } = await sql<{
      version: number
    }>`select version from registration.individual where id = ${individualId}::uuid for update`.execute(tx)
    if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
    const { bytes } = await getAttachment(tx, asking, attachmentId)
    const thumbnail = await putAttachment(tx, asking, await thumbnailOf(bytes))
    const photo = { parent_id: individualId, image: attachmentId, taken_on: today(asking), ...seenOn(input) }
    await createRecord(tx, asking, registration, 'photo', photo, { commands: true })
    const { version } = rows[0]
    await changeRecord(tx, asking, registration, 'individual', individualId, version, { thumbnail }, { commands: true })
    return { thumbnail }
  },
})

function refuseUnlessKept({ seen, source, keptBecause }: Input): void {
  if (seen === undefined || !BELOW_LIMITS.includes(seen.verdict)) return
  if (keptBecause === undefined)
    throw invalid([{ path: 'keptBecause', problem: 'registration.problem.photo-needs-reason' }])
  // a file cannot be taken again
  if (source !== 'file' && seen.tries < TRIES_BEFORE_KEPT)
    throw invalid([{ path: 'seen.tries', problem: 'registration.problem.photo-try-again' }])
}

const seenOn = ({ seen, source, device, keptBecause }: Input) => ({
  ...(source && { source }),
  ...(device && { device }),
  ...(seen && {
    verdict: seen.verdict,
    advice: seen.advice,
    tries: seen.tries,
    ...(seen.eyesApart !== undefined && { eyes_apart: seen.eyesApart }),
    ...(seen.measured !== undefined && { measured: seen.measured }),
  }),
  ...(keptBecause && { kept_because: keptBecause }),
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
