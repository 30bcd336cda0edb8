/** What evidence says of a pair before it is scaled: log2 of the odds that it is one person; and whether colleagues found that it is. */
export interface Answered {
  readonly odds: number
  readonly same: boolean
}

/**
 * How odds that were worked out are turned into odds that hold: `slope * odds + shift`, both in bits. Facts that go together, as the names and
 * the village of a family do, are counted as if each came alone, so the odds are too sure by a share that only answers can tell.
 */
export interface Scale {
  readonly slope: number
  readonly shift: number
}

/** Fewest answers of either kind that a scale is learnt from: with fewer it says more of them than of the evidence. */
const FEWEST = 20
/** What is believed before: the odds hold. As sure as if slope were known within 0.5 and shift within 4 bits (one standard deviation). */
const BELIEVED = { slope: 1, shift: 0 } as const
const SPREAD = { slope: 0.5, shift: 4 } as const
/** More evidence never makes one person less likely, and answers never make it surer than twice what it says. */
const BOUNDS = { least: 0.1, most: 2 } as const
/** Odds beyond these are one answer like another: 2^20 to one. */
const FURTHEST = 20
const ROUNDS = 50
/** Change of both numbers below which learning has ended. */
const STILL = 1e-6

/**
 * Learns the scale from answers by logistic regression (Platt 1999) with a normal belief about both numbers, by Newton's method.
 * @returns null when there are too few answers of one kind: then the odds stay as they are.
 */
export function learnScale(answers: readonly Answered[]): Scale | null {
  const same = answers.filter(each => each.same).length
  if (Math.min(same, answers.length - same) < FEWEST) return null
  let at: Scale = BELIEVED
  for (let round = 0; round < ROUNDS; round++) {
    const next = step(answers, at)
    const still = Math.abs(next.slope - at.slope) + Math.abs(next.shift - at.shift) < STILL
    at = next
    if (still) break
  }
  return at
}

/** One step of Newton's, halved until what is believed is no less likely than before: a full one goes too far where odds are large. */
function step(answers: readonly Answered[], at: Scale): Scale {
  const { gradient, curve, belief } = climb(answers, at)
  const det = curve[0] * curve[2] - curve[1] * curve[1]
  const bySlope = (curve[2] * gradient[0] - curve[1] * gradient[1]) / det
  const byShift = (curve[0] * gradient[1] - curve[1] * gradient[0]) / det
  for (let share = 1; share > STILL; share /= 2) {
    const slope = Math.min(BOUNDS.most, Math.max(BOUNDS.least, at.slope + share * bySlope))
    const next = { slope, shift: at.shift + share * byShift }
    if (climb(answers, next).belief >= belief) return next
  }
  return at
}

/** The logarithm of what is believed after these answers, its slope and its curvature. */
function climb(answers: readonly Answered[], { slope, shift }: Scale) {
  const off = { slope: BELIEVED.slope - slope, shift: BELIEVED.shift - shift }
  const gradient: [number, number] = [off.slope / SPREAD.slope ** 2, off.shift / SPREAD.shift ** 2]
  const curve: [number, number, number] = [1 / SPREAD.slope ** 2, 0, 1 / SPREAD.shift ** 2]
  let belief = -(off.slope * gradient[0] + off.shift * gradient[1]) / 2
  for (const { odds, same } of answers) {
    const bits = Math.min(FURTHEST, Math.max(-FURTHEST, odds))
    const holds = scaled(bits, { slope, shift })
    const chance = chanceOfOdds(holds)
    belief -= Math.log1p(2 ** (same ? -holds : holds))
    const [wrong, weight] = [((same ? 1 : 0) - chance) * Math.LN2, chance * (1 - chance) * Math.LN2 ** 2]
    gradient[0] += wrong * bits
    gradient[1] += wrong
    curve[0] += weight * bits * bits
    curve[1] += weight * bits
    curve[2] += weight
  }
  return { gradient, curve, belief }
}

/** Odds in bits, made to hold. */
export const scaled = (odds: number, { slope, shift }: Scale): number => slope * odds + shift

/** The chance of these odds (bits). */
export const chanceOfOdds = (odds: number): number => 1 / (1 + 2 ** -odds)

/** Least chance at which a desk is shown a pair. Those judged below it came there by fingers or papers, and say nothing of names. */
const SHOWN = 0.05

/** Answers of pairs that a desk is shown. */
export const shownOf = (answers: readonly Answered[]): readonly Answered[] =>
  answers.filter(({ odds }) => chanceOfOdds(odds) >= SHOWN)

/** A pair with the chance it was given, and whether it is one person. */
export interface Judged {
  readonly chance: number
  readonly same: boolean
}

/** Pairs given about this chance, and the share of them that are one person: a calibrated chance gives the same. */
export interface Calibration {
  readonly from: number
  readonly pairs: number
  readonly said: number
  readonly true: number
}

const BANDS = [0, SHOWN, 0.5, 0.95, 0.999]

/** What was said and what was true, band by band. Bands without pairs are left out. */
export const calibrationOf = (judged: readonly Judged[]): readonly Calibration[] =>
  BANDS.flatMap((from, at) => {
    const to = BANDS[at + 1] ?? 2
    const inBand = judged.filter(({ chance }) => chance >= from && chance < to)
    if (inBand.length === 0) return []
    const said = inBand.reduce((sum, { chance }) => sum + chance, 0) / inBand.length
    return [{ from, pairs: inBand.length, said, true: inBand.filter(({ same }) => same).length / inBand.length }]
  })

/** What was said and what was true of these answers; with a scale, by what it makes of them. */
export const calibrationBy = (answers: readonly Answered[], scale: Scale | null): readonly Calibration[] =>
  calibrationOf(judgedBy(answers, scale))

const judgedBy = (answers: readonly Answered[], scale: Scale | null): readonly Judged[] =>
  answers.map(({ odds, same }) => ({ chance: chanceOfOdds(scale === null ? odds : scaled(odds, scale)), same }))

/**
 * The same, each answer by a scale that was learnt from the other half: what a scale is worth on pairs it has not seen. Null where a half has
 * too few answers of one kind to teach any.
 */
export function heldOut(answers: readonly Answered[]): readonly Calibration[] | null {
  const [even, odd] = [0, 1].map(which => answers.filter((_, at) => at % 2 === which)) as [Answered[], Answered[]]
  const [byEven, byOdd] = [learnScale(even), learnScale(odd)]
  if (byEven === null || byOdd === null) return null
  return calibrationOf([...judgedBy(even, byOdd), ...judgedBy(odd, byEven)])
}
