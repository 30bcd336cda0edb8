import type { Store } from '@nansen/store'

/** Milliseconds between two looks at what is over. A legal period ends with a day; a response time with an hour. */
const A_MINUTE = 60_000
/** Anything else than other locks: one server of several looks. */
const LOCK = 'nansen case clocks'

interface ClockOptions {
  readonly now?: () => Date
  readonly every?: number
  /** Done before each look: what the day itself brings. */
  readonly before?: (now: Date) => Promise<unknown>
  readonly onError: (error: Error) => void
}

/** One look: tells, once a day, of papers that end soon, ends the clocks that are over and escalates what is long overdue, until nothing is left. Returns how many it touched. */
export async function runClocks(store: Store, now: Date): Promise<number> {
  const client = await store.pool('nansen_sync').connect()
  try {
    const lock = await client.query('select pg_try_advisory_lock(hashtext($1)) as mine', [LOCK])
    if (lock.rows[0].mine !== true) return 0
    try {
      const today = now.toISOString().slice(0, 10)
      let all: number = (await client.query('select cases.tell_expiries($1) as told', [today])).rows[0].told
      for (let done = 1; done > 0; all += done)
        done = (await client.query('select cases.run_clocks($1) as done', [now.toISOString()])).rows[0].done
      for (let raised = 1; raised > 0; all += raised)
        raised = (await client.query('select cases.judge_alerts($1) as raised', [now.toISOString()])).rows[0].raised
      return all
    } finally {
      await client.query('select pg_advisory_unlock(hashtext($1))', [LOCK])
    }
  } finally {
    client.release()
  }
}

/** The duty that watches the clocks of all cases. Resolves with what ends it. */
export async function startClocks(
  store: Store,
  { now = () => new Date(), every = A_MINUTE, before, onError }: ClockOptions,
) {
  let running: Promise<unknown> = Promise.resolve()
  const look = () => {
    running = running
      .then(() => before?.(now()))
      .then(() => runClocks(store, now()))
      .catch(onError)
  }
  look()
  const timer = setInterval(look, every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
