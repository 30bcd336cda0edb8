import type { Interval } from './interval.ts'

/** Two-sided 95 % of a normal distribution. Standard deviations. */
const WITHIN = 1.959964

/**
 * 95 % interval of a share that was seen `errors` times in `tries` (Wilson 1927): true to small counts, none at all included. It takes
 * tries for independent, as failures to enrol nearly are; pairs of the same fingers are not, for them draw classes again (`intervals`).
 */
export function wilson(errors: number, tries: number): Interval {
  if (tries === 0) return [0, 1]
  const share = errors / tries
  const square = WITHIN * WITHIN
  const middle = share + square / (2 * tries)
  const reach = WITHIN * Math.sqrt((share * (1 - share)) / tries + square / (4 * tries * tries))
  const whole = 1 + square / tries
  return [Math.max(0, (middle - reach) / whole), Math.min(1, (middle + reach) / whole)]
}

/** So many errors must be seen to be 90 % sure of their rate to within 30 % of it (rule of 30, ISO/IEC 19795-1 annex B). */
export const RULE_OF_30 = 30
