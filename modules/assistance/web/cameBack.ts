/** Who stands at the lane while a finger or an eye is compared at another screen, for this tab alone. The number; no name. */
const KEPT = 'nansen-lane-came'

export function keepCame(pointId: string, number: string): void {
  sessionStorage.setItem(KEPT, JSON.stringify([pointId, number]))
}

/** Whose comparison was begun at this point, once. */
export function takeCame(pointId: string): string | null {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as readonly [string, string] | null
  if (kept === null || kept[0] !== pointId) return null
  sessionStorage.removeItem(KEPT)
  return kept[1]
}
