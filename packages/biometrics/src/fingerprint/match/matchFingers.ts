import type { Evidence } from '../../evidence.ts'
import { evidenceOf } from './calibration.ts'
import { pairsOf, ridgesAgree } from './pairing.ts'
import { FEWEST_PAIRS, MOST_PAIRS, PAIRS_MIDDLE, PAIRS_SLOPE, RIDGES_COUNT } from './parameters.ts'
import type { PreparedFinger } from './prepareFinger.ts'

/**
 * How much two prints say that they are of one finger. Symmetric but for the order in which equals are paired.
 * Fingers with fewer than two usable minutiae or pairs say nothing: 0.
 */
export function matchFingers(a: PreparedFinger, b: PreparedFinger): Evidence {
  return evidenceOf(likeness(a, b), a.waves !== null && b.waves !== null)
}

/**
 * How alike the minutiae are, raised by how far the ridges between them agree: the logarithm of the odds that it is the same finger is a
 * straight line of both (fitted on the development sets). Without waves in both prints minutiae stand alone.
 */
export function likeness(a: PreparedFinger, b: PreparedFinger): number {
  const alike = minutiaeAlike(a, b)
  return alike === 0 ? 0 : alike * Math.exp(RIDGES_COUNT * ridgesAgree(a, b))
}

/**
 * Mean strength of the pairs that kept most of their similarity under relaxation, 0 to 1: local similarity sort with greedy
 * assignment and relaxation of Cappelli, Ferrara and Maltoni (2010). Strangers reach 0.03, the same finger mostly more.
 */
function minutiaeAlike(a: PreparedFinger, b: PreparedFinger): number {
  if (a.count < 2 || b.count < 2) return 0
  const { count, first, last } = pairsOf(a.cylinders, b.cylinders)
  if (count < 2) return 0
  const wanted = pairsThatCount(Math.min(a.count, b.count))
  return keptMost(first, last, wanted) / wanted
}

/** How many pairs make the score, by the smaller number of minutiae. */
function pairsThatCount(minutiae: number): number {
  const share = 1 / (1 + Math.exp(-PAIRS_SLOPE * (minutiae - PAIRS_MIDDLE)))
  return FEWEST_PAIRS + Math.round((MOST_PAIRS - FEWEST_PAIRS) * share)
}

const ratios = new Float64Array(MOST_PAIRS)
const strengths = new Float64Array(MOST_PAIRS)

/** Sum of the strengths of the `wanted` pairs that kept the largest share of their similarity, the earlier first among equals. */
function keptMost(first: Float32Array, last: Float32Array, wanted: number): number {
  let held = 0
  for (let i = 0; i < first.length; i++) {
    const ratio = last[i]! / first[i]!
    if (held === wanted && ratio <= ratios[held - 1]!) continue
    let at = held < wanted ? held++ : held - 1
    for (; at > 0 && ratio > ratios[at - 1]!; at--) {
      ratios[at] = ratios[at - 1]!
      strengths[at] = strengths[at - 1]!
    }
    ratios[at] = ratio
    strengths[at] = last[i]!
  }
  let sum = 0
  for (let i = 0; i < held; i++) sum += strengths[i]!
  return sum
}
