import { type Calibration, calibrationOf, type Judged } from '@nansen/linkage'

export interface Rates {
  readonly f1: number
  readonly precision: number
  readonly recall: number
}

export interface Agreement {
  /** Pairs the model finds likelier one person than two. No answer was used to choose that. */
  readonly own: Rates
  /** The same with the chance that makes F1 largest, chosen with the answers: how others report theirs. */
  readonly best: Rates & { readonly chance: number }
  readonly calibration: readonly Calibration[]
}

const EVEN = 0.5

/** Pairwise rates. True pairs that were never compared count as missed. */
export function agreementOf(judged: readonly Judged[], truePairs: number): Agreement {
  const sorted = judged.toSorted((a, b) => b.chance - a.chance)
  let [own, best]: Rates[] = [NOTHING, NOTHING] as never
  let [right, chance] = [0, 1]
  for (const [at, each] of sorted.entries()) {
    if (each.same) right++
    if (sorted[at + 1]?.chance === each.chance) continue
    const rates = ratesOf(right, at + 1, truePairs)
    if (each.chance >= EVEN) own = rates
    if (rates.f1 > best!.f1) [best, chance] = [rates, each.chance]
  }
  return { own: own!, best: { ...best!, chance }, calibration: calibrationOf(judged) }
}

const NOTHING: Rates = { f1: 0, precision: 0, recall: 0 }

const ratesOf = (right: number, said: number, truePairs: number): Rates => ({
  f1: (2 * right) / (said + truePairs),
  precision: right / said,
  recall: right / truePairs,
})
