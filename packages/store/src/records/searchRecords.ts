import { literal, tableName } from '@nansen/access'
import { type KeySource, keySources, type Module } from '@nansen/model'
import { type RawBuilder, sql } from 'kysely'
import { auditRead } from '../audit/auditRead.ts'
import type { Asking, Tx } from '../command.ts'
import { storeOf } from '../storeOf.ts'
import { column, type Place, placeOf, type StoredRow } from './place.ts'
import { filtersOf, idsOf, rootsOf } from './readRecords.ts'
import { exactTerms, nameTerms, type Term } from './searchTerms.ts'

export interface Searching {
  /** Names in any spelling and script, numbers, telephones, days. Never written down. */
  readonly text: string
  /** Equal values, as of a list. */
  readonly where?: Readonly<Record<string, unknown>>
  /** At most 100. Default 50. */
  readonly limit?: number
  /** All modules, for what the record refers to: a tracing request is found by the name of who asks. */
  readonly modules: readonly Module[]
}
/** What was found, and by which fields: of itself, of what hangs on it, or of what its own field refers to. */
export interface Hit {
  readonly row: StoredRow
  /** Larger is likelier; no probability. */
  readonly score: number
  readonly matched: readonly { readonly record: string; readonly field: string }[]
}
export interface Found {
  readonly hits: readonly Hit[]
  /** There is more than what is shown: another word narrows it. */
  readonly more: boolean
}

/** Characters of what is typed that are read. */
const LONGEST_TEXT = 200
const LONGEST_PAGE = 100
/** Rows read for one key, at each office of the asker's reach; and the rows with the most and weightiest keys that are judged. Ours. */
const PER_KEY = 500
const JUDGED = 400
/** Roots of an own, team's or given case load among which keys are looked for, newest first. */
const CASE_LOAD = 5000

/**
 * Rows whose search keys are equal to those of what was typed, the likeliest first, without protected fields. Found is what may be read:
 * the keys have policies of their own, and so has every row they lead through. The rows shown are audited; what was typed is not.
 */
export async function searchRecords(
  tx: Tx,
  asking: Asking,
  module: Module,
  record: string,
  { text, where = {}, limit = LONGEST_PAGE / 2, modules }: Searching,
): Promise<Found> {
  const place = placeOf(module, record)
  const sources = keySources(modules, module, record)
  const typed = text.normalize('NFC').trim().slice(0, LONGEST_TEXT)
  const exact = storeOf(asking).keys === null ? [] : exactTerms(asking, sources, typed)
  const terms = typed === '' ? [] : [...nameTerms(typed), ...exact]
  if (terms.length === 0 || sources.length === 0) return { hits: [], more: false }
  const shown = Math.min(Math.max(Math.trunc(limit), 1), LONGEST_PAGE)
  const { rows } = await found(tx, asking, place, { terms, sources, where, limit: shown + 1 })
  const hits = rows.slice(0, shown).map(({ '?score': score, '?matched': matched, '?cut': _, ...row }) => ({
    row: row as StoredRow,
    score: score as number,
    matched: matched as Hit['matched'],
  }))
  if (hits.length > 0) {
    const shownRows = hits.map(({ row }) => row)
    const looked = {
      module: module.name,
      action: 'read',
      record,
      ids: idsOf(shownRows),
      people: rootsOf(shownRows),
    } as const
    await auditRead(tx, asking, { ...looked, reason: 'search' })
  }
  return { hits, more: rows.length > shown || rows.some(row => row['?cut'] === true) }
}

interface Wanted {
  readonly terms: readonly Term[]
  readonly sources: readonly KeySource[]
  readonly where: Readonly<Record<string, unknown>>
  readonly limit: number
}

