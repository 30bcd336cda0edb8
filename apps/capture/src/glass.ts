import { type Eye, type FingerPosition, type GreyImage, syntheticSlap } from '@nansen/biometrics'
import sharp from 'sharp'
import type { Person } from './person.ts'

/** Of a preview, against a capture of 500 dpi. */
const PREVIEW_DPI = 250
const CAPTURE_DPI = 500

/** How strongly the fingers touch: 0 not at all, 1 well. */
export type Pressure = number

export const fingerOf = (site: string): FingerPosition => Number(site.slice('finger-'.length)) as FingerPosition
export const eyeOf = (site: string): Eye => (site === 'iris-left' ? 'left' : 'right')

/** What lies on the glass. @param turn of the hand, degrees */
export function glassOf(person: Person, sites: readonly string[], turn: number): GreyImage {
  const fingers = sites.map(fingerOf)
  return syntheticSlap('glass', { fingers, turn, size: 0.9, halo: 0.2 }, person.finger)
}

/** What the camera sees of the eyes: the right one at the left, as whoever faces the person does. */
export function cameraOf(person: Person, sites: readonly string[]): GreyImage {
  const eyes = sites.map(site => person.eye(eyeOf(site)))
  const width = eyes.reduce((sum, eye) => sum + eye.width, 0)
  const height = Math.max(...eyes.map(eye => eye.height))
  const pixels = new Uint8Array(width * height)
  let from = 0
  for (const eye of eyes) {
    for (let y = 0; y < eye.height; y++)
      pixels.set(eye.pixels.subarray(y * eye.width, (y + 1) * eye.width), y * width + from)
    from += eye.width
  }
  return { width, height, dpi: null, pixels }
}

/** The same, less firmly on the glass. */
export function pressed(image: GreyImage, pressure: Pressure): GreyImage {
  const glass = image.dpi === null ? 128 : 240
  return { ...image, pixels: image.pixels.map(level => glass + (level - glass) * pressure) }
}

/** A frame of the preview: JPEG, fingers at half the resolution, which stands in the file. */
export async function frameOf({ width, height, dpi, pixels }: GreyImage): Promise<Uint8Array> {
  const picture = sharp(pixels, { raw: { width, height, channels: 1 } })
  const small = dpi === null ? picture : picture.resize(Math.round((width * PREVIEW_DPI) / CAPTURE_DPI))
  return small
    .jpeg({ quality: 80 })
    .withMetadata(dpi === null ? {} : { density: PREVIEW_DPI })
    .toBuffer()
}
