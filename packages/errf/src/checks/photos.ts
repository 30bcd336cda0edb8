import { type PictureSize, pictureSize } from '../picture.ts'
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
  const text = (row.Photo ?? '').replace(/\s+/g, '')
  if (text === '') {
    report('error', 'photo-empty', place)
    return
  }
  if (text.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(text)) {
    report('error', 'photo-encoding', place)
    return
  }
  const bytes = Uint8Array.fromBase64(text)
  if (bytes.length >= MOST_BYTES) {
    report('error', 'photo-too-large', place, { bytes: bytes.length })
    return
  }
  const size = pictureSize(bytes)
  if (typeof size === 'string') {
    report('error', size === 'other' ? 'photo-kind' : 'photo-damaged', place)
    return
  }
  reportSize(size, place, report)
}

function reportSize({ width, height }: PictureSize, place: string, report: Report): void {
  if (width <= TOO_SMALL || height <= TOO_SMALL) report('error', 'photo-too-small', place, { width, height })
}
