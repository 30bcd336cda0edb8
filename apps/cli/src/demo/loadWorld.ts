import type { Keys } from '@nansen/store'
import pg from 'pg'
import { loadCalendars, loadLists, loadOwnFields } from '../lists.ts'
import { asOneBatch, type Bulk } from './bulk.ts'
import { openClaims } from './claimFiles.ts'
import { openClarifications } from './clarificationCases.ts'
import { openDistributions } from './distributions.ts'
import { type EmptyTables, takeEmptyTables } from './emptyTables.ts'
import { openIncidents } from './gbvCases.ts'
import { openProtectionIncidents } from './incidentCases.ts'
import { type Inventing, inventedRows } from './inventing.ts'
import { inventedBeside } from './inventingBeside.ts'
import { openNeeds } from './needCases.ts'
import { openResettlement } from './resettlementCases.ts'
import { addColleagues } from './staff.ts'

export interface LoadOptions {
  readonly ownerUrl: string
  /** For search keys that only this server can make. */
  readonly keys: Pick<Keys, 'blindIndex'>
  readonly people: number
  /** `YYYY-MM-DD`: the day the practice world is looked at. */
  readonly today: string
  /** Tells the person at the terminal what is being done and how far it is, 0 to 1. */
  readonly say: (what: 'people' | 'indexes', part: number) => void
  /** Fingers and eyes for so many people from five years of age. Default: all. */
  readonly templates?: number
  /** Default: as soon as there are many. */
  readonly manner?: 'few' | 'many'
}

/** From here on people are invented in a thread of their own, into tables without indexes. */
export const MANY = 20_000

/**
 * Fills an empty demo with the practice world, as one audited batch; does nothing where colleagues work already.
 * @returns whether it was empty
 */
export async function loadWorld(options: LoadOptions): Promise<boolean> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await loadLists(client)
    await loadCalendars(client)
    await loadOwnFields(client)
    if (await isPeopled(client)) return false
    const many = (options.manner ?? (options.people >= MANY ? 'many' : 'few')) === 'many'
    await asOneBatch(client, nameOf(options), async bulk => {
      const tables = many ? await takeEmptyTables(client) : null
      await fill(bulk, options, tables)
      await tables?.finish((done, all) => options.say('indexes', done / all))
    })
    await openNeeds(client, options.today)
    await openClaims(client, options.today)
    await openIncidents(client, options.today, options.people)
    await openProtectionIncidents(client, options.today, options.people)
    await openClarifications(client, options.today, options.people)
    await openResettlement(client, options.today, options.people)
    await openDistributions(client, options.today)
    await runClocks(client, options.today)
    await client.query(many ? 'vacuum analyze' : ANALYZE)
    return true
  } finally {
    await client.end()
  }
}

/** What of all these cases is overdue this morning says so, and for once in a load: each round looks through every module. */
const runClocks = (client: pg.Client, today: string) =>
  client.query('select cases.run_clocks($1)', [`${today}T06:00:00Z`])

/** Most of some two thousand tables are empty, and looking into each of them took seconds of a first start. */
const ANALYZE = `do $$ begin
  execute (select 'analyze ' || string_agg(oid::regclass::text, ', ') from pg_class
    where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)' and pg_relation_size(oid) > 0);
end $$`

/** How the audit names the load, and tells later which world it was. */
const nameOf = ({ people, today }: Pick<LoadOptions, 'people' | 'today'>) => `practice world of ${people} on ${today}`
export const NAMED = /^practice world of (\d+)(?: on (\d{4}-\d{2}-\d{2}))?/

/** Whether somebody works in this database already. */
export const isPeopled = async (client: pg.Client): Promise<boolean> =>
  (await client.query('select 1 from auth.staff limit 1')).rows.length > 0

async function fill(bulk: Bulk, options: LoadOptions, tables: EmptyTables | null): Promise<void> {
  const { people, today, keys, templates = Number.POSITIVE_INFINITY, say } = options
  await addColleagues(bulk, today)
  const inventing: Inventing = { people, today, blindIndex: keys.blindIndex, templates }
  for await (const { chunks, done } of tables ? inventedBeside(inventing) : inventedRows(inventing)) {
    for (const chunk of chunks) await bulk.copy(chunk, tables?.names.has(chunk.table))
    say('people', Math.min(1, done / people))
  }
}