const found = (tx: Tx, asking: Asking, place: Place, { terms, sources, where, limit }: Wanted) => {
  const filters = [sql`true`, ...filtersOf(place, { where })]
  const columns = place.columns.map(name => sql`r.${column(name)}`)
  return sql<StoredRow>`
    with asked as materialized (
      select * from unnest(${terms.map(({ key }) => key)}::text[], ${terms.map(({ part }) => part)}::text[],
        ${terms.map(({ weight }) => weight)}::int[]) as a(key, part, weight)),
    hits as materialized (${sql.join(
      sources.map(source => sql`(${hitsOf(asking, place, source)})`),
      sql` union all `,
    )}),
    parts as (select id, part, max(weight) as weight, bool_or(n >= ${sql.lit(PER_KEY)}) as cut from hits group by id, part),
    best as (
      select id, sum(weight)::int as score, bool_or(cut) as cut from parts group by id
      order by score desc, id desc limit ${sql.lit(JUDGED)})
    select ${sql.join(columns)}, b.score as "?score", b.cut or (select count(*) from best) >= ${sql.lit(JUDGED)} as "?cut",
      (select jsonb_agg(distinct jsonb_build_object('record', h.record, 'field', h.field)) from hits h where h.id = r.id) as "?matched"
    from best b join (select * from ${place.table} where ${sql.join(filters, sql` and `)}) r on r.id = b.id
    order by b.score desc, r.id desc limit ${sql.lit(limit)}`.execute(tx)
}

/** Rows of the searched record by the keys of one source: `id, record, field, part, weight, n`. */
function hitsOf(asking: Asking, place: Place, source: KeySource): RawBuilder<unknown> {
  const { module, record, through } = source
  const found = sql`(${sql.join(
    keysAlong(asking, source).map(each => sql`(${each})`),
    sql` union all `,
  )}) k`
  const table = sql.raw(tableName(module.name, record))
  if (through !== null) {
    // whoever may not read the other record finds nothing by it
    return sql`select r.id, ${place.name}::text as record, ${through}::text as field, k.part, k.weight, k.n
      from ${found} join ${table} other on other.id = k.record_id join ${place.table} r on r.${column(through)} = other.id`
  }
  const id = sql.raw(place.isRoot ? 'k.root_id' : 'k.record_id')
  const child = module.records[record]!.parent === null ? sql`` : sql` and own.withdrawn_at is null`
  // what a record says itself counts twice what it only refers to says
  return sql`select ${id} as id, ${record}::text as record, k.field, k.part, 2 * k.weight as weight, k.n
    from ${found} join ${table} own on own.id = k.record_id${child}`
}

/** Keys equal to what is asked: at the asker's offices, and among the cases that are theirs, each part ending at an index. */
function keysAlong(asking: Asking, { module, record, through }: KeySource): readonly RawBuilder<unknown>[] {
  const scopes = (asking.session.grants[module.name] ?? [])
    .filter(({ action, level }) => action === 'read' && level === 'personal')
    .map(({ scope }) => scope)
  const keys = sql.raw(tableName(module.name, `${record}_key`))
  const asked = sql.raw([module.name, 'read', 'personal'].map(literal).join(', '))
  const columns = sql`x.record_id, x.root_id, x.field, row_number() over () as n`
  const offices = sql`select k.*, a.part, a.weight from asked a
    cross join unnest(auth.reach(${asked})) as one
    cross join lateral (select ${columns} from ${keys} x where x.key = a.key and x.office_id = one limit ${sql.lit(PER_KEY)}) k`
  const global = sql`select k.*, a.part, a.weight from asked a
    cross join lateral (select ${columns} from ${keys} x where x.key = a.key limit ${sql.lit(PER_KEY)}) k`
  const among = (
    roots: RawBuilder<unknown>,
  ) => sql`select k.record_id, k.root_id, k.field, 1::bigint as n, a.part, a.weight
    from ${roots} as mine(id) join ${keys} k on k.root_id = mine.id join asked a on a.key = k.key`
  const root = sql.raw(tableName(module.name, rootOf(module, record)))
  const owned = sql`(select id from ${root} where owner_id = any (auth.owners(${asked})) order by id desc limit ${sql.lit(CASE_LOAD)})`
  const has = (...any: readonly string[]) => scopes.some(scope => any.includes(scope))
  const ways = has('global')
    ? [global]
    : [
        ...(has('office', 'subtree', 'country') ? [offices] : []),
        ...(has('own', 'team') ? [among(owned)] : []),
        ...(has('case') ? [among(sql`unnest(auth.cases(${asked}))`)] : []),
      ]
  const none = sql`select null::uuid as record_id, null::uuid as root_id, null::text as field, 1::bigint as n, null::text as part,
    0 as weight where false`
  return ways.length === 0 || (through !== null && scopes.length === 0) ? [none] : ways
}

function rootOf(module: Module, record: string): string {
  const parent = module.records[record]!.parent
  return parent === null ? record : rootOf(module, parent)
}
