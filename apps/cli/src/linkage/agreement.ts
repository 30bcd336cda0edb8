/** A pair with the chance it was given, and whether it is one person. */
export interface Judged {
  readonly chance: number
  readonly same: boolean
}

export interface Rates {
  readonly f1: number
  readonly precision: number
  readonly recall: number
}

/** Pairs given about this chance, and the share of them that are one person: a calibrated chance gives the same. */
export interface Calibration {
  readonly from: number
  readonly pairs: number
  readonly said: number
  readonly true: number
}

export interface Agreement {
  /** Pairs the model finds likelier one person than two. No answer was used to choose that. */
  readonly own: Rates
  /** The same with the chance that makes F1 largest, chosen with the answers: how others report theirs. */
  readonly best: Rates & { readonly chance: number }
  readonly calibration: readonly Calibration[]
}

const EVEN = 0.5
const BANDS = [0, 0.05, 0.5, 0.95, 0.999]

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

const calibrationOf = (judged: readonly Judged[]): readonly Calibration[] =>
  BANDS.flatMap((from, at) => {
    const to = BANDS[at + 1] ?? 2
    const inBand = judged.filter(({ chance }) => chance >= from && chance < to)
    if (inBand.length === 0) return []
    const said = inBand.reduce((sum, { chance }) => sum + chance, 0) / inBand.length
    return [{ from, pairs: inBand.length, said, true: inBand.filter(({ same }) => same).length / inBand.length }]
  })
