import type { Birth } from '@nansen/linkage'
import { birthOf } from '@nansen/linkage'
import type { NamePart } from '@nansen/model'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { Missing } from './likely.ts'

/** Somebody a request seeks: the one it is followed for, or another beside. */
export interface Sought extends Missing {
  /** Null: the one the request is followed for. */
  readonly alsoSoughtId: string | null
  readonly name: string
}

interface SoughtRow {
  readonly id: string | null
  readonly name: string
  readonly sex: string
  readonly born: string | null
  readonly earliest: number | null
  readonly latest: number | null
}

/** Everybody a request seeks, the one it is followed for first, with the other names that person goes by. */
export async function soughtIn(tx: Tx, requestId: string): Promise<readonly Sought[]> {
  const { rows } = await sql<SoughtRow>`
    select null::uuid as id, sought_name as name, sought_sex as sex, sought_born::text as born,
      sought_born_earliest as earliest, sought_born_latest as latest from tracing.request where id = ${requestId}::uuid
    union all
    (select id, name, sex, null, born_earliest, born_latest from tracing.also_sought
      where parent_id = ${requestId}::uuid and withdrawn_at is null order by created_at, id)`.execute(tx)
  const others = await otherNames(tx, requestId)
  return rows.map(row => ({
    alsoSoughtId: row.id,
    name: row.name,
    names: row.id === null ? [row.name, ...others] : [row.name],
    sex: row.sex,
    born: bornBetween(row),
  }))
}

/** Parts of one kind in one script, put together: each is a name of its own. */
async function otherNames(tx: Tx, requestId: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: NamePart
    kind: string
  }>`select to_jsonb(name) as name, kind from tracing.other_name
    where parent_id = ${requestId}::uuid and withdrawn_at is null order by sequence, id`.execute(tx)
  const whole = Map.groupBy(rows, ({ name, kind }) => `${kind} ${name.script}`)
  return [...whole.values()].map(parts => parts.map(({ name }) => name.text).join(' '))
}

/** A day or year that was told counts before a range; a range open at one end reaches ten years. */
export function bornBetween({ born, earliest, latest }: Pick<SoughtRow, 'born' | 'earliest' | 'latest'>): Birth | null {
  if (born !== null) return birthOf(born)
  if (earliest === null && latest === null) return null
  const [from, to] = [earliest ?? latest! - OPEN, latest ?? earliest! + OPEN]
  return { from: Math.min(from, to), to: Math.max(from, to), day: null, estimated: from !== to }
}
/** Years. */
const OPEN = 10

/** Whom these people seek themselves, where that may be compared. */
export async function soughtBy(
  tx: Tx,
  people: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly Missing[]>> {
  const { rows } = await sql<SoughtRow & { readonly seeker: string }>`
    select * from tracing.sought_by(${people}::uuid[], ${today}::date)`.execute(tx)
  const missing = rows.map(row => ({ seeker: row.seeker, names: [row.name], sex: row.sex, born: bornBetween(row) }))
  return Map.groupBy(missing, ({ seeker }) => seeker)
}
