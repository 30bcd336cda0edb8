import type { Store } from '@nansen/store'
import type { Facts } from '../../quality/facts.ts'
import { judge, RULES_EDITION } from '../../quality/judge.ts'

/** People noted that one round takes; with their households it judges some three times as many. */
const A_ROUND = 200
/** Rest between rounds, milliseconds: while there is work, half of one core at most; else a look a second. */
const REST_AT_WORK = 100
const REST_IDLE = 1_000

/** Judges those who wait, once, in one transaction. Returns how many were judged: none when nobody waits or another server is at it. */
export async function judgeWaiting(store: Store, on: string): Promise<number> {
  const client = await store.pool('nansen_sync').connect()
  try {
    await client.query('begin')
    const judged = await oneRound(client as unknown as Client, on)
    await client.query('commit')
    return judged
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

interface Client {
  query<R>(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly R[] }>
}

async function oneRound(client: Client, on: string): Promise<number> {
  const mine = await client.query<{ mine: boolean }>(
    "select pg_try_advisory_xact_lock(hashtext('registration.quality')) as mine",
  )
  if (mine.rows[0]?.mine !== true) return 0
  const next = await client.query<{ id: string }>('select registration.quality_next($1, $2) as id', [A_ROUND, on])
  const ids = next.rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  const facts = await client.query<{ facts: Facts }>('select registration.quality_facts($1) as facts', [ids])
  const judged = judge(
    facts.rows.map(row => row.facts),
    on,
  )
  await client.query('select registration.quality_keep($1, $2, $3, $4, $5)', [
    JSON.stringify(judged),
    judged.map(({ id }) => id),
    ids,
    on,
    RULES_EDITION,
  ])
  return ids.length
}

/** The duty that judges whoever was changed, until stopped; begins with those whom these rules have not judged yet. */
export function startQuality(
  store: Store,
  { now = () => new Date(), onError }: { readonly now?: () => Date; readonly onError: (error: unknown) => void },
): () => Promise<void> {
  let stopped = false
  let wake: () => void = () => undefined
  const rest = (milliseconds: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    await renewQuality(store).catch(onError)
    while (!stopped) {
      const judged = await judgeWaiting(store, now().toISOString().slice(0, 10)).catch(error => {
        onError(error)
        return 0
      })
      if (!stopped) await rest(judged > 0 ? REST_AT_WORK : REST_IDLE)
    }
  }
  const running = loop()
  return async () => {
    stopped = true
    wake()
    await running
  }
}

/** Notes everybody whom these rules have not judged. Returns how many. */
export async function renewQuality(store: Store): Promise<number> {
  const { rows } = await store
    .pool('nansen_sync')
    .query<{ noted: number }>('select registration.quality_renew($1) as noted', [RULES_EDITION])
  return rows[0]?.noted ?? 0
}
