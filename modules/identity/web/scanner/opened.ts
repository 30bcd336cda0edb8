import {
  type AdviceCode,
  decodeCapture,
  encodePng,
  extract,
  type FingerPosition,
  type GreyImage,
  readIsoImage,
  type SegmentedSlap,
  type Site,
  type SlapProblem,
  segmentSlap,
} from '@nansen/biometrics'
import { Refusal } from '@nansen/kernel'
import { siteOfSubType } from '@nansen/scanner'

/** What is wrong with a picture before any quality is measured; `other-place`: the device says it is another finger than was asked. */
export type PictureProblem = SlapProblem | 'unreadable' | 'other-place'

export interface Opened {
  readonly problem: PictureProblem | null
  /** One file for each finger or eye. */
  readonly files: readonly { readonly site: Site; readonly file: Uint8Array; readonly dpi: number | null }[]
}

/** What a device delivered, and what it was asked for. */
export interface ToOpen {
  /** An ISO/IEC 19794 record. */
  readonly record: Uint8Array
  readonly subType: string
  readonly expected: readonly Site[]
  readonly sure: boolean
}

/** Positions of several fingers in one picture: ISO/IEC 19794-4. */
const IS_SLAP = (position: number) => position >= 13 && position <= 15
const positionOf = (site: Site): FingerPosition => Number(site.slice('finger-'.length)) as FingerPosition

/**
 * A signed capture as files of single fingers and eyes: a slap is cut here, where the hand can be checked.
 * @param decode as `decodeImage`, and JPEG 2000  @param sure the officer looked: it is that hand, whatever its shape says
 */
export async function openRecord(
  { record, subType, expected, sure }: ToOpen,
  decode: (file: Uint8Array) => Promise<GreyImage>,
): Promise<Opened> {
  try {
    const { shows, file, dpi } = readIsoImage(record)
    if (shows.is === 'finger' && IS_SLAP(shows.position)) {
      const picture = await decode(file)
      return openSlap(segmentSlap({ ...picture, dpi: picture.dpi ?? dpi ?? 500 }, expected.map(positionOf)), sure)
    }
    const said =
      shows.is === 'eye' ? shows.eye && `iris-${shows.eye}` : shows.position > 0 && `finger-${shows.position}`
    const only = expected.length === 1 ? expected[0] : undefined
    const site = expected.find(each => each === (siteOfSubType(subType) ?? (said || only)))
    return site === undefined ? { problem: 'other-place', files: [] } : { problem: null, files: [{ site, file, dpi }] }
  } catch (error) {
    if (error instanceof Refusal) return { problem: 'unreadable', files: [] }
    throw error
  }
}

function openSlap({ problem, fingers }: SegmentedSlap, sure: boolean): Opened {
  if (problem !== null && !(sure && problem === 'wrong-hand')) return { problem, files: [] }
  const files = fingers.flatMap(({ position, image }) =>
    position === null ? [] : [{ site: `finger-${position}` as Site, file: encodePng(image), dpi: null }],
  )
  return { problem: null, files }
}

/** What the live picture says: what to put right now; good when nothing. */
export interface Look {
  /** Null: nothing can be said of it, because the picture does not say its scale. */
  readonly good: boolean | null
  readonly problem: PictureProblem | null
  readonly advice: readonly AdviceCode[]
}
const UNKNOWN: Look = { good: null, problem: null, advice: [] }

/** Difference of grey levels between glass and ridges below which fingers lie too lightly. Chosen on invented prints. */
const FAINT = 75

/** @param frame JPEG of a preview */
export function lookAt(frame: Uint8Array, expected: readonly Site[]): Look {
  try {
    const picture = decodeCapture(frame)
    return expected[0]?.startsWith('iris') ? lookAtEyes(picture, expected) : lookAtFingers(picture, expected)
  } catch (error) {
    if (error instanceof Refusal) return UNKNOWN
    throw error
  }
}

function lookAtFingers(picture: GreyImage, expected: readonly Site[]): Look {
  if (picture.dpi === null) return UNKNOWN
  const { problem, fingers } = segmentSlap(picture, expected.map(positionOf))
  const faint = fingers.some(({ image }) => contrastOf(image) < FAINT)
  return { good: problem === null && !faint, problem, advice: faint ? ['too-light'] : [] }
}

function contrastOf({ pixels }: GreyImage): number {
  const ranked = pixels.toSorted()
  return ranked.at(-1)! - ranked[Math.floor(ranked.length / 10)]!
}

/** Eyes beside each other in one picture, the right one at its left; each is measured as a capture would be. */
function lookAtEyes(picture: GreyImage, expected: readonly Site[]): Look {
  const width = Math.floor(picture.width / expected.length)
  const advice = expected.flatMap((site, i): readonly AdviceCode[] => {
    try {
      const { quality } = extract(site, part(picture, i * width, width))
      return quality.acceptable ? [] : quality.advice
    } catch (error) {
      if (error instanceof Refusal) return ['no-eye']
      throw error
    }
  })
  return { good: advice.length === 0, problem: null, advice: [...new Set(advice)] }
}

function part({ width, height, pixels }: GreyImage, from: number, count: number): GreyImage {
  const cut = new Uint8Array(count * height)
  for (let y = 0; y < height; y++) cut.set(pixels.subarray(y * width + from, y * width + from + count), y * count)
  return { width: count, height, dpi: null, pixels: cut }
}
