import type { Evidence } from '../evidence.ts'
import type { IrisForm } from './encoding.ts'
import { likenessByChance } from './normalTail.ts'
import { COARSE_NOMINAL, COARSE_TURNS, LEAST_OVERLAP, TAILS, WHOLE_TURNS } from './parameters.ts'
import type { PreparedIris } from './prepared.ts'
import { coarseOverlaps, wholeOverlaps } from './turnedProbe.ts'

/** How far apart two irises are when the first is turned as fits best. */
export interface IrisComparison {
  /** Normalised Hamming distance: 0 the same, about 0.5 strangers. */
  readonly distance: number
  /** Share of the bits compared that differ, at that turn. */
  readonly rawDistance: number
  /** The turn of the first, in columns of 1.4 degrees. */
  readonly turn: number
  /** Bits that both could be compared by. Count. */
  readonly compared: number
  /** The greatest normalised distance over all turns. */
  readonly farthest: number
}

/**
 * How strongly two irises speak for the same eye. Needs `await loadKernels()` first.
 *
 * Strangers are as seldom far beyond the middle as far below it. The same eye is nearer at its turn than far at any other; a code with its
 * bits inverted is the other way round: half a wavelength on, the signs of a filter are nearly the opposite ones, so that the opposite
 * of a code, turned by 4 degrees, is like it by evidence up to 19. Whoever is further at some turn than near at any speaks for nobody.
 */
export function matchIrises(probe: PreparedIris, reference: PreparedIris): Evidence {
  if (!probe.plausible || !reference.plausible) return 0
  const tail = TAILS[pairOf(probe.form, reference.form)]
  const { distance, farthest } = compareIrises(probe, reference)
  return farthest - tail.mean > tail.mean - distance ? 0 : likenessByChance(distance, tail)
}

/**
 * The least normalised Hamming distance over all turns: what differs among the bits that both trust, drawn towards 0.5 where
 * these are few (Daugman 2007: `0.5 - (0.5 - HD) sqrt(n / N)`), and where they are very few a turn does not count.
 */
export function compareIrises(probe: PreparedIris, reference: PreparedIris): IrisComparison {
  const { nominal } = TAILS[pairOf(probe.form, reference.form)]
  const overlaps = wholeOverlaps(probe, reference)
  let best = { distance: 0.5, rawDistance: 0.5, turn: 0, compared: 0 }
  let farthest = 0.5
  WHOLE_TURNS.forEach((turn, i) => {
    const [differing, compared] = [overlaps[2 * i]!, overlaps[2 * i + 1]!]
    if (compared < LEAST_OVERLAP * nominal) return
    const distance = normalised(differing, compared, nominal)
    farthest = Math.max(farthest, distance)
    if (distance < best.distance) best = { distance, rawDistance: differing / compared, turn, compared }
  })
  return { ...best, farthest }
}

/**
 * A cheap likeness for the first round of a search, higher for more alike: 0 to 0.5, the least distance of 1,024 bits of the
 * wide filter over every second turn, from 0.5.
 */
export function coarseLikeness(probe: PreparedIris, reference: PreparedIris): number {
  const overlaps = coarseOverlaps(probe, reference)
  let nearest = 0.5
  for (let i = 0; i < COARSE_TURNS.length; i++) {
    const compared = overlaps[2 * i + 1]!
    if (compared < LEAST_OVERLAP * COARSE_NOMINAL) continue
    nearest = Math.min(nearest, normalised(overlaps[2 * i]!, compared, COARSE_NOMINAL))
  }
  return 0.5 - nearest
}

function normalised(differing: number, compared: number, nominal: number): number {
  return 0.5 - (0.5 - differing / compared) * Math.sqrt(compared / nominal)
}

function pairOf(a: IrisForm, b: IrisForm): keyof typeof TAILS {
  return a === b ? a : 'mixed'
}
