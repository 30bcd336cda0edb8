import { asSession, type SessionOptions } from './asSession.ts'
import type { Asking, Query, Tx } from './command.ts'
import { needRight } from './needRight.ts'
import type { Store } from './store.ts'

interface Question<I> extends Pick<SessionOptions, 'purpose' | 'now'> {
  readonly input: I
  /** Done in the transaction of the answer, after it: for whoever counts what was shown, and may refuse it. */
  readonly after?: (tx: Tx, asking: Asking) => Promise<void>
}

/**
 * Answers a query as whoever holds the token. What it does outside is done between two transactions, and the second asks everything anew: a
 * session or a right that ended meanwhile is refused, and nothing is answered whose audit row is not kept.
 */
export async function runQuery<I, O>(
  store: Store,
  token: string,
  query: Query,
  { input, after, ...options }: Question<I>,
): Promise<O> {
  const within = <T>(work: (tx: Tx, asking: Asking) => Promise<T>): Promise<T> =>
    asSession(store, token, options, (tx, asking) => {
      if (query.outside) needRight(asking, query)
      return work(tx, asking)
    })
  const work = query.outside && (await within((tx, asking) => query.outside!(tx, asking, input as never)))
  const made = await work?.()
  return within(async (tx, asking) => {
    const found = (await query.run(tx, asking, input as never, made as never)) as O
    await after?.(tx, asking)
    return found
  })
}
