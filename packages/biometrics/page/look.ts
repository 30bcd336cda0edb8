import {
  believable,
  bitAgreement,
  type Circle,
  compareIrises,
  decodeCapture,
  decodeFinger,
  decodeIris,
  extract,
  type GreyImage,
  type IrisBand,
  irisBand,
  isIsoImage,
  isNistTransaction,
  type Minutia,
  matchedMinutiae,
  matchFingers,
  matchIrises,
  ONE_TO_ONE,
  prepareFinger,
  prepareIris,
  type Quality,
  Refusal,
  readIsoImages,
  readNistTransaction,
  syntheticFinger,
  syntheticIris,
} from '../src/index.ts'

export type Kind = 'finger' | 'eye'

/** A file of the visitor's, or somebody who does not exist. */
export type Source =
  | { readonly file: Uint8Array }
  | { readonly invented: { readonly person: string; readonly impression: number } }

/** What the page shows of one image: places in its own pixels. */
export interface Looked {
  readonly image: Pick<GreyImage, 'width' | 'height' | 'pixels'>
  readonly stored: Uint8Array
  readonly quality: Quality
  readonly seen:
    | { readonly is: 'finger'; readonly minutiae: readonly Minutia[]; readonly pixelsAt500: number }
    | { readonly is: 'eye'; readonly pupil: Circle; readonly limbus: Circle; readonly band: Omit<IrisBand, 'template'> }
}

/** What two images say together. */
export interface Compared {
  /** -log10 of the chance that two strangers are so alike, no more than anybody has measured. */
  readonly evidence: number
  /** What that means for one claimed person: they are one, somebody should look, or nothing says so. */
  readonly verdict: 'same' | 'look' | 'not'
  readonly detail:
    | {
        readonly is: 'finger'
        readonly pairs: readonly { readonly a: Minutia; readonly b: Minutia; readonly strength: number }[]
      }
    | {
        readonly is: 'eye'
        /** Share of the signs shown by both that differ, 0 to 1. */
        readonly distance: number
        readonly turn: number
        readonly width: number
        readonly height: number
        readonly hundredths: Uint8Array
      }
}

const SITE = { finger: 'finger-2', eye: 'iris-left' } as const
const WORKING_DPI = 500

/**
 * Everything that is seen of one image. Needs `await loadKernels()` first.
 * @param dpi where the file does not say
 * @throws Refusal `unreadable-image`, `too-poor`, `invalid`
 */
export function lookAt(kind: Kind, source: Source, dpi: number): Looked {
  const opened = 'file' in source ? openedFile(kind, source.file) : invented(kind, source.invented)
  const image = { ...opened, dpi: opened.dpi ?? dpi }
  const { stored, quality } = extract(SITE[kind], image)
  const shown = { width: image.width, height: image.height, pixels: image.pixels }
  if (kind === 'finger') {
    const { minutiae } = decodeFinger(stored)
    return { image: shown, stored, quality, seen: { is: 'finger', minutiae, pixelsAt500: image.dpi / WORKING_DPI } }
  }
  const { template, ...band } = irisBand(image)
  const { pupil, limbus } = template
  return { image: shown, stored, quality, seen: { is: 'eye', pupil, limbus, band } }
}

/** A picture, or the first of this kind in a record. */
function openedFile(kind: Kind, file: Uint8Array): GreyImage {
  const isIso = isIsoImage(file)
  if (!isIso && !isNistTransaction(file)) return decodeCapture(file)
  const shots = isIso ? readIsoImages(file) : readNistTransaction(file)
  const shot = shots.find(({ shows }) => shows.is === kind)
  if (shot === undefined) throw new Refusal('unreadable-image', 'this record shows nothing of the kind')
  const image = decodeCapture(shot.file)
  return { ...image, dpi: image.dpi ?? shot.dpi }
}

const invented = (kind: Kind, { person, impression }: { person: string; impression: number }): GreyImage =>
  kind === 'finger' ? syntheticFinger(person, 2, impression) : syntheticIris(person, 'left', impression)

/** How alike two stored templates of one kind are, and where. Needs `await loadKernels()` first. */
export function compare(kind: Kind, a: Uint8Array, b: Uint8Array): Compared {
  if (kind === 'finger') {
    const detail = { is: 'finger', pairs: matchedMinutiae(a, b) } as const
    return { ...judged(matchFingers(prepareFinger(a), prepareFinger(b))), detail }
  }
  const [probe, reference] = [prepareIris(a), prepareIris(b)]
  const { rawDistance } = compareIrises(probe, reference)
  const detail = { is: 'eye', distance: rawDistance, ...bitAgreement(decodeIris(a), decodeIris(b)) } as const
  return { ...judged(matchIrises(probe, reference)), detail }
}

function judged(said: number): Omit<Compared, 'detail'> {
  const evidence = believable(said)
  return { evidence, verdict: evidence >= ONE_TO_ONE.sure ? 'same' : evidence >= ONE_TO_ONE.look ? 'look' : 'not' }
}

/** A refusal's code, or null for what nobody foresaw. */
export const refusalOf = (error: unknown): string | null => (error instanceof Refusal ? error.code : null)
