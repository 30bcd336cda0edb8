import {
  encodePng,
  type GreyImage,
  isIsoImage,
  readIsoImages,
  readNistTransaction,
  type Shown,
  type Site,
  SLAP_POSITIONS,
  SLAPS,
  type Slap,
  segmentSlap,
} from '@nansen/biometrics'
import { Refusal } from '@nansen/kernel'

/** One finger or eye of a file. */
export interface Picture {
  /** Null: the file does not say which it is. */
  readonly site: Site | null
  readonly file: Uint8Array
  /** Dots per inch, or null where neither file nor record says. */
  readonly dpi: number | null
}

export interface Unpacked {
  readonly pictures: readonly Picture[]
  /** Something in it could not be opened or cut. */
  readonly incomplete: boolean
}

/** Of a scanner that does not say it (ISO/IEC 19794-4). */
const USUAL_DPI = 500
/** Thumbs taken plain beside the fingers of a ten-print card, by their positions in ANSI/NIST-ITL. */
const PLAIN_THUMBS: Readonly<Record<number, Site>> = { 11: 'finger-1', 12: 'finger-6' }
const SLAP_AT = new Map(Object.entries(SLAP_POSITIONS).map(([slap, position]) => [position as number, slap as Slap]))

interface Shot {
  readonly shows: Shown
  readonly file: Uint8Array
  readonly dpi: number | null
}

/**
 * The fingers and eyes of an ISO/IEC 19794-4 or 19794-6 record, of an ANSI/NIST transaction, or of a picture of several fingers. Each place once:
 * what was taken by itself, else what was cut from several.
 * @param slap what somebody says that the file shows; null for a record, which says it itself
 * @param decode as `decodeImage`, and JPEG 2000
 */
export async function picturesIn(
  file: Uint8Array,
  slap: Slap | null,
  decode: (file: Uint8Array) => Promise<GreyImage>,
): Promise<Unpacked> {
  try {
    const shots = shotsOf(file, slap)
    const single = shots.filter(({ shows }) => !isSlap(shows)).map(pictureOf)
    const cut = await Promise.all(shots.filter(({ shows }) => isSlap(shows)).map(shot => cutOf(shot, decode)))
    const pictures = onceEach([...single, ...cut.flat()])
    return { pictures, incomplete: pictures.length === 0 || cut.some(({ length }) => length === 0) }
  } catch (error) {
    if (error instanceof Refusal) return { pictures: [], incomplete: true }
    throw error
  }
}

function shotsOf(file: Uint8Array, slap: Slap | null): readonly Shot[] {
  if (slap !== null) return [{ shows: { is: 'finger', position: SLAP_POSITIONS[slap] }, file, dpi: null }]
  if (isIsoImage(file)) return readIsoImages(file)
  return readNistTransaction(file).flatMap(({ shows, ...rest }) => (shows.is === 'face' ? [] : [{ shows, ...rest }]))
}

const isSlap = (shows: Shown): boolean => shows.is === 'finger' && SLAP_AT.has(shows.position)

const pictureOf = ({ shows, file, dpi }: Shot): Picture => ({ site: siteOf(shows), file, dpi })

function siteOf(shows: Shown): Site | null {
  if (shows.is === 'eye') return shows.eye && `iris-${shows.eye}`
  const { position } = shows
  return position >= 1 && position <= 10 ? (`finger-${position}` as Site) : (PLAIN_THUMBS[position] ?? null)
}

async function cutOf(
  { shows, file, dpi }: Shot,
  decode: (file: Uint8Array) => Promise<GreyImage>,
): Promise<readonly Picture[]> {
  const slap = shows.is === 'finger' ? SLAP_AT.get(shows.position) : undefined
  if (slap === undefined) return []
  const picture = await decode(file)
  const { problem, fingers } = segmentSlap({ ...picture, dpi: picture.dpi ?? dpi ?? USUAL_DPI }, SLAPS[slap])
  if (problem !== null) return []
  return fingers.flatMap(({ position, image }) =>
    position === null ? [] : [{ site: `finger-${position}` as Site, file: encodePng(image), dpi: null }],
  )
}

function onceEach(pictures: readonly Picture[]): readonly Picture[] {
  return pictures.filter(({ site }, i) => site === null || pictures.findIndex(other => other.site === site) === i)
}
