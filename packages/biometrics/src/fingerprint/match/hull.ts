interface Point {
  readonly x: number
  readonly y: number
}

/** Convex hull of points (Andrew 1979), in order of turning from +x to +y; fewer than three points are given back as they are. */
export function hullOf<P extends Point>(points: readonly P[]): P[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  if (sorted.length < 3) return sorted
  return [...chain(sorted), ...chain(sorted.reverse())]
}

/** Whether a place lies inside the hull or at most `margin` pixels outside. */
export function within(hull: readonly Point[], x: number, y: number, margin: number): boolean {
  let inside = hull.length > 2
  for (let i = 0; i < hull.length; i++) {
    const a = hull[i]!
    const b = hull[(i + 1) % hull.length]!
    const ex = b.x - a.x
    const ey = b.y - a.y
    if (ex * (y - a.y) - ey * (x - a.x) < 0) inside = false
    const length = ex * ex + ey * ey
    const t = length > 0 ? Math.min(1, Math.max(0, ((x - a.x) * ex + (y - a.y) * ey) / length)) : 0
    if ((x - a.x - t * ex) ** 2 + (y - a.y - t * ey) ** 2 <= margin * margin) return true
  }
  return inside
}

/** Distance from a place inside the hull to its nearest side; negative outside, and always where there is no area. */
export function depth(hull: readonly Point[], x: number, y: number): number {
  let least = hull.length > 2 ? Number.POSITIVE_INFINITY : -1
  for (let i = 0; i < hull.length; i++) {
    const a = hull[i]!
    const b = hull[(i + 1) % hull.length]!
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    least = Math.min(least, ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / Math.max(length, 1e-9))
  }
  return least
}

function chain<P extends Point>(points: readonly P[]): P[] {
  const result: P[] = []
  for (const point of points) {
    while (result.length > 1 && turns(result[result.length - 2]!, result[result.length - 1]!, point) <= 0) result.pop()
    result.push(point)
  }
  result.pop()
  return result
}

function turns(o: Point, a: Point, b: Point): number {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)
}
