import { performance } from 'node:perf_hooks'
import type { Store } from '@nansen/store'
import { USUAL_LEVELS } from '../../levels.ts'
import type { Facts } from '../../quality/facts.ts'
import { judge, RULES_EDITION, type Setting } from '../../quality/judge.ts'
import { levelsAsSaid } from '../levels/levelsOf.ts'

/** People noted that one round takes; with their households it judges some three times as many. Few: requests wait for the same thread. */
const A_ROUND = 50
/** Rows of figures from which on they are folded together. */
const MANY_COUNTS = 1_000
/** A look for new notes, milliseconds. */
const REST_IDLE = 1_000
/** Part of the time that judging takes while there is work: beside requests, and while this server has nothing else to do. */
const SHARE = { busy: 0.04, quiet: 0.5 } as const
/** Part of the time that this thread works while the duty rests, from which on requests count as busy. One clerk's are a hundredth. */
const BUSY_FROM = 0.1
/** Longest rest while there is work, milliseconds: whoever just changed a record is judged within seconds also then. */
const LONGEST_REST = 3_000

/** How long to rest after a round. @param took milliseconds of the round @param others part of the time that others had this thread before it */
export const restAfter = (took: number, others: number): number =>
  Math.min(took / (others >= BUSY_FROM ? SHARE.busy : SHARE.quiet) - took, LONGEST_REST)

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
    await settingsOf(client, ids),
  )
  await client.query('select registration.quality_keep($1, $2, $3, $4, $5)', [
    JSON.stringify(judged),
    judged.map(({ id }) => id),
    ids,
    on,
    RULES_EDITION,
  ])
  await client.query('select registration.quality_fold($1)', [MANY_COUNTS])
  return ids.length
}

/** What the operations say of rules and levels, and what these people answered. */
async function settingsOf(client: Client, ids: readonly string[]): Promise<(person: Facts) => Setting> {
  const operations = await client.query<Operation>('select * from registration.quality_operations()')
  const answers = await client.query<Answers>('select * from registration.quality_answers($1)', [ids])
  const said = new Map(
    operations.rows.map(({ country, severities, levels }) => [country, { severities, levels: levelsAsSaid(levels) }]),
  )
  const answered = new Map(answers.rows.map(row => [row.id, row]))
  return ({ id }) => {
    const theirs = answered.get(id)
    const { severities = {}, levels = USUAL_LEVELS } = said.get(theirs?.country ?? '') ?? {}
    return { severities, levels, answered: theirs?.answered ?? [] }
  }
}
interface Operation extends Pick<Setting, 'severities'> {
  readonly country: string
  readonly levels: Readonly<Record<string, readonly string[]>>
}
interface Answers {
  readonly id: string
  readonly country: string
  readonly answered: readonly string[]
}

/**
 * The duty that judges whoever was changed, until stopped; begins with those whom these rules have not judged yet. Requests go before it: the
 * busier they keep this thread while it rests, the longer it rests.
 */
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
    let others = 0
    while (!stopped) {
      const began = performance.now()
      const judged = await judgeWaiting(store, now().toISOString().slice(0, 10)).catch(error => {
        onError(error)
        return 0
      })
      const took = performance.now() - began
      const before = performance.eventLoopUtilization()
      if (!stopped) await rest(judged > 0 ? restAfter(took, others) : REST_IDLE)
      others = performance.eventLoopUtilization(before).utilization
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
