/** Requests a second in the long run, and how many may come at once. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

/** sync-and-security.md 4.4. */
export const API_RATE: Rate = { perSecond: 10, burst: 40 }
/** One address at a camp may stand for a whole office behind one router. */
export const ADDRESS_RATE: Rate = { perSecond: 100, burst: 400 }
/** Steps of signing in, by address: an office of thirty comes in at eight. Guessing at one account is slowed by the account. */
export const SIGN_IN_RATE: Rate = { perSecond: 2, burst: 100 }

/** Keys remembered at most; the longest unused is forgotten, which only ever forgives. */
const REMEMBERED = 20_000

/** Token buckets by key. `take` says how many seconds to wait; 0 lets the request pass. */
export function buckets(rate: Rate, now: () => Date): { readonly take: (key: string) => number } {
  const levels = new Map<string, { level: number; at: number }>()
  return {
    take: key => {
      const at = now().getTime()
      const before = levels.get(key) ?? { level: rate.burst, at }
      const level = Math.min(rate.burst, before.level + ((at - before.at) / 1000) * rate.perSecond)
      levels.delete(key)
      levels.set(key, { level: level >= 1 ? level - 1 : level, at })
      if (levels.size > REMEMBERED) levels.delete(levels.keys().next().value!)
      return level >= 1 ? 0 : Math.ceil((1 - level) / rate.perSecond)
    },
  }
}
