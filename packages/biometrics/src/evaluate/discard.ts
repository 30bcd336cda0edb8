import { below } from './rates.ts'

/** One genuine pair: how alike it is, and the quality of its poorer capture. */
export interface JudgedPair {
  readonly score: number
  readonly quality: number
}

/** Shares of pairs that are taken again. */
export const DISCARDS = [0, 0.05, 0.1, 0.2, 0.3] as const

/**
 * Misses among genuine pairs when so many of the poorest are taken again (error versus discard, Grother and Tabassi 2007), for each of
 * `DISCARDS`. Pairs of equal quality are left out by equal parts. @param threshold a score below it is a miss
 */
export function errorsWhenDiscarding(pairs: readonly JudgedPair[], threshold: number): readonly number[] {
  const sorted = [...pairs].sort((a, b) => a.quality - b.quality)
  const kept = keptShares(sorted)
  return DISCARDS.map(discard => {
    let missed = 0
    let whole = 0
    sorted.forEach(({ score }, i) => {
      const weight = kept(i, discard)
      whole += weight
      if (score < threshold) missed += weight
    })
    return whole > 0 ? missed / whole : 0
  })
}

/** How much of each pair stays: all, none, or of those that are as poor as the last one left out the same part. */
function keptShares(sorted: readonly JudgedPair[]): (i: number, discard: number) => number {
  const qualities = Float64Array.from(sorted, ({ quality }) => quality)
  return (i, discard) => {
    const first = below(qualities, qualities[i]!)
    let end = first
    while (end < qualities.length && qualities[end] === qualities[i]) end++
    const leave = discard * qualities.length
    return Math.min(1, Math.max(0, (end - leave) / (end - first)))
  }
}

/** Rank correlation (Spearman 1904), equal values sharing their mean rank; 0 where either list does not vary. Lists of equal length. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)]
  const mean = (x.length - 1) / 2
  let [both, one, other] = [0, 0, 0]
  x.forEach((rank, i) => {
    both += (rank - mean) * (y[i]! - mean)
    one += (rank - mean) ** 2
    other += (y[i]! - mean) ** 2
  })
  return one > 0 && other > 0 ? both / Math.sqrt(one * other) : 0
}

function ranks(values: readonly number[]): readonly number[] {
  const sorted = Float64Array.from(values).sort()
  return values.map(value => {
    const first = below(sorted, value)
    let end = first
    while (end < sorted.length && sorted[end] === value) end++
    return (first + end - 1) / 2
  })
}
