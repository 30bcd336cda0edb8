/** Error rates of one comparison of scores, as fractions (ISO/IEC 19795-1). A score at or above the threshold is a match. */
export interface Rates {
  /** Equal error rate: the middle of the interval that FVC defines. */
  readonly eer: number
  /** Lowest share of genuine pairs missed where at most 1 % of impostor pairs match. */
  readonly fmr100: number
  readonly fmr1000: number
  readonly fmr10000: number
  /** The same where no impostor pair matches. */
  readonly zeroFmr: number
}

/** Rates of two sets of scores, in any order; higher means more alike. Neither may be empty. */
export function ratesOf(genuine: Float64Array, impostor: Float64Array): Rates {
  const same = genuine.toSorted()
  const other = impostor.toSorted()
  const at = (rate: number) => missedAt(same, other, rate)
  return { eer: equalError(same, other), fmr100: at(0.01), fmr1000: at(0.001), fmr10000: at(0.0001), zeroFmr: at(0) }
}

/** How many of the ascending `scores` lie below `threshold`. */
export function below(scores: Float64Array, threshold: number): number {
  let from = 0
  let to = scores.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (scores[middle]! < threshold) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * The impostor score that a match must exceed so that at most a share `rate` of impostors does.
 * `other` ascending; the result is -Infinity where all may match.
 */
export function strictThreshold(other: Float64Array, rate: number): number {
  const allowed = Math.floor(rate * other.length + 1e-9)
  return allowed >= other.length ? Number.NEGATIVE_INFINITY : other[other.length - 1 - allowed]!
}

function missedAt(same: Float64Array, other: Float64Array, rate: number): number {
  const limit = strictThreshold(other, rate)
  let missed = below(same, limit)
  while (missed < same.length && same[missed] === limit) missed++
  return missed / same.length
}

/**
 * Equal error rate of ascending scores. Both rates are steps: between the last threshold at which misses do not exceed
 * false matches and the first at which they are not fewer, the pair with the smaller sum counts, by its middle.
 */
function equalError(same: Float64Array, other: Float64Array): number {
  const missed = (threshold: number) => below(same, threshold) / same.length
  const matched = (threshold: number) => 1 - below(other, threshold) / other.length
  const thresholds = Float64Array.from(new Set([...same, ...other])).sort()
  /** Misses grow and false matches shrink with the threshold, so the crossing is found by halving. */
  let from = 0
  let to = thresholds.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (missed(thresholds[middle]!) < matched(thresholds[middle]!)) from = middle + 1
    else to = middle
  }
  const after = thresholds[from] ?? Number.POSITIVE_INFINITY
  if (missed(after) === matched(after)) return missed(after)
  const before = thresholds[from - 1] ?? Number.NEGATIVE_INFINITY
  const sumBefore = missed(before) + matched(before)
  const sumAfter = missed(after) + matched(after)
  return Math.min(sumBefore, sumAfter) / 2
}
