export const TURN = 2 * Math.PI

/** Difference of two angles, radians in [0, π]. */
export function between(a: number, b: number): number {
  const difference = Math.abs(a - b) % TURN
  return difference > Math.PI ? TURN - difference : difference
}
