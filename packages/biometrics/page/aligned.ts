/** Places of the same thing in two images. */
export interface PlacePair {
  readonly a: { readonly x: number; readonly y: number }
  readonly b: { readonly x: number; readonly y: number }
  /** How much it counts, 0 to 1. */
  readonly strength: number
}

/** Brings places of the second image over the first: turned about the origin by `turn` (radians, clockwise on the screen), then moved. */
export interface Motion {
  readonly turn: number
  readonly dx: number
  readonly dy: number
}

/** The turn and move with the least sum of squared distances (Kabsch 1976, in the plane). None for fewer than two pairs: no motion. */
export function motionOf(pairs: readonly PlacePair[]): Motion {
  const weight = pairs.reduce((sum, { strength }) => sum + strength, 0)
  if (pairs.length < 2 || weight <= 0) return { turn: 0, dx: 0, dy: 0 }
  const mean = (side: 'a' | 'b', axis: 'x' | 'y') =>
    pairs.reduce((sum, pair) => sum + pair.strength * pair[side][axis], 0) / weight
  const [ax, ay, bx, by] = [mean('a', 'x'), mean('a', 'y'), mean('b', 'x'), mean('b', 'y')]
  let [along, across] = [0, 0]
  for (const { a, b, strength } of pairs) {
    const [u, v, x, y] = [b.x - bx, b.y - by, a.x - ax, a.y - ay]
    along += strength * (u * x + v * y)
    across += strength * (u * y - v * x)
  }
  const turn = Math.atan2(across, along)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return { turn, dx: ax - cos * bx + sin * by, dy: ay - sin * bx - cos * by }
}

/** Where a place of the second image comes to lie on the first. */
export function moved({ turn, dx, dy }: Motion, { x, y }: { readonly x: number; readonly y: number }) {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return { x: cos * x - sin * y + dx, y: sin * x + cos * y + dy }
}

/** Pixels at 500 dpi that one point of a finger may lie from itself after the move: skin stretches. */
const STRETCH = 20
/** Fewer lines than this and the weakest are kept anyway: there is something to look at. */
const FEW = 3

/**
 * The motion on which most of the strength agrees, and the pairs that lie on each other after it. Pairs that do not are left out of a second
 * fit, so that one wrong pair does not turn the picture.
 */
export function alignment(pairs: readonly PlacePair[]): {
  readonly motion: Motion
  readonly fitting: readonly PlacePair[]
} {
  const near = (motion: Motion) =>
    pairs.filter(({ a, b }) => {
      const there = moved(motion, b)
      return Math.hypot(there.x - a.x, there.y - a.y) <= STRETCH
    })
  const first = near(motionOf(pairs))
  const motion = motionOf(first.length >= FEW ? first : pairs)
  return { motion, fitting: near(motion) }
}
