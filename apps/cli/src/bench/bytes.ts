import type pg from 'pg'

/** Bytes of a group of tables with their indexes. */
export interface Share {
  readonly name: string
  readonly bytes: number
}

/** Which tables count together. The first that fits holds. */
const GROUPS: readonly (readonly [name: string, tables: RegExp])[] = [
  ['people', /^registration\.individual(_protected)?$/],
  ['names in parts', /^registration\.name$/],
  ['search keys', /^registration\..*_key$/],
  ['families', /^registration\.(registration_group|membership)/],
  ['other facts', /^registration\./],
  ['templates', /^identity\./],
  ['audit and changes', /^(audit|change)\./],
  ['files and images', /^(store|images)\./],
]

/** What the database takes on disk, by group of tables; what fits none is the rest. */
export async function bytesByGroup(client: pg.Client): Promise<readonly Share[]> {
  const { rows } = await client.query<{ name: string; bytes: number }>(
    `select n.nspname || '.' || c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relname not like 'bench\\_%'`,
  )
  const groupOf = (table: string) => GROUPS.find(([, fits]) => fits.test(table))?.[0] ?? 'the rest'
  const sums = new Map<string, number>()
  for (const { name, bytes } of rows) sums.set(groupOf(name), (sums.get(groupOf(name)) ?? 0) + bytes)
  return [...sums].map(([name, bytes]) => ({ name, bytes })).toSorted((a, b) => b.bytes - a.bytes)
}

/** People in the database, as its statistics have it: counting a million takes longer than anything else here. */
export async function peopleIn(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ people: number }>(
    `select reltuples::float8 as people from pg_class where oid = 'registration.individual'::regclass`,
  )
  return Math.max(0, rows[0]!.people)
}
