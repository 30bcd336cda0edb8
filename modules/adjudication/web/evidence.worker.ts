import {
  type BitAgreement,
  bitAgreement,
  decodeFinger,
  extract,
  type GreyImage,
  type IrisBand,
  irisBand,
  loadKernels,
  type Minutia,
  matchedMinutiae,
  type Site,
} from '@nansen/biometrics'
import { Refusal } from '@nansen/kernel'

export interface EvidenceAsk {
  readonly id: number
  readonly site: Site
  readonly one: GreyImage
  readonly other: GreyImage
}

/** A mark on an image, in shares of its width and height, so that it lies right at every size. */
export interface Mark {
  readonly x: number
  readonly y: number
  readonly angle: number
  readonly type: Minutia['type']
}
export type Evidence =
  | {
      readonly is: 'finger'
      readonly marks: readonly [readonly Mark[], readonly Mark[]]
      /** Of each of both, the marks that the matcher takes for the same, strongest first. */
      readonly pairs: readonly (readonly [Mark, Mark])[]
    }
  | { readonly is: 'iris'; readonly bands: readonly [IrisBand, IrisBand]; readonly agreement: BitAgreement }
  | { readonly is: 'too-poor' }
export type EvidenceReply = Evidence & { readonly id: number }

/** Pairs that are drawn: the same number of anybody, so that how many there are says nothing. */
const DRAWN = 12

const ready = loadKernels()
const scope = self as unknown as Worker

scope.onmessage = async ({ data }: MessageEvent<EvidenceAsk>) => {
  await ready
  scope.postMessage({ id: data.id, ...evidenceOf(data) } satisfies EvidenceReply)
}

function evidenceOf({ site, one, other }: EvidenceAsk): Evidence {
  try {
    return site.startsWith('iris') ? ofIrises(one, other) : ofFingers(site, one, other)
  } catch (error) {
    if (error instanceof Refusal) return { is: 'too-poor' }
    throw error
  }
}

function ofFingers(site: Site, one: GreyImage, other: GreyImage): Evidence {
  const [a, b] = [extract(site, one).stored, extract(site, other).stored]
  const [inA, inB] = [decodeFinger(a), decodeFinger(b)]
  const marked = ({ x, y, angle, type }: Minutia, of: { readonly width: number; readonly height: number }): Mark => ({
    x: x / of.width,
    y: y / of.height,
    angle,
    type,
  })
  return {
    is: 'finger',
    marks: [inA.minutiae.map(each => marked(each, inA)), inB.minutiae.map(each => marked(each, inB))],
    pairs: matchedMinutiae(a, b)
      .slice(0, DRAWN)
      .map(pair => [marked(pair.a, inA), marked(pair.b, inB)]),
  }
}

function ofIrises(one: GreyImage, other: GreyImage): Evidence {
  const [a, b] = [irisBand(one), irisBand(other)]
  return { is: 'iris', bands: [a, b], agreement: bitAgreement(a.template, b.template) }
}
