import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { Change, RowToday, Values } from '../../timeMachine/replay.ts'

/** All that is needed to see some people on any day: today's rows that the asker may read, and the changes of those. */
export interface Past {
  readonly people: readonly string[]
  /** Number of each group by its id. */
  readonly groups: Readonly<Record<string, string>>
  readonly rows: readonly RowToday[]
  /** In the order of the log. */
  readonly changes: readonly Change[]
}

/** Histories that hang on a person and that a frame is made of. Nothing of them is protected. */
const FACTS = ['status_change', 'legal_status', 'address', 'marriage'] as const

/** Null for a record that the asker may not read today. */
export async function pastOf(tx: Tx, record: 'individual' | 'registration_group', id: string): Promise<Past | null> {
  const own = await rowsOf(tx, record, sql`id = ${id}::uuid`)
  if (own.length === 0) return null
  const memberships = await rowsOf(
    tx,
    'membership',
    record === 'individual' ? sql`individual = ${id}::uuid` : sql`parent_id = ${id}::uuid`,
  )
  const ids = record === 'individual' ? [id] : memberships.map(({ values }) => String(values.individual))
  const individuals = await rowsOf(tx, 'individual', sql`id = any (${ids}::uuid[])`)
  const people = individuals.map(row => row.id)
  // Of the people of a family, also the groups they were in before and after: a frame says where somebody was.
  const everywhere = await rowsOf(tx, 'membership', sql`individual = any (${people}::uuid[])`)
  const rows = [...individuals, ...everywhere]
  for (const fact of FACTS) rows.push(...(await rowsOf(tx, fact, sql`root_id = any (${people}::uuid[])`)))
  const changes = await changesOf(
    tx,
    people,
    everywhere.map(row => row.id),
  )
  const visible = new Set(rows.map(row => row.id))
  return {
    people,
    groups: await numbersOf(tx, everywhere),
    rows: rows.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0)),
    changes: changes.filter(({ rowId }) => visible.has(rowId)),
  }
}

async function rowsOf(tx: Tx, record: string, where: ReturnType<typeof sql>): Promise<readonly RowToday[]> {
  const { rows } = await sql<{ id: string; created_at: string; values: Values }>`
    select t.id, t.created_at, to_jsonb(t) as values from ${sql.table(`registration.${record}`)} t where ${where} order by t.created_at, t.id`.execute(
    tx,
  )
  return rows.map(({ id, created_at, values }) => ({ record, id, createdAt: iso(created_at), values }))
}

const iso = (at: string): string => new Date(at).toISOString()

async function changesOf(
  tx: Tx,
  people: readonly string[],
  memberships: readonly string[],
): Promise<readonly Change[]> {
  const { rows } = await sql<{ at: string; record: string; row_id: string; op: Change['op']; set: Values | null }>`
    select h.at, h.record_name as record, h.row_id, h.op, h.set from (
      select 'individual' as record, unnest(${people}::uuid[]) as id union all select 'membership', unnest(${memberships}::uuid[])
    ) asked, change.history('registration', asked.record, asked.id) with ordinality as h
      (at, staff_id, command_id, record_name, row_id, op, part, fields, set, place)
    where h.part = 'open' order by h.at, h.place`.execute(tx)
  return rows.map(({ at, record, row_id, op, set }) => ({ at: iso(at), record, rowId: row_id, op, set }))
}

async function numbersOf(tx: Tx, memberships: readonly RowToday[]): Promise<Readonly<Record<string, string>>> {
  const ids = [...new Set(memberships.map(({ values }) => String(values.parent_id)))]
  const { rows } = await sql<{ id: string; number: string }>`select id, number from registration.registration_group
    where id = any (${ids}::uuid[])`.execute(tx)
  return Object.fromEntries(rows.map(({ id, number }) => [id, number]))
}
