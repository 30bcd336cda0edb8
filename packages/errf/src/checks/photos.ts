import { type Judged, pictureSize } from '../picture.ts'
import { type At, type CaseView, isBlank, type Report } from './view.ts'

/** Bytes from which receiving states refuse a photo. */
const MOST_BYTES = 50 * 1024 * 1024
/** Pixels, in either direction, up to which they refuse it. */
const TOO_SMALL = 10

/** Photos are pictures of a size. Judged by what the picture's file says of itself; its pixels are not drawn. */
export function checkPhotos(one: CaseView, report: Report): void {
  const photos =
    one.generation === '4.1' ? one.rows('dataPhotograph') : one.members.filter(each => !isBlank(each.row.Photo))
  for (const photo of photos) checkPhoto(photo, report)
  const shown = new Set(photos.map(({ row }) => row[one.personKey]))
  for (const { key, path } of one.members) if (!shown.has(key)) report('warning', 'no-photo', path)
}

function checkPhoto({ row, path }: At, report: Report): void {
  const place = `${path}/Photo`
  const text = row.Photo ?? ''
  if (isBlank(text)) {
    report('error', 'photo-empty', place)
    return
  }
  // Base64 in lines is base64, but the published import of a receiving state refuses it.
  if (/\s/.test(text)) report('error', 'photo-lines', place)
  const bytes = bytesOf(text)
  if (bytes === null) report('error', 'photo-encoding', place)
  else if (bytes.length >= MOST_BYTES) report('error', 'photo-too-large', place, { bytes: bytes.length })
  else reportPicture(pictureSize(bytes), place, report)
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.fromBase64(base64)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function reportPicture(size: Judged, place: string, report: Report): void {
  if (size === 'other') report('error', 'photo-kind', place)
  else if (size === 'damaged') report('error', 'photo-damaged', place)
  else if (size.width <= TOO_SMALL || size.height <= TOO_SMALL) report('error', 'photo-too-small', place, { ...size })
}
