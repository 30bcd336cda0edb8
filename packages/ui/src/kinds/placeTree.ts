import type { CodeEntry } from '../client/api.ts'

/** Places from the country down to the given one; empty when it is not in the list. */
export function placePath(entries: readonly CodeEntry[], pcode: string): readonly CodeEntry[] {
  const byCode = new Map(entries.map(entry => [entry.code, entry]))
  const path: CodeEntry[] = []
  let at = byCode.get(pcode)
  while (at !== undefined && !path.includes(at)) {
    path.unshift(at)
    at = at.parent == null ? undefined : byCode.get(at.parent)
  }
  return path
}

/** Places directly below one, or those without a parent in the list. */
export function placesBelow(entries: readonly CodeEntry[], parent: string | null): readonly CodeEntry[] {
  if (parent !== null) return entries.filter(entry => entry.parent === parent)
  const known = new Set(entries.map(entry => entry.code))
  return entries.filter(entry => entry.parent == null || !known.has(entry.parent))
}
