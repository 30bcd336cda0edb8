/** Pause in which questions of one screen gather, ms: below what anybody notices. */
const PAUSE = 15

interface Waiting<T> {
  readonly id: string
  readonly tell: (found: T | null) => void
  readonly fail: (reason: unknown) => void
}

/**
 * One question for what many parts of a screen ask about singly: those asked within a moment go together, at most `most` at a time, each
 * identifier once. What the answer leaves out is null.
 */
export function gathering<T>(
  most: number,
  ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (id: string) => Promise<T | null> {
  let waiting: Waiting<T>[] = []
  const send = async (some: readonly Waiting<T>[]) => {
    try {
      const found = await ask([...new Set(some.map(({ id }) => id))])
      for (const { id, tell } of some) tell(found.get(id) ?? null)
    } catch (reason) {
      for (const { fail } of some) fail(reason)
    }
  }
  const flush = () => {
    const all = Map.groupBy(waiting, ({ id }) => id)
    waiting = []
    const groups = [...all.values()]
    for (let from = 0; from < groups.length; from += most) void send(groups.slice(from, from + most).flat())
  }
  return id =>
    new Promise((tell, fail) => {
      if (waiting.length === 0) setTimeout(flush, PAUSE)
      waiting.push({ id, tell, fail })
    })
}
