import type pg from 'pg'

/** Schemas with tables that a load fills. */
const FILLED = ['registration', 'identity', 'gallery', 'adjudication', 'tracing']
/** Sorting for an index works in memory up to here. */
const MEMORY = '1GB'

/** Tables as empty as they were made, and what gives them back their indexes. */
export interface EmptyTables {
  readonly names: ReadonlySet<string>
  /** Makes the indexes again; each is made by one sort, where row by row every row would touch a page somewhere. */
  readonly finish: (say: (done: number, all: number) => void) => Promise<void>
}

/**
 * Makes empty tables ready for very many rows, within the caller's transaction: new files, of which the log holds nothing when the
 * database was started for that, and no index but those that a constraint needs.
 * Tables with rows (lists that a migration brings) stay as they are.
 */
export async function takeEmptyTables(client: pg.Client): Promise<EmptyTables> {
  const { rows: tables } = await client.query<{ name: string }>(TABLES, [FILLED])
  const names: string[] = []
  for (const { name } of tables)
    if ((await client.query(`select 1 from ${name} limit 1`)).rows.length === 0) names.push(name)
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(INDEXES, [names])
  await client.query(`set local maintenance_work_mem = '${MEMORY}'`)
  await client.query(`truncate ${names.join(', ')}`)
  if (indexes.length > 0) await client.query(`drop index ${indexes.map(({ name }) => name).join(', ')}`)
  return {
    names: new Set(names),
    async finish(say) {
      for (const [at, { definition }] of indexes.entries()) {
        await client.query(definition)
        say(at + 1, indexes.length)
      }
    },
  }
}

/** Those of the schemas, and others that refer to them: a table that is referred to is emptied with these or not at all. */
const TABLES = `with recursive taken as (
    select c.oid from pg_class c where c.relkind = 'r' and c.relnamespace = any ($1::regnamespace[])
    union
    select k.conrelid from pg_constraint k join taken on taken.oid = k.confrelid where k.contype = 'f'
  )
  select format('%I.%I', n.nspname, c.relname) as name
  from taken join pg_class c on c.oid = taken.oid join pg_namespace n on n.oid = c.relnamespace order by 1`
const INDEXES = `select format('%I.%I', n.nspname, i.relname) as name, pg_get_indexdef(i.oid) as definition
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace
  where x.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.oid)
  order by 1`
