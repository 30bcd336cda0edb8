import type { GreyImage } from '../image/grey.ts'
import type { AdviceCode, Quality } from '../modality.ts'
import { type IrisMeasures, irisMeasures } from './measures.ts'
import type { IrisTemplate } from './template.ts'

/** Below this an eye is taken again while the person is still there. Chosen on the development sets: see ADR 0011. */
export const ACCEPTABLE_IRIS = 40

/** What a measure says: nothing is wrong from `good` on, everything at `bad`; linear between (`bad` may be the larger). */
interface Scale {
  readonly measure: keyof IrisMeasures
  readonly bad: number
  readonly good: number
  readonly advice: AdviceCode
}

/**
 * Good values are what ISO/IEC 29794-6:2015 recommends, where it measures the same; bad ones are judgement. The margin is an
 * exception: the standard's 80 serves compression, ours only tells where the image cuts the iris.
 */
const SCALES: readonly Scale[] = [
  { measure: 'usableArea', bad: 30, good: 70, advice: 'eyelid' },
  { measure: 'limbusContrast', bad: 0, good: 5, advice: 'blur' },
  { measure: 'pupilContrast', bad: 5, good: 30, advice: 'blur' },
  { measure: 'edgeWidth', bad: 20, good: 9, advice: 'blur' },
  { measure: 'radius', bad: 20, good: 80, advice: 'too-small' },
  { measure: 'concentricity', bad: 70, good: 90, advice: 'gaze' },
  { measure: 'margin', bad: -100, good: 0, advice: 'off-centre' },
  { measure: 'reflections', bad: 15, good: 5, advice: 'glasses' },
]
/** Pupil diameter as a share of the iris, in per cent: the range that ISO/IEC 29794-6:2015 recommends, and what spoils it. */
const DILATION = { tiny: 10, least: 20, most: 70, huge: 80 }
/** Entropy of the grey levels, bits: 6 is what the standard recommends. What lacks is light, or there is too much of it. */
const GREY_USE = { bad: 3, good: 6 }
const MIDDLE_GREY = 128
/** A measure that takes more than this from the score is worth telling the officer. Share. */
const WORTH_TELLING = 0.3

/**
 * Quality of an eye's image from the measures of ISO/IEC 29794-6:2015: the product of what each measure leaves, 0 to 100. No measure
 * alone takes more than 70 %: several must be poor before an eye that could be matched is taken again.
 */
export function irisQuality(image: GreyImage, template: IrisTemplate): Quality {
  const measures = irisMeasures(image, template)
  const left = new Map<AdviceCode, number>()
  const judge = (advice: AdviceCode, share: number) => left.set(advice, Math.min(share, left.get(advice) ?? 1))
  for (const { measure, bad, good, advice } of SCALES) judge(advice, between(measures[measure], bad, good))
  judge(
    measures.brightness < MIDDLE_GREY ? 'too-dark' : 'too-light',
    between(measures.greyUse, GREY_USE.bad, GREY_USE.good),
  )
  judge('dilation', between(measures.dilation, DILATION.tiny, DILATION.least))
  judge('dilation', between(measures.dilation, DILATION.huge, DILATION.most))
  const score = Math.round(100 * [...left.values()].reduce((product, share) => product * (0.3 + 0.7 * share), 1))
  const advice = [...left].filter(([, share]) => share < 1 - WORTH_TELLING).sort((a, b) => a[1] - b[1])
  const acceptable = score >= ACCEPTABLE_IRIS
  return { score, acceptable, advice: advice.length === 0 ? ['good'] : advice.map(([code]) => code) }
}

/** 0 at `bad` and beyond, 1 at `good` and beyond. */
function between(value: number, bad: number, good: number): number {
  return Math.min(1, Math.max(0, (value - bad) / (good - bad)))
}
