import type { Evidence } from '../../evidence.ts'

/**
 * Likeness and the evidence it stands for, measured on all 14,400 pairs of different fingers in the five development sets (see
 * ADR 0010): a straight line between the points. Beyond the last, where a handful of pairs of strangers was seen, it is an
 * extrapolation, flatter than what was measured, up to `HIGHEST_EVIDENCE`.
 */
const POINTS: readonly (readonly [likeness: number, evidence: Evidence])[] = [
  [0.012, 0],
  [0.014, 0.3],
  [0.0173, 1],
  [0.0225, 2],
  [0.03, 3],
]
/** Evidence for each further unit of likeness; the last measured decade has 130. */
const SLOPE_BEYOND = 85
/** One finger never claims more than this: nobody has measured such rates. Evidence. */
export const HIGHEST_EVIDENCE = 8

/** The evidence at a likeness: never falls when the likeness grows. */
export function evidenceOf(likeness: number): Evidence {
  let [from, below] = POINTS[0]!
  if (likeness <= from) return 0
  for (const [to, above] of POINTS) {
    if (likeness < to) return below + ((likeness - from) / (to - from)) * (above - below)
    from = to
    below = above
  }
  return Math.min(HIGHEST_EVIDENCE, below + (likeness - from) * SLOPE_BEYOND)
}
