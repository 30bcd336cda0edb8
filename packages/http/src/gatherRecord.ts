import type { Module, RecordDefinition } from '@nansen/model'
import { type Asking, findRecord, getRecord, listRecords, type StoredRow, type Tx } from '@nansen/store'
import { sql } from 'kysely'

type Values = Readonly<Record<string, unknown>>

/** A record with what hangs on it and what its references and codes are called: all that a paper says. */
export interface Gathered {
  readonly row: StoredRow
  readonly children: Readonly<Record<string, readonly Values[]>>
  /** By identifier, and by `LIST CODE`. */
  readonly named: Readonly<Record<string, string>>
  readonly office: string
}

/** Rows of one child record on a paper at most. */
const MOST = 100

/** Reads it as the asker may; every row is audited. @throws Refusal `not-found`. */
export async function gatherRecord(
  tx: Tx,
  asking: Asking,
  modules: readonly Module[],
  at: { readonly module: Module; readonly record: string; readonly id: string; readonly language: string },
): Promise<Gathered> {
  const { module, record, id, language } = at
  const row = await getRecord(tx, asking, module, record, id)
  const children: Record<string, readonly Values[]> = {}
  for (const [child, { parent }] of Object.entries(module.records)) {
    if (parent !== record) continue
    const page = await listRecords(tx, asking, module, child, { where: { parent_id: id }, sort: 'id', limit: MOST })
    children[child] = page.rows
  }
  const rows = [
    [module.records[record]!, row] as const,
    ...Object.entries(children).flatMap(([child, each]) => each.map(one => [module.records[child]!, one] as const)),
  ]
  const named = { ...(await codesIn(tx, rows, language)), ...(await referredIn(tx, asking, modules, rows)) }
  const office = await sql<{ name: string }>`select name from auth.office where id = ${String(row.office_id)}`.execute(
    tx,
  )
  return { row, children, named, office: office.rows[0]?.name ?? '' }
}

type Rows = readonly (readonly [RecordDefinition, Values])[]

/** Labels of the maintained codes and places among these answers. */
async function codesIn(tx: Tx, rows: Rows, language: string): Promise<Readonly<Record<string, string>>> {
  const asked = rows.flatMap(([{ fields }, row]) =>
    Object.entries(fields).flatMap(([name, { list, kind }]) => {
      const value = row[name]
      if (value === null || value === undefined) return []
      if (kind === 'place') return [['place', (value as { pcode: string }).pcode] as const]
      return list === null ? [] : [value].flat().map(code => [list, String(code)] as const)
    }),
  )
  if (asked.length === 0) return {}
  const { rows: found } = await sql<{ list: string; code: string; label: string | null }>`
    select c.list, c.code, coalesce(c.label ->> ${language}, c.label ->> 'en') as label from ref.code c
    join unnest(${asked.map(([list]) => list)}::text[], ${asked.map(([, code]) => code)}::text[]) a(list, code) using (list, code)`.execute(
    tx,
  )
  return Object.fromEntries(found.map(({ list, code, label }) => [`${list} ${code}`, label ?? code]))
}

/** Titles of the records and names of the colleagues referred to, as far as the asker may read them. */
async function referredIn(
  tx: Tx,
  asking: Asking,
  modules: readonly Module[],
  rows: Rows,
): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {}
  for (const [{ fields }, row] of rows) {
    for (const [name, { refersTo }] of Object.entries(fields)) {
      const id = row[name]
      if (refersTo === null || typeof id !== 'string' || id in names) continue
      const title = await titleOf(tx, asking, modules, refersTo, id)
      if (title !== null) names[id] = title
    }
  }
  return names
}

async function titleOf(
  tx: Tx,
  asking: Asking,
  modules: readonly Module[],
  refersTo: string,
  id: string,
): Promise<string | null> {
  if (refersTo === 'auth.staff') {
    const found = await sql<{ name: string }>`select display_name as name from auth.staff where id = ${id}`.execute(tx)
    return found.rows[0]?.name ?? null
  }
  const [name = '', record = ''] = refersTo.split('.')
  const module = modules.find(each => each.name === name)
  const definition = module?.records[record]
  if (module === undefined || definition === undefined) return null
  const row = await findRecord(tx, asking, module, record, id)
  if (row === null) return null
  const parts = definition.title.map(field => plain(row[field])).filter(part => part !== '')
  return parts.length === 0 ? null : parts.join(' · ')
}

const plain = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : String(value ?? '')
