import type { Evidence } from '../../evidence.ts'

/** A straight line between points of likeness and evidence, and its slope beyond the last. */
interface Scale {
  readonly points: readonly (readonly [likeness: number, evidence: Evidence])[]
  /** Evidence for each further unit of likeness. */
  readonly slopeBeyond: number
}

/**
 * Measured on all 14,400 pairs of different fingers in the five development sets (ADR 0050). Beyond the last point, where a handful of
 * pairs of strangers was seen (the last measured decade has a slope of 100), it is an extrapolation, flatter than what was measured, up
 * to `HIGHEST_EVIDENCE`.
 */
const WITH_RIDGES: Scale = {
  points: [
    [0.0125, 0],
    [0.0147, 0.3],
    [0.02, 1],
    [0.0273, 2],
    [0.0372, 3],
  ],
  slopeBeyond: 60,
}

/** The same of minutiae alone, where one of the prints has kept no ridges (ADR 0010; its last measured decade has 130). */
const MINUTIAE_ALONE: Scale = {
  points: [
    [0.012, 0],
    [0.014, 0.3],
    [0.0173, 1],
    [0.0225, 2],
    [0.03, 3],
  ],
  slopeBeyond: 85,
}

/** One finger never claims more than this: nobody has measured such rates. Evidence. */
export const HIGHEST_EVIDENCE = 8

/** The evidence at a likeness: never falls when the likeness grows. @param ridges whether ridges of both prints were compared */
export function evidenceOf(likeness: number, ridges: boolean): Evidence {
  const { points, slopeBeyond } = ridges ? WITH_RIDGES : MINUTIAE_ALONE
  let [from, below] = points[0]!
  if (likeness <= from) return 0
  for (const [to, above] of points) {
    if (likeness < to) return below + ((likeness - from) / (to - from)) * (above - below)
    from = to
    below = above
  }
  return Math.min(HIGHEST_EVIDENCE, below + (likeness - from) * slopeBeyond)
}
