/** How long one kind of work took, in milliseconds. */
export interface Measured {
  readonly done: number
  readonly p50: number
  readonly p95: number
  /** The slowest of all: where something stood still. */
  readonly slowest: number
  readonly perSecond: number
}

/**
 * Does `work` from several clients at once, each beginning again as soon as it has its answer, for a time.
 * @param work gets the number of the client and of its turn
 * @throws whatever `work` throws: a figure that hides failures is none
 */
export async function measure(
  clients: number,
  milliseconds: number,
  work: (client: number, turn: number) => Promise<void>,
): Promise<Measured> {
  const times: number[] = []
  const start = performance.now()
  const client = async (number: number) => {
    for (let turn = 0; performance.now() - start < milliseconds; turn++) {
      const began = performance.now()
      await work(number, turn)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  const seconds = (performance.now() - start) / 1000
  times.sort((a, b) => a - b)
  return {
    done: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    slowest: times.at(-1) ?? Number.NaN,
    perSecond: times.length / seconds,
  }
}

/** Nearest rank. @param sorted ascending */
export const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
