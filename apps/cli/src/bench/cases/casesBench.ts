import { loadavg } from 'node:os'
import { openSession, type Store } from '@nansen/store'
import { runningIn } from '@nansen/store/embedded'
import type pg from 'pg'
import { CannotGoOn } from '../../cannotGoOn.ts'
import { type Installation, storeOf } from '../../installation.ts'
import { openLog } from '../../log.ts'
import { withOwner } from '../../openDatabase.ts'
import { serve } from '../../serve.ts'
import { spending, startAsking } from '../clients.ts'
import type { Measured } from '../measure.ts'
import type { Spent } from '../report.ts'
import { CASE_WORKS, type CaseClients, type CaseOfficer } from './caseWorks.ts'
import { fillCases } from './fillCases.ts'
import { type Opening, sealedOpening } from './sealedOpening.ts'

interface CasesBench {
  readonly installation: Installation
  readonly cases: number
  readonly clients: number
  readonly milliseconds: number
  /** Limits of requests would be all that one measures: a clock that runs faster. */
  readonly now: () => Date
  readonly say: (line: string) => void
}

interface CaseLine {
  readonly name: string
  readonly measured: Measured
  readonly spent: Spent
  readonly load: number
}

export interface CaseFigures {
  readonly cases: number
  readonly clients: number
  readonly lines: readonly CaseLine[]
  readonly sealed: Opening
}

/** Cases known to each officer. */
const EACH = 250

/** Case pages and queues over HTTP, under row policies, among so many cases. */
export async function casesBench(bench: CasesBench): Promise<CaseFigures> {
  const { installation, cases, clients, milliseconds, now, say } = bench
  const { ownerUrl } = installation.database
  await withOwner(ownerUrl, async client => {
    say(`filling up to ${cases} cases…`)
    await fillCases(client, cases)
    await client.query('delete from login.shown; checkpoint')
  })
  const store = storeOf(installation, () => undefined)
  const serving = await serve(installation, openLog('error'), { pages: false, matching: false, now })
  try {
    const officers = await withOwner(ownerUrl, client => officersOf(client, store))
    if (officers.length === 0) throw new CannotGoOn('nobody protects anybody in this world: invent more people')
    const told: CaseClients = { origin: serving.origin, officers, clients }
    const asking = startAsking(new URL('casesWorker.ts', import.meta.url), told)
    const postmaster = runningIn(installation.settings.dataFolder)?.pid ?? 0
    const lines: CaseLine[] = []
    for (const { name } of CASE_WORKS) {
      say(name)
      await asking.run(name, milliseconds / 5)
      lines.push({ name, ...(await spending(postmaster, () => asking.run(name, milliseconds))), load: loadavg()[0]! })
    }
    await asking.stop()
    return { cases, clients, lines, sealed: await sealedOpening() }
  } finally {
    await serving.stop()
    await store.close()
  }
}

/** Protection officers, signed in, each with cases of the offices they read. */
async function officersOf(client: pg.Client, store: Store): Promise<readonly CaseOfficer[]> {
  const { rows } = await client.query<{ staff_id: string; office_id: string; cases: string[] }>(
    `select a.staff_id, a.office_id, array(select n.id from needs.need n join auth.office_closure c on c.descendant = n.office_id
       where c.ancestor = a.office_id order by md5(n.id::text) limit $1) as cases
     from auth.assignment a where a.role = 'protection_officer' order by a.staff_id`,
    [EACH],
  )
  const known = rows.filter(({ cases }) => cases.length > 0)
  return Promise.all(
    known.map(async ({ staff_id, office_id: officeId, cases }) => ({
      token: (await openSession(store, { staffId: staff_id, steppedUp: true })).token,
      officeId,
      cases,
    })),
  )
}

const ms = (value: number): string => value.toFixed(1).padStart(9)

/** A table for a terminal. */
export const caseLines = ({ cases, clients, lines, sealed }: CaseFigures): string =>
  [
    `${cases} cases, ${clients} clients at once; ms`,
    `${''.padEnd(22)}      p50       p95   slowest   per second   load | processor time of one: server database clients`,
    ...lines.map(
      ({ name, measured: m, spent, load }) =>
        `${name.padEnd(22)}${ms(m.p50)} ${ms(m.p95)} ${ms(m.slowest)} ${m.perSecond.toFixed(1).padStart(12)} ${load.toFixed(1).padStart(6)} | ${[spent.server, spent.database, spent.clients].map(each => (each === null ? '?' : each.toFixed(2)).padStart(9)).join(' ')}`,
    ),
    `${'a sealed note, opened'.padEnd(22)}${ms(sealed.p50)} ${ms(sealed.p95)}   (keys of twelve changes of readers, and the words)`,
  ].join('\n')
