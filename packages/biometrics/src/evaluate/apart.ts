import { eachPair, type Sample, type Scores } from './compareAll.ts'
import { type Rates, ratesOf } from './rates.ts'

/** Error rates of the pairs whose captures were both extracted: as most papers count. Null where no pair of one kind is left. */
export function ratesApart(samples: readonly Sample<unknown>[], scores: Scores): Rates | null {
  if (samples.every(({ prepared }) => prepared !== null)) return ratesOf(scores.genuine, scores.impostor)
  const [genuine, impostor]: [number[], number[]] = [[], []]
  eachPair(samples, scores, (a, b, score) => {
    const [one, other] = [samples[a]!, samples[b]!]
    if (one.prepared !== null && other.prepared !== null) (one.group === other.group ? genuine : impostor).push(score)
  })
  if (genuine.length === 0 || impostor.length === 0) return null
  return ratesOf(Float64Array.from(genuine), Float64Array.from(impostor))
}
