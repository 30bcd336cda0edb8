import { type Asking, defineQuery, listRecords, type Query, type StoredRow, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { INTEGER, list, NAME, object, orNull, ROW, TEXT } from './schemas.ts'

interface Asked {
  readonly module: string
  /** Default: every open state. */
  readonly state?: string
  /** `mine`, `nobody`, or a colleague. Default: everybody's. */
  readonly owner?: string
}

interface Queue {
  /** How many of those the asker may read stand in each open state, up to a thousand and one for more, and since when the longest. */
  readonly states: readonly { readonly state: string; readonly count: number; readonly since: string | null }[]
  /** The cases that have been in their state for longest, first; with when something is next due in them. */
  readonly cases: readonly StoredRow[]
}

/** Cases of one state that are counted; one more says that there are more. */
const COUNTED = 1000
/** Cases of one state that are shown. */
const LISTED = 50

/** The open cases of a module that the asker may read, by how long they have been where they are. */
export const queue = (all: readonly CaseModule[]): Query =>
  defineQuery<Asked, Queue>({
    name: 'cases.queue',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, state: NAME, owner: NAME }, ['state', 'owner']),
    output: object({
      states: list(object({ state: TEXT, count: INTEGER, since: orNull(TEXT) })),
      cases: list(ROW),
    }),
    showsPeople: true,
    run: async (tx, asking, asked) => {
      const found = caseModuleFor(all, asking.session, asked.module)
      const { module, rules, open } = found
      const listing = {
        where: ownerOf(asking, asked.owner),
        states: open.filter(state => asked.state === undefined || state === asked.state),
        sort: 'state_since',
        limit: LISTED,
      }
      const [states, { rows: cases }] = await Promise.all([
        statesOf(tx, found),
        listRecords(tx, asking, module, rules.record, listing),
      ])
      return { states, cases: await withNext(tx, found, cases) }
    },
  })

/**
 * How many stand in each open state, and since when the longest: by the index of offices where it can be, as a policy alone is asked for every row of
 * everybody's. What a colleague owns or was given elsewhere is counted besides, looked up by owner and case (`offset 0`: never the other way
 * round). Policies hold for all of it.
 */
async function statesOf(tx: Tx, { name, open, root }: CaseModule): Promise<Queue['states']> {
  const asked = sql`${name}, 'read', 'personal'`
  const most = sql.lit(COUNTED + 1)
  const { rows } = await sql<Queue['states'][number]>`
    with me as materialized (select auth.reach(${asked}) as offices, auth.owners(${asked}) as owners, auth.cases(${asked}) as cases),
    elsewhere as materialized (
      select c.state, c.state_since from me, unnest(me.owners) one cross join lateral (select * from ${root} c where c.owner_id = one offset 0) c
      where c.state = any (${open}::text[]) and c.office_id <> all (me.offices)
      union all
      select c.state, c.state_since from me, unnest(me.cases) one cross join lateral (select * from ${root} c where c.id = one offset 0) c
      where c.state = any (${open}::text[]) and c.office_id <> all (me.offices) and (c.owner_id is null or c.owner_id <> all (me.owners)))
    select s.state, n.count, least(o.since, e.since) as since from unnest(${open}::text[]) s (state)
    cross join lateral (select count(*) as count, min(state_since) as since from elsewhere where elsewhere.state = s.state) e
    cross join lateral (select min(first.state_since) as since from me, unnest(me.offices) office cross join lateral (
      select c.state_since from ${root} c where c.office_id = office and c.state = s.state order by c.state_since limit 1) first) o
    cross join lateral (select least(e.count + count(*), ${most})::int as count from (
      select from ${root} c where c.state = s.state and c.office_id = any ((select me.offices from me)::uuid[]) limit ${most}) some_of_them) n
    where n.count > 0`.execute(tx)
  return rows
}

const ownerOf = ({ session }: Asking, owner: string | undefined) =>
  owner === undefined ? {} : { owner_id: owner === 'nobody' ? null : owner === 'mine' ? session.staffId : owner }

/** `next_at`: when the first clock ends or the first open task is due. */
async function withNext(tx: Tx, { table }: CaseModule, cases: readonly StoredRow[]): Promise<readonly StoredRow[]> {
  const ids = cases.map(({ id }) => id)
  const { rows } = await sql<{ id: string; next_at: string }>`select root_id as id, min(due_at) as next_at from (
      select root_id, due_at from ${table('clock')} where status = 'running' and root_id = any (${ids}::uuid[])
      union all
      select root_id, due_at from ${table('task')} where status = 'open' and withdrawn_at is null and root_id = any (${ids}::uuid[])) due
    group by root_id`.execute(tx)
  const next = new Map(rows.map(row => [row.id, row.next_at]))
  return cases.map(row => ({ ...row, next_at: next.get(row.id) ?? null }))
}
