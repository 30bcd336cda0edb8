import type { Tail } from '../parameters.ts'
import { COARSE_PLACES, PLACES } from './record.ts'
import fitted from './recordTail.json' with { type: 'json' }

/** Least share of the places that must be compared for a turn to count. Ratio, as `LEAST_OVERLAP`. */
export const FEW_COARSE = Math.round(0.2 * COARSE_PLACES)
export const FEW = Math.round(0.2 * PLACES)

/**
 * When a person passes the coarse comparison. Units: roots of the places compared, as the kernel gives them; strangers' eyes have 1.22 with a deviation of
 * 0.43 on CASIA-Interval and 1.27, 0.44 on MMU1 (nine turns), eyes that match a median of 6.2 and 5.1.
 */
export interface CoarseLimits {
  /** What an eye counts for that one of the two does not have: as much as a stranger's. */
  readonly neutral: number
  /** Both eyes in sum. */
  readonly together: number
  /** One eye alone. */
  readonly alone: number
  /** By the whole record: an eye that is less like at every second turn is not turned to those between. */
  readonly near: number
}
export const TWO_EYES: CoarseLimits = { neutral: 1.25, together: 4.2, alone: 2.55, near: 2.8 }
/** A probe of one eye lets more pass: nothing makes good what it misses. */
export const ONE_EYE: CoarseLimits = { neutral: 1.25, together: 3.5, alone: 2.25, near: 2.8 }
/** Everybody passes. */
export const EVERYBODY: CoarseLimits = { neutral: 1.25, together: -1000, alone: -1000, near: -1000 }

/**
 * How far strangers' records agree at their best of 41 turns, as `likenessByChance` takes it with the sign turned: fitted by `nansen bench fit` to the
 * harder of the development sets, and kept with what it stands on.
 */
export const RECORD_TAIL: Pick<Tail, 'tries' | 'mean' | 'deviation'> = fitted.tail
