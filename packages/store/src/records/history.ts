import { isId } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { sql } from 'kysely'
import { about, auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { notFound, type Place, placeOf } from './place.ts'

/** One change of a record or of what hangs on it. */
export interface HistoryEntry {
  readonly at: string
  /** Null: the installer. */
  readonly staff_id: string | null
  /** Equal for all that one act changed. */
  readonly command_id: string | null
  readonly record: string
  readonly row_id: string
  readonly op: 'insert' | 'update' | 'delete'
  readonly part: 'open' | 'protected' | 'sealed'
  readonly fields: readonly string[]
  /** What the fields became; null for protected and sealed parts, and after erasure. */
  readonly set: Readonly<Record<string, unknown>> | null
  /** What these fields were before; null where `set` is, and for what was just recorded. */
  readonly before: Readonly<Record<string, unknown>> | null
}

export interface HistoryPage {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[]
  /** Hand back to read on into the past; null at the beginning. */
  readonly older: number | null
}
export interface HistoryPart {
  readonly older?: number | null
  /** Entries at least; an act is never cut in two. Default 100. */
  readonly limit?: number
}

/** Entries a page when nobody says. */
const PAGE = 100

/**
 * How a record came to be what it is, the latest page first, for whoever may read it; that protected fields changed is shown only to who
 * may see them, and of what hangs on it only the rows the asker may read now. The read is audited. @throws Refusal `not-found`.
 */
export async function getHistory(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  id: string,
  part: HistoryPart = {},
): Promise<HistoryPage> {
  const place = placeOf(module, record)
  const told = isId(id) && (await readable(tx, place, [id])).has(id) ? await entriesOf(tx, module, record, id) : []
  const looked = { module: module.name, action: 'read', record, ids: isId(id) ? [id] : [], reason: 'history' } as const
  if (told.length === 0) throw about(notFound(), looked)
  await auditRead(tx, asking, looked)
  return pageOf(withBefore(told), part)
}

/** The history only grows at its end: how many entries come before a page says where it began. */
function pageOf(told: readonly HistoryEntry[], { older = null, limit = PAGE }: HistoryPart): HistoryPage {
  const end = Math.min(older ?? told.length, told.length)
  let start = Math.max(end - limit, 0)
  const command = told[start]?.command_id ?? null
  while (command !== null && start > 0 && told[start - 1]!.command_id === command) start--
  return { entries: told.slice(start, end), older: start === 0 ? null : start }
}

type Untold = Omit<HistoryEntry, 'before'>

/** Beside what each change set, what was there: told by the changes before it. */
function withBefore(entries: readonly Untold[]): readonly HistoryEntry[] {
  const rows = new Map<string, Record<string, unknown>>()
  return entries.map(entry => {
    if (entry.part !== 'open' || entry.set === null) return { ...entry, before: null }
    const row = rows.get(entry.row_id) ?? {}
    const before = Object.fromEntries(Object.keys(entry.set).map(name => [name, row[name] ?? null]))
    rows.set(entry.row_id, { ...row, ...entry.set })
    return { ...entry, before: entry.op === 'update' ? before : null }
  })
}

/** `change.history` knows levels and the root; what a record's own policies say beyond that, its rows are asked. */
async function entriesOf(tx: Tx, module: Module, record: string, id: string): Promise<readonly Untold[]> {
  const { rows } =
    await sql<Untold>`select at, staff_id, command_id, record_name as record, row_id, op, part, fields, set
    from change.history(${module.name}, ${record}, ${id})`.execute(tx)
  const seen = new Set<string>()
  for (const [name, entries] of Map.groupBy(rows, entry => entry.record)) {
    if (!Object.hasOwn(module.records, name)) continue
    const ids = [...new Set(entries.map(entry => entry.row_id))]
    for (const each of await readable(tx, placeOf(module, name), ids)) seen.add(each)
  }
  return rows.filter(entry => seen.has(entry.row_id))
}

async function readable(tx: Tx, { table }: Place, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from ${table} where id = any (${ids}::uuid[])`.execute(tx)
  return new Set(rows.map(row => row.id))
}
