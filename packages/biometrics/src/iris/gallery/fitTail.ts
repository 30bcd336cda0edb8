import { logTail } from '../normalTail.ts'
import type { Tail } from '../parameters.ts'

/** Independent turns that the best of 41 is worth: 13 of the published tail of such codes are those of 31. */
const TRIES = 17
/** Shares of strangers at which the tail is held to what was seen. */
const SHARES = [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00003, 0.00001]
/** Fewer strangers beyond a score than these say little of their share (rule of 30, ISO/IEC 19795-1 annex B). Count. */
const STRANGERS_THAT_COUNT = 30

/** A tail and what it stands on. */
export interface FittedTail {
  readonly tail: Pick<Tail, 'tries' | 'mean' | 'deviation'>
  readonly strangers: number
  /** For shares of strangers: the score that so many reach, as seen and by the tail. */
  readonly seen: readonly { readonly share: number; readonly score: number; readonly byTail: number }[]
}

/**
 * The normal tail, taken over 17 turns, that lies nearest to strangers' best scores where enough were seen. Beyond it is extrapolation.
 * @param scores of pairs of strangers, some thousands or more. Null: too few.
 */
export function fitTail(scores: Float64Array): FittedTail | null {
  const sorted = scores.toSorted()
  const points = SHARES.filter(share => share * sorted.length >= STRANGERS_THAT_COUNT).map(share => ({
    share,
    score: sorted[sorted.length - 1 - Math.floor(share * sorted.length)]!,
    depth: depthOf(share),
  }))
  if (points.length < 3) return null
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [middleDepth, middleScore] = [mean(({ depth }) => depth), mean(({ score }) => score)]
  const spread = mean(({ depth }) => (depth - middleDepth) ** 2)
  const slope = mean(({ depth, score }) => (depth - middleDepth) * (score - middleScore)) / spread
  const from = middleScore - slope * middleDepth
  return {
    tail: { tries: TRIES, mean: rounded(-from), deviation: rounded(slope) },
    strangers: sorted.length,
    seen: points.map(({ share, score, depth }) => ({
      share,
      score: rounded(score),
      byTail: rounded(from + slope * depth),
    })),
  }
}

/** Of several sets the tail that promises least for a very alike pair: what it says holds on the others too. */
export function hardest(fitted: readonly FittedTail[]): FittedTail | undefined {
  const at = ({ tail }: FittedTail) => -tail.mean + tail.deviation * depthOf(FAR)
  return fitted.toSorted((a, b) => at(b) - at(a))[0]
}
const FAR = 1e-8

/** How many deviations from the mean the best of `TRIES` normal values lies in so large a share of cases. */
function depthOf(share: number): number {
  let [from, to] = [1, 20]
  while (to - from > 1e-9) {
    const middle = (from + to) / 2
    if (Math.log10(TRIES) + logTail(middle) > Math.log10(share)) from = middle
    else to = middle
  }
  return from
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000
