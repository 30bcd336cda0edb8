import { type Module, type OwnField, type RecordDefinition, withOwnAnswers } from '@nansen/model'
import { type Asking, findRecords, getRecord, listRecords, ownFieldsOf, type StoredRow, type Tx } from '@nansen/store'
import { sql } from 'kysely'

type Values = Readonly<Record<string, unknown>>

/** A record with what hangs on it and what its references and codes are called: all that a paper says. */
export interface Gathered {
  readonly row: StoredRow
  readonly children: Readonly<Record<string, readonly Values[]>>
  /** By identifier, and by `LIST CODE`. */
  readonly named: Readonly<Record<string, string>>
  readonly office: string
  /** Questions of the office's operation. */
  readonly own: readonly OwnField[]
}

/** Rows of one child record on a paper at most. */
const MOST = 100

/** Reads it as the asker may; every row is audited. @throws Refusal `not-found`. */
export async function gatherRecord(
  tx: Tx,
  asking: Asking,
  modules: readonly Module[],
  at: {
    readonly module: Module
    readonly record: string
    readonly id: string
    readonly language: string
    /** Fields and child records that the paper does not say. */
    readonly leavesOut?: readonly string[]
  },
): Promise<Gathered> {
  const { module, record, id, language, leavesOut = [] } = at
  const row = without(await getRecord(tx, asking, module, record, id), leavesOut)
  const names = Object.entries(module.records).flatMap(([child, { parent }]) =>
    parent === record && !leavesOut.includes(child) ? [child] : [],
  )
  const listing = { where: { parent_id: id }, sort: 'id', limit: MOST }
  const pages = await Promise.all(names.map(child => listRecords(tx, asking, module, child, listing)))
  const children = Object.fromEntries(names.map((child, at) => [child, pages[at]!.rows]))
  const rows = [
    [module.records[record]!, row] as const,
    ...Object.entries(children).flatMap(([child, each]) => each.map(one => [module.records[child]!, one] as const)),
  ]
  const named = { ...(await codesIn(tx, rows, language)), ...(await referredIn(tx, asking, modules, rows)) }
  const office = await sql<{ name: string }>`select name from auth.office where id = ${String(row.office_id)}`.execute(
    tx,
  )
  const own = await ownFieldsOf(tx, String(row.office_id))
  return { row: withOwnAnswers(row), children, named, office: office.rows[0]?.name ?? '', own }
}

const without = (row: StoredRow, names: readonly string[]): StoredRow => ({
  ...row,
  ...Object.fromEntries(names.map(name => [name, null])),
})

type Rows = readonly (readonly [RecordDefinition, Values])[]

/** Labels of the maintained codes and places among these answers, with what an operation's own ones stand for. */
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
    select c.list, c.code, ref.label_outside(c.list, c.code, ${language}) as label from ref.code c
    join unnest(${asked.map(([list]) => list)}::text[], ${asked.map(([, code]) => code)}::text[]) a(list, code) using (list, code)`.execute(
    tx,
  )
  return Object.fromEntries(found.map(({ list, code, label }) => [`${list} ${code}`, label ?? code]))
}

/** Titles of the records and names of the colleagues referred to, as far as the asker may read them: one question for each kind of record. */
async function referredIn(
  tx: Tx,
  asking: Asking,
  modules: readonly Module[],
  rows: Rows,
): Promise<Readonly<Record<string, string>>> {
  const referred = rows.flatMap(([{ fields }, row]) =>
    Object.entries(fields).flatMap(([name, { refersTo }]) => {
      const id = row[name]
      return refersTo === null || typeof id !== 'string' ? [] : [{ refersTo, id }]
    }),
  )
  const kinds = [...Map.groupBy(referred, ({ refersTo }) => refersTo)]
  const named = await Promise.all(
    kinds.map(([refersTo, each]) => titlesOf(tx, asking, modules, refersTo, [...new Set(each.map(({ id }) => id))])),
  )
  return Object.fromEntries(named.flat())
}

type Titles = readonly (readonly [id: string, title: string])[]

async function titlesOf(
  tx: Tx,
  asking: Asking,
  modules: readonly Module[],
  refersTo: string,
  ids: readonly string[],
): Promise<Titles> {
  if (refersTo === 'auth.staff') {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, display_name as name from auth.staff where id = any (${ids}::uuid[])`.execute(tx)
    return rows.map(({ id, name }) => [id, name])
  }
  const [name = '', record = ''] = refersTo.split('.')
  const module = modules.find(each => each.name === name)
  const definition = module?.records[record]
  if (module === undefined || definition === undefined) return []
  return (await findRecords(tx, asking, module, record, ids)).flatMap(row => {
    const parts = definition.title.map(field => plain(row[field])).filter(part => part !== '')
    return parts.length === 0 ? [] : [[row.id, parts.join(' · ')] as const]
  })
}

const plain = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : String(value ?? '')
