import { type Eye, type FingerPosition, type GreyImage, syntheticSlap } from '@nansen/biometrics'
import { seededRandom } from '@nansen/kernel'
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

/** Side of a spot that touches or does not, pixels, and the share that touches: too little to be good, enough to be fingers. */
const SPOT = 4
const TOUCHING = 0.36

/** Dry fingers that touch only here and there; an eye behind dirty glasses. */
export function patchy(image: GreyImage): GreyImage {
  const glass = image.dpi === null ? 128 : 240
  const random = seededRandom('dry')
  const columns = Math.ceil(image.width / SPOT)
  const spots = Uint8Array.from({ length: columns * Math.ceil(image.height / SPOT) }, () =>
    random.chance(TOUCHING) ? 1 : 0,
  )
  const pixels = image.pixels.map((level, i) => {
    const [x, y] = [i % image.width, Math.floor(i / image.width)]
    return spots[Math.floor(y / SPOT) * columns + Math.floor(x / SPOT)] === 1 ? level : glass
  })
  return { ...image, pixels }
}

/** A frame of the preview: JPEG, fingers at half the resolution, which stands in the file. */
export async function frameOf({ width, height, dpi, pixels }: GreyImage): Promise<Uint8Array> {
  const picture = sharp(pixels, { raw: { width, height, channels: 1 } })
  if (dpi === null) return picture.jpeg({ quality: 80 }).toBuffer()
  const small = await picture
    .resize(Math.round((width * PREVIEW_DPI) / CAPTURE_DPI))
    .jpeg({ quality: 80 })
    .toBuffer()
  return Buffer.concat([small.subarray(0, 2), jfifWith(PREVIEW_DPI), small.subarray(2)])
}

/** The JFIF segment that says a resolution: dots per inch, both ways. */
function jfifWith(dpi: number): Uint8Array {
  const segment = Buffer.from('ffe000104a46494600010101000000000000', 'hex')
  segment.writeUInt16BE(dpi, 12)
  segment.writeUInt16BE(dpi, 14)
  return segment
}
