/** Two words against each other, as levels of `ASPECTS.word` without `elsewhere`, best first. */
export type WordLikeness = 'same' | 'sound' | 'slip' | 'near' | 'short' | 'other'

/** Shortest word of which a slip is told from another word. Letters. */
const SHORTEST_SLIPPED = 3
/** Likeness after Jaro and Winkler from which two words may be one. Chosen below what Winkler (1990) used for surnames, .92. */
const NEAR = 0.88

const known = new Map<string, Map<string, WordLikeness>>()
/** Words whose likenesses are kept; a camp has few thousand distinct ones. */
const KEPT = 60_000

/** How two different words of one script are alike as they are written. Their sounds are the caller's to compare. */
export function likenessOfLetters(one: string, other: string): WordLikeness {
  const [first, second] = one < other ? [one, other] : [other, one]
  const before = known.get(first)?.get(second)
  if (before !== undefined) return before
  if (known.size >= KEPT) known.clear()
  const now = judged(first, second)
  const of = known.get(first) ?? new Map<string, WordLikeness>()
  known.set(first, of.set(second, now))
  return now
}

function judged(one: string, other: string): WordLikeness {
  if (one === other) return 'same'
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length >= SHORTEST_SLIPPED && isSlip(short, long)) return 'slip'
  if (short.length >= SHORTEST_SLIPPED && jaroWinkler(one, other) >= NEAR) return 'near'
  return long.startsWith(short) ? 'short' : 'other'
}

/** One letter more, less or another, or two neighbours exchanged (Damerau 1964). */
export function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  let end = 0
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end++
  const left = [short.length - start - end, long.length - start - end]
  if (left[1]! <= 1) return true
  return left[0] === 2 && left[1] === 2 && short[start] === long[start + 1] && short[start + 1] === long[start]
}

/** Jaro's likeness with Winkler's bonus for a common beginning, 0 to 1. */
export function jaroWinkler(one: string, other: string): number {
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1)
  const taken = new Uint8Array(other.length)
  const matched: string[] = []
  for (let at = 0; at < one.length; at++) {
    const last = Math.min(other.length - 1, at + reach)
    for (let to = Math.max(0, at - reach); to <= last; to++) {
      if (taken[to] === 1 || one[at] !== other[to]) continue
      taken[to] = 1
      matched.push(one[at]!)
      break
    }
  }
  if (matched.length === 0) return 0
  const there = [...other].filter((_, at) => taken[at] === 1)
  const moved = matched.filter((letter, at) => letter !== there[at]).length / 2
  const shared = matched.length
  const jaro = (shared / one.length + shared / other.length + (shared - moved) / shared) / 3
  let prefix = 0
  while (prefix < 4 && prefix < one.length && one[prefix] === other[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
