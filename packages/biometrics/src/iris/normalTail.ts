import type { Evidence } from '../evidence.ts'
import type { Tail } from './parameters.ts'

/** -log10 of the share of strangers at this distance or nearer, by the tail of a normal law taken over several turns. */
export function likenessByChance(distance: number, { tries, mean, deviation }: Tail): Evidence {
  const depth = (mean - distance) / deviation
  if (depth <= 1) return 0
  return Math.max(0, -(Math.log10(tries) + logTail(depth)))
}

/** Terms of the continued fraction: enough for 10 digits from a depth of 1 on. */
const TERMS = 200

/**
 * log10 of the chance that a normal value lies more than `depth` (1 or more) standard deviations from the mean on one side, by the
 * continued fraction of Laplace (Abramowitz & Stegun 26.2.14). Exact far beyond where the chance itself is too small for a number.
 */
export function logTail(depth: number): number {
  let denominator = depth
  for (let k = TERMS; k >= 1; k--) denominator = depth + k / denominator
  return (-(depth * depth) / 2 - Math.log(Math.sqrt(2 * Math.PI) * denominator)) / Math.LN10
}
