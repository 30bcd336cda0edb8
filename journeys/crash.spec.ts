import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '@nansen/kernel'
import { sequence, verifyAudit } from '@nansen/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceAccounts } from '../apps/cli/src/demo/accounts.ts'
import { storeOf } from '../apps/cli/src/installation.ts'
import { withOwner } from '../apps/cli/src/openDatabase.ts'
import { openForLooking } from '../apps/cli/src/openForLooking.ts'
import { readSettings, type Settings } from '../apps/cli/src/settings.ts'
import { type Victim, victimIn } from './crash/victim.ts'
import { signIn, type Writer, writer } from './crash/writer.ts'
import { copyOfWorld } from './product.ts'

const FULL = process.env.NANSEN_FULL === '1'
const CYCLES = FULL ? 500 : 10
/** They may make tracing requests, at four offices. */
const COLLEAGUES = ['zeinab', 'esther', 'pauline', 'james']
const seed = process.env.NANSEN_SEED ?? `crash ${Date.now()}`

let place: string
let settings: Settings
let victim: Victim
const writers: Writer[] = []

beforeAll(async () => {
  place = await copyOfWorld(200)
  const environment = { NANSEN_DATA: join(place, 'data'), NANSEN_KEYS: join(place, 'keys', 'server.key') }
  settings = readSettings('demo', environment)
  victim = victimIn(environment, 20_000 + (process.pid % 20_000))
  await victim.start()
}, 300_000)
afterAll(async () => {
  for (const each of writers) each.abandon()
  await victim?.end()
  await new Promise(resolve => setTimeout(resolve, 500))
  rmSync(place, { recursive: true, force: true })
})

const ask = async <T extends object>(sql: string, values: unknown[] = []) => {
  const installation = await openForLooking(settings)
  const { rows } = await withOwner(installation.database.ownerUrl, client => client.query<T>(sql, values))
  await installation.stop()
  return rows
}

/** Registered at the very office of the colleague, who may therefore name them. */
const SOMEBODY_NEAR = `select i.id from auth.staff s join auth.assignment a on a.staff_id = s.id
  join registration.individual i on i.office_id = a.office_id where s.email = $1 limit 1`

/** What of the confirmed is not in the database exactly once, with exactly one line of audit: each table is read once, however many they are. */
const damaged = (confirmed: ReadonlyMap<string, string>) =>
  ask<{ name: string; rows: number; audited: number; commands: number }>(
    `with confirmed as materialized (select * from unnest($1::text[], $2::uuid[]) as c (name, command)),
       rows as materialized (select sought_name as name, count(*)::int as n from tracing.request group by 1),
       audited as materialized (select command_id as command, count(*)::int as n from audit.entry where action = 'create'
          and record = 'request' and 'sought_name' = any (fields) group by 1),
       commands as materialized (select id as command, count(*)::int as n from change.command group by 1)
     select c.name, coalesce(r.n, 0) as rows, coalesce(a.n, 0) as audited, coalesce(k.n, 0) as commands
       from confirmed c left join rows r using (name) left join audited a using (command) left join commands k using (command)
      where (coalesce(r.n, 0), coalesce(a.n, 0), coalesce(k.n, 0)) <> (1, 1, 1)`,
    [[...confirmed.keys()], [...confirmed.values()]],
  )

test(
  `nothing confirmed is lost or doubled when the server and its database are killed (${seed})`,
  async () => {
    const random = seededRandom(seed)
    for (const name of COLLEAGUES) {
      const [seeker] = await ask<{ id: string }>(SOMEBODY_NEAR, [`${name}@demo.nansen`])
      const cookie = await signIn(victim.origin, `${name}@demo.nansen`, practiceAccounts().password)
      writers.push(writer(victim.origin, cookie, name, seeker?.id ?? ''))
    }
    const kinds = { server: 0, database: 0, both: 0 }
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await new Promise(resolve => setTimeout(resolve, 300 + random.next() * 1_200))
      const what = (['server', 'database', 'both'] as const)[cycle % 3] ?? 'server'
      kinds[what]++
      await victim.kill(what)
      if (what !== 'database') await victim.start()
      await victim.untilHealthy()
      const before = new Map(writers.flatMap(each => [...each.confirmed]))
      expect(await damaged(before), `after cycle ${cycle}: ${what}`).toEqual([])
      if (cycle % 25 === 24) process.stdout.write(`${cycle + 1} kills, ${before.size} confirmed\n`)
    }
    await Promise.all(writers.map(each => each.stop()))
    const all = new Map(writers.flatMap(each => [...each.confirmed]))
    process.stdout.write(`${all.size} confirmed through ${kinds.server} + ${kinds.database} + ${kinds.both} kills\n`)
    expect(all.size).toBeGreaterThan(CYCLES * COLLEAGUES.length)
    expect(await damaged(all)).toEqual([])
    expect(
      await ask(`select id from tracing.request where sought_name not in (select * from unnest($1::text[]))`, [
        [...all.keys()],
      ]),
    ).toEqual([])
  },
  CYCLES * 60_000,
)

test('after all of it the audit is whole, and no line of it is about a row that is not there', async () => {
  const orphans = await ask(
    `select a.id from audit.entry a where a.record = 'request' and a.action = 'create' and a.command_id is not null
       and not exists (select from tracing.request r where r.id = any (a.ids))`,
  )
  expect(orphans).toEqual([])
  const store = storeOf(await openForLooking(settings), () => undefined)
  await sequence(store, { sign: true })
  expect((await verifyAudit(store)).fault).toBeNull()
  await store.close()
})
