import type pg from 'pg'

/** Tables below this are vacuumed by PostgreSQL itself before anybody notices. Bytes. */
const LARGE = 8 * 1024 * 1024

/**
 * After migrations: vacuums and analyses large tables that were written anew, or of which a fifth changed since the last vacuum. Until then
 * an index alone answers nothing and the planner guesses, and PostgreSQL's own vacuum comes when it comes. Returns their names.
 */
export async function freshen(
  client: pg.Client,
  say: (text: string) => void,
  large = LARGE,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(STALE, [large])
  if (rows.length > 0) say(`Tidying ${rows.length} large tables that this update wrote anew; this may take minutes.`)
  // one after another and not in a transaction: nobody is kept waiting by a lock
  for (const { name } of rows) await client.query(`vacuum (analyze) ${name}`)
  return rows.map(({ name }) => name)
}

const STALE = `select c.oid::regclass::text as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_stat_user_tables s on s.relid = c.oid
  where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' and pg_relation_size(c.oid) > $1
    and (c.reltuples < 0 or (coalesce(s.n_dead_tup, 0) + coalesce(s.n_ins_since_vacuum, 0)) * 5 > c.reltuples)
  order by pg_relation_size(c.oid)`
