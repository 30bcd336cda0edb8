import { type SeededRandom, seededRandom } from '@nansen/kernel'
import type { Scores } from './compareAll.ts'
import { type Rates, ratesOf } from './rates.ts'

/** Enough for the second figure of an interval; each takes one pass over all scores. */
const ROUNDS = 200
/** Above this many impostor pairs a random part of them stands for all, so that an interval takes seconds. */
const MOST_IMPOSTORS = 60_000

/** Where 95 of 100 sets of other fingers or eyes from the same place would have their figure. */
export type Interval = readonly [low: number, high: number]

/**
 * 95 % intervals by drawing whole classes again with replacement (bootstrap by subject, ISO/IEC 19795-1 annex B): pairs of one
 * finger are not independent, so counting pairs would promise too much. The same scores give the same interval.
 */
export function intervals(scores: Scores, rounds = ROUNDS): Readonly<Record<'eer' | 'fmr1000' | 'fmr10000', Interval>> {
  const random = seededRandom(`bootstrap ${scores.genuine.length} ${scores.impostor.length}`)
  const found: Rates[] = []
  while (found.length < rounds) {
    const drawn = redrawn(scores, random)
    if (drawn !== null) found.push(ratesOf(drawn.genuine, drawn.impostor))
  }
  const middle95 = (values: number[]): Interval => {
    const sorted = values.sort((a, b) => a - b)
    return [sorted[Math.floor(0.025 * rounds)]!, sorted[Math.ceil(0.975 * rounds) - 1]!]
  }
  const of = (rate: 'eer' | 'fmr1000' | 'fmr10000') => middle95(found.map(rates => rates[rate]))
  return { eer: of('eer'), fmr1000: of('fmr1000'), fmr10000: of('fmr10000') }
}

/** The scores of classes drawn with replacement; null where one class was drawn alone and leaves no impostors. */
function redrawn(scores: Scores, random: SeededRandom): { genuine: Float64Array; impostor: Float64Array } | null {
  const times = new Uint8Array(scores.groups)
  for (let i = 0; i < scores.groups; i++) times[random.below(scores.groups)]!++
  const genuine: number[] = []
  scores.genuine.forEach((score, i) => {
    for (let left = times[scores.genuineGroup[i]!]!; left > 0; left--) genuine.push(score)
  })
  const [first, second] = scores.impostorGroups
  const step = Math.max(1, scores.impostor.length / MOST_IMPOSTORS)
  const impostor: number[] = []
  for (let at = random.next() * step; at < scores.impostor.length; at += step) {
    const i = Math.floor(at)
    for (let left = times[first[i]!]! * times[second[i]!]!; left > 0; left--) impostor.push(scores.impostor[i]!)
  }
  if (genuine.length === 0 || impostor.length === 0) return null
  return { genuine: Float64Array.from(genuine), impostor: Float64Array.from(impostor) }
}
