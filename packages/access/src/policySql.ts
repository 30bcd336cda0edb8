import type { Action, Level } from '@nansen/model'
import { literal } from './identifier.ts'

/** The rows that an action at a level reaches: by office, by owner, or as a case given personally. */
export interface Reach {
  readonly module: string
  readonly action: Action
  readonly level: Level
  /** The column that holds the root record's id: `id` in a root's own table, `root_id` in what hangs on it. */
  readonly root: 'id' | 'root_id'
}

/**
 * Whether a row is reached, as a Postgres expression for a policy. Each array is looked up once a statement (`(select …)` makes it an
 * InitPlan); comparisons stay bare so that the indexes on these columns serve; there is no `not`, so null is never a yes.
 * Its TypeScript twin is `reaches`.
 */
export function reachSql({ module, action, level, root }: Reach): string {
  const asked = [module, action, level].map(literal).join(', ')
  return [
    `office_id = any ((select auth.reach(${asked}))::uuid[])`,
    `owner_id = any ((select auth.owners(${asked}))::uuid[])`,
    `${root} = any ((select auth.cases(${asked}))::uuid[])`,
  ].join('\n    or ')
}

/** Restricted rows exist for the members of their group only, whatever else reaches them. */
export const UNRESTRICTED = 'restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])'

/** What the server may do with the rows of one table; the database refuses the rest. */
export interface TableRights {
  /** `registration.individual` */
  readonly table: string
  readonly module: string
  readonly root: 'id' | 'root_id'
  readonly level: Level
  /** Which action lets a row be read: `read`, or `see` for tables that hold summaries only. */
  readonly reading: Action
  readonly changes: boolean
  readonly removes?: boolean
}

/** Forces row security on a table and writes its policies. Nobody has a policy but the server and the installer. */
export function policiesSql({ table, module, root, level, reading, changes, removes = false }: TableRights): string {
  const rows = (action: Action, at: Level = level) => reachSql({ module, action, level: at, root })
  const reads = reading === 'see' ? rows('see', 'summary') : rows(reading)
  // Without `with check` the row must still be reached after the change: one cannot give away what one could not take back.
  const change = `create policy change on ${table} for update to nansen_app using (\n    ${rows('change')});`
  const remove = `create policy remove on ${table} for delete to nansen_app using (\n    ${rows('change')});`
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    `create policy keeper on ${table} to nansen_migrator using (true) with check (true);`,
    `create policy restricted on ${table} as restrictive to nansen_app using (\n    ${UNRESTRICTED});`,
    `create policy read on ${table} for select to nansen_app using (\n    ${reads});`,
    `create policy add on ${table} for insert to nansen_app with check (\n    ${rows('create')});`,
    ...(changes ? [change] : []),
    ...(removes ? [remove] : []),
  ].join('\n')
}
