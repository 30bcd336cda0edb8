import type { Pool } from 'pg'

/** Tables without row security, on purpose: they hold lists and structure, nothing about a person. */
const WITHOUT_PEOPLE = [
  'ref.code',
  'auth.country',
  'auth.organisation',
  'auth.office',
  'auth.office_closure',
  'auth.role',
  'auth.role_grant',
  'audit.node',
  'audit.checkpoint',
]
const EXTENSIONS = ['pg_trgm', 'btree_gist']
/** SQL is written for 15 and newer. */
const OLDEST = 150000

interface Check {
  readonly says: (found: string) => string
  /** Every row is a fault; its column `found` names it. */
  readonly sql: string
  readonly values?: readonly unknown[]
}

const CHECKS: readonly Check[] = [
  {
    says: found => `PostgreSQL ${found} is too old: 15 is the oldest that serves`,
    sql: `select current_setting('server_version') as found where current_setting('server_version_num')::int < $1`,
    values: [OLDEST],
  },
  {
    says: found => `${found} may not serve: it passes every policy`,
    sql: `select rolname as found from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)`,
  },
  {
    says: found => `the server's login is a member of ${found}: it must be a member of nothing`,
    sql: `select r.rolname as found from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles me on me.oid = m.member where me.rolname = current_user`,
  },
  {
    says: found => `the server's login owns ${found}: it must own nothing`,
    sql: `select c.oid::regclass::text as found from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = current_user and c.relnamespace <> pg_my_temp_schema()`,
  },
  {
    says: found => `the server's login could make temporary tables or schemas in ${found}`,
    sql: `select current_database() as found where has_database_privilege(current_database(), 'TEMP') or has_database_privilege(current_database(), 'CREATE')`,
  },
  {
    says: found => `${found} has no forced row security with a policy`,
    sql: `select format('%s.%s', n.nspname, c.relname) as found
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
        and (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE') or has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE'))
        and format('%s.%s', n.nspname, c.relname) <> all ($1)
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
    values: [WITHOUT_PEOPLE],
  },
  {
    says: found => `the view ${found} would show rows as its owner: it needs security_invoker`,
    sql: `select c.oid::regclass::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
        and has_table_privilege(c.oid, 'SELECT')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)`,
  },
  {
    says: found => `the function ${found} acts as its owner without a pinned search path`,
    sql: `select p.oid::regprocedure::text as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
        and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`,
  },
  {
    says: found => `the extension ${found} is missing`,
    sql: `select e as found from unnest($1::text[]) e where e not in (select extname from pg_extension)`,
    values: [EXTENSIONS],
  },
  {
    says: found =>
      `the database keeps text as ${found}, which cannot hold every script: create it with ENCODING 'UTF8'`,
    sql: `select current_setting('server_encoding') as found where current_setting('server_encoding') <> 'UTF8'`,
  },
  {
    says: () =>
      'name search is blind to Arabic in this database: create it with LC_CTYPE C.UTF-8 (or en_US.UTF-8), not C',
    sql: `select 'ctype' as found where cardinality(public.show_trgm('محمد')) = 0`,
  },
]

/**
 * What makes a database unfit to serve from, as the login of `pool` finds it; empty when nothing does. The server asks before it listens.
 */
export async function findUnsafe(pool: Pool): Promise<readonly string[]> {
  const faults: string[] = []
  for (const { sql, values = [], says } of CHECKS) {
    const { rows } = await pool.query<{ found: string }>(sql, [...values])
    faults.push(...rows.map(({ found }) => says(found)))
  }
  return faults
}

/** @throws Error naming every fault: a server that cannot trust its database does not start. */
export async function checkSafety(pool: Pool): Promise<void> {
  const faults = await findUnsafe(pool)
  if (faults.length > 0) throw new Error(`this database is not safe to serve from:\n- ${faults.join('\n- ')}`)
}
