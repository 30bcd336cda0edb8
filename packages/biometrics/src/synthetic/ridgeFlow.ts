import type { SeededRandom } from '@nansen/kernel'

/** The five patterns of Henry's classification and how many of a hundred fingers have them (Wilson, Candela and Watson 1994). */
const PATTERNS = [
  { name: 'arch', share: 3.7 },
  { name: 'tented arch', share: 2.9 },
  { name: 'left loop', share: 33.8 },
  { name: 'right loop', share: 31.7 },
  { name: 'whorl', share: 27.9 },
] as const
export type RidgePattern = (typeof PATTERNS)[number]['name']

interface Point {
  readonly x: number
  readonly y: number
}

/** Where the ridges turn: `cores` by half a turn to the one side, `deltas` to the other. Pixels from the middle, y upwards. */
export interface RidgeFlow {
  readonly pattern: RidgePattern
  readonly cores: readonly Point[]
  readonly deltas: readonly Point[]
  /** How steeply ridges rise towards the middle above the core, in radians. */
  readonly arching: number
  /** Where the arching ends, in pixels above the middle. */
  readonly archBase: number
}

/** A pattern for one finger. Distances are in pixels at 500 dpi, as real prints have them: a delta lies 5 to 8 mm from its core. */
export function ridgeFlow(random: SeededRandom): RidgeFlow {
  const pattern = patternOf(random)
  const near = (mean: number, spread: number) => mean + spread * Math.max(-2, Math.min(2, random.normal()))
  const core = { x: near(0, 8), y: near(20, 12) }
  const common = { pattern, arching: near(0.45, 0.06), archBase: core.y - 60 }
  if (pattern === 'arch')
    return { ...common, cores: [], deltas: [], arching: near(0.75, 0.08), archBase: near(-60, 15) }
  if (pattern === 'tented arch') {
    return { ...common, cores: [core], deltas: [{ x: core.x + near(0, 3), y: core.y - near(75, 12) }] }
  }
  if (pattern === 'whorl') {
    const lower = { x: core.x + near(0, 6), y: core.y - near(42, 12) }
    return {
      ...common,
      cores: [core, lower],
      deltas: [
        { x: near(-105, 12), y: lower.y - near(65, 14) },
        { x: near(105, 12), y: lower.y - near(65, 14) },
      ],
    }
  }
  const side = pattern === 'left loop' ? 1 : -1
  return { ...common, cores: [core], deltas: [{ x: core.x + side * near(85, 12), y: core.y - near(95, 14) }] }
}

function patternOf(random: SeededRandom): RidgePattern {
  let left = random.next() * 100
  for (const { name, share } of PATTERNS) {
    left -= share
    if (left < 0) return name
  }
  return 'left loop'
}

/**
 * Direction of the ridges at a place (pixels from the middle, y upwards), in radians, counter-clockwise from the right.
 * Zero-pole model (Sherlock and Monro 1993) with an arching of our own, so that ridges beside the core stand as steep as real ones.
 */
export function directionAt({ cores, deltas, arching, archBase }: RidgeFlow, x: number, y: number): number {
  let turns = 0
  for (const core of cores) turns += Math.atan2(y - core.y, x - core.x)
  for (const delta of deltas) turns -= Math.atan2(y - delta.y, x - delta.x)
  const height = Math.max(0, Math.min(1, (y - archBase + 40) / 80))
  const fading = 1 / (1 + Math.max(0, y - 60) / 200)
  return turns / 2 - arching * Math.tanh(x / 55) * height * fading
}
