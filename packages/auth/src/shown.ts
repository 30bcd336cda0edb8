import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { LoginDatabase } from './loginDatabase.ts'

/** People newly shown to somebody: opened one by one, or as lines of a list or a search. */
export interface Shown {
  readonly staffId: string
  readonly kind: 'opened' | 'listed'
  /** As `shortOf` makes them. */
  readonly people: readonly string[]
  readonly now: Date
}

/** 64 bits of a hash, as a decimal number: enough to count by, and no identifier of anybody. */
export const shortOf = (id: string): string => createHash('sha256').update(id).digest().readBigInt64BE().toString()

export async function shareShown(
  db: LoginDatabase,
  { staffId, kind, people, now }: Shown,
): Promise<readonly { readonly person: string; readonly at: Date }[]> {
  const { rows } = await sql<{ person: string; at: Date }>`
    select person, at from login.share_shown(${staffId}, ${kind}, ${people}::bigint[], ${now})`.execute(db)
  return rows
}
