import { type Asking, defineQuery, listRecords, type Query, type StoredRow, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, orNull, ROW, TEXT } from './schemas.ts'

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
      const states = await statesOf(tx, found)
      const wanted = open.filter(state => asked.state === undefined || state === asked.state)
      const rows: StoredRow[] = []
      for (const state of wanted.filter(each => states.some(one => one.state === each))) {
        const where = { state, ...ownerOf(asking, asked.owner) }
        rows.push(
          ...(await listRecords(tx, asking, module, rules.record, { where, sort: 'state_since', limit: LISTED })).rows,
        )
      }
      const cases = rows.toSorted((a, b) => (String(a.state_since) < String(b.state_since) ? -1 : 1)).slice(0, LISTED)
      return { states, cases: await withNext(tx, found, cases) }
    },
  })

/**
 * How many stand in each open state, by the index of offices where it can be: a policy alone is asked for every row of everybody's. What a colleague owns or was given
 * elsewhere is counted besides. Policies hold for all of it.
 */
async function statesOf(tx: Tx, { name, open, root }: CaseModule): Promise<Queue['states']> {
  const here = sql`(select auth.reach(${name}, 'read', 'personal'))::uuid[]`
  const mine = sql`c.owner_id = any ((select auth.owners(${name}, 'read', 'personal'))::uuid[])
    or c.id = any ((select auth.cases(${name}, 'read', 'personal'))::uuid[])`
  const most = sql.lit(COUNTED + 1)
  const { rows } = await sql<Queue['states'][number]>`
    select s.state, n.count, o.since from unnest(${open}::text[]) s (state)
    cross join lateral (select count(*)::int as count from (
      (select from ${root} c where c.state = s.state and c.office_id = any (${here}) limit ${most})
      union all
      (select from ${root} c where c.state = s.state and not (c.office_id = any (${here})) and (${mine}) limit ${most})
      limit ${most}) some_of_them) n
    cross join lateral (select min(c.state_since) as since from ${root} c where c.state = s.state) o
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

/** How the open cases of a module lie on its colleagues, as far as the asker may read them; `ownerId` null: nobody's. */
export const caseload = (all: readonly CaseModule[]): Query =>
  defineQuery<
    { module: string },
    { colleagues: readonly { readonly ownerId: string | null; readonly cases: number; readonly overdue: number }[] }
  >({
    name: 'cases.caseload',
    module: 'cases',
    needs: null,
    input: object({ module: NAME }),
    output: object({ colleagues: list(object({ ownerId: orNull(ID), cases: INTEGER, overdue: INTEGER })) }),
    showsPeople: false,
    run: async (tx, asking, { module }) => {
      const { open, root, table } = caseModuleFor(all, asking.session, module)
      const { rows } = await sql<{ ownerId: string | null; cases: number; overdue: number }>`
        select c.owner_id as "ownerId", count(*)::int as cases, (coalesce(sum(late.tasks), 0))::int as overdue
        from ${root} c left join (select root_id, count(*) as tasks from ${table('task')}
          where status = 'open' and due_at < ${asking.now()} group by root_id) late on late.root_id = c.id
        where c.state = any (${open}::text[]) group by c.owner_id order by cases desc`.execute(tx)
      return { colleagues: rows }
    },
  })
