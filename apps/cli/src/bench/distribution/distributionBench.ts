import { availableParallelism, loadavg } from 'node:os'
import { openSession } from '@nansen/store'
import { runningIn } from '@nansen/store/embedded'
import pg from 'pg'
import { type Installation, storeOf } from '../../installation.ts'
import { openLog } from '../../log.ts'
import { withOwner } from '../../openDatabase.ts'
import { serve } from '../../serve.ts'
import { spending, startAsking } from '../clients.ts'
import { type Measured, measure } from '../measure.ts'
import type { Spent } from '../report.ts'
import { LANE_WORKS, type Lane, type LanesTold } from './lanes.ts'
import { openPoints } from './openPoints.ts'

interface DistributionBench {
  readonly installation: Installation
  readonly lanes: number
  readonly milliseconds: number
  /** Limits of requests would be all that one measures: a clock that runs faster. */
  readonly now: () => Date
  readonly say: (line: string) => void
}

interface LaneLine {
  readonly name: string
  readonly measured: Measured
  readonly spent: Spent
}

/** What `nansen bench distribution` prints. */
export interface DistributionFigures {
  readonly lanes: number
  readonly families: number
  readonly lines: readonly LaneLine[]
  /** The row of a list and whether it was collected, by bare SQL past every policy. */
  readonly bare: Measured
}

/** Lanes of points of one camp at once, over HTTP, each its clerk's own session. */
export async function distributionBench(bench: DistributionBench): Promise<DistributionFigures> {
  const { installation, lanes, milliseconds, now, say } = bench
  const { ownerUrl } = installation.database
  const store = storeOf(installation, () => undefined)
  const serving = await serve(installation, openLog('error'), { pages: false, matching: false, now })
  const pool = new pg.Pool({ connectionString: ownerUrl, max: lanes })
  pool.on('error', () => undefined)
  const signIn = async (staffId: string) => (await openSession(store, { staffId, steppedUp: true })).token
  const opened = await withOwner(ownerUrl, async client => {
    const ready = await openPoints(client, lanes, signIn)
    await client.query('delete from login.shown; checkpoint')
    return ready
  })
  const told: LanesTold = { origin: serving.origin, lanes: opened }
  const asking = startAsking(new URL('lanesWorker.ts', import.meta.url), told)
  try {
    const postmaster = runningIn(installation.settings.dataFolder)?.pid ?? 0
    const lines: LaneLine[] = []
    await asking.run(LANE_WORKS[0]!.name, milliseconds / 5)
    for (const { name } of LANE_WORKS) {
      say(name)
      lines.push({ name, ...(await spending(postmaster, () => asking.run(name, milliseconds))) })
    }
    const families = opened.reduce((sum, lane) => sum + lane.families.length, 0)
    return { lanes, families, lines, bare: await bareChecks(pool, opened, milliseconds) }
  } finally {
    await asking.stop()
    await serving.stop()
    await pool.end()
    await store.close()
  }
}

const BARE = `select l.*, k.given_at from assistance.list_entry l left join assistance.collection k on k.entry = l.id::text and k.annulled_by is null
  where l.id = $1`

function bareChecks(pool: pg.Pool, lanes: readonly Lane[], milliseconds: number): Promise<Measured> {
  return measure(lanes.length, milliseconds / 2, async (at, turn) => {
    const { families } = lanes[at]!
    await pool.query(BARE, [families[turn % families.length]!.entry])
  })
}

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1).padStart(9)
const timed = (name: string, { p50, p95, slowest, perSecond }: Measured): string =>
  `${name.padEnd(22)}${ms(p50)} ${ms(p95)} ${ms(slowest)} ${perSecond.toFixed(1).padStart(12)}`

/** A table for a terminal. */
export function distributionLines({ lanes, families, lines, bare }: DistributionFigures): string {
  const spent = (each: number | null) => (each === null ? '?' : each.toFixed(2)).padStart(9)
  return [
    `${lanes} lanes at once before ${families} families, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ms`,
    `${''.padEnd(22)}      p50       p95   slowest   per second | processor time of one: server database lanes`,
    ...lines.map(
      ({ name, measured, spent: of }) =>
        `${timed(name, measured)} | ${[of.server, of.database, of.clients].map(spent).join(' ')}`,
    ),
    timed('the row, by bare SQL', bare),
    `a check costs ${(lines[0]!.measured.p50 / bare.p50).toFixed(1)} times the bare row`,
  ].join('\n')
}
