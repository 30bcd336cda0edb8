import { blinded, blindedAgain, common, newSecret } from '@nansen/sealed'

/** How long two partners' browsers work on lists of so many families, half of them on both, on this machine. Without a server. */
export interface OverlapMeasured {
  readonly families: number
  readonly onBoth: number
  /** Seconds: whoever asks, whoever answers, and whoever asked reads. */
  readonly asking: number
  readonly answering: number
  readonly reading: number
}

export async function overlapBench(families: number): Promise<OverlapMeasured> {
  const list = (from: number) =>
    Array.from({ length: families }, (_, at) => `KEN-26-${String(from + at).padStart(8, '0')}`)
  const [ours, theirs] = [list(0), list(Math.floor(families / 2))]
  const [a, b] = [await newSecret(), await newSecret()]
  const { value: sent, seconds: asking } = await timed(() => blinded(a, ours))
  const { value: back, seconds: again } = await timed(() => blindedAgain(b, sent))
  const { value: own, seconds: answering } = await timed(() => blinded(b, theirs))
  const { value: both, seconds: reading } = await timed(async () => {
    await blindedAgain(a, own)
    return common(a, ours, sent, back, own)
  })
  return { families, onBoth: both.length, asking, answering: again + answering, reading }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const from = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - from) / 1000 }
}

/** What `nansen bench overlap` prints. */
export const overlapLines = ({ families, onBoth, asking, answering, reading }: OverlapMeasured): string =>
  `Two lists of ${families} families, ${onBoth} on both: asking ${asking.toFixed(1)} s, answering ${answering.toFixed(1)} s, reading ${reading.toFixed(1)} s.`
