import { sql } from 'kysely'
import type { LoginDatabase } from './loginDatabase.ts'

/** Days that failures of a name nobody closed are remembered. */
const REMEMBERED = 7

/** What the clock did to accounts and assignments, in numbers. */
export interface HouseKept {
  /** Not used for 45 days. */
  readonly suspended: number
  /** Their last day is over. */
  readonly left: number
  /** The quarterly question: assignments asked about, overdue, and suspended because nobody answered. */
  readonly asked: number
  readonly overdue: number
  readonly unconfirmed: number
}

/**
 * Suspends who has not signed in for 45 days, shuts out whose last day is over, and turns the clock of the quarterly question: see
 * `sql/0005`, `0007` and `0008`. Names that were only ever guessed do not pile up.
 */
export async function keepHouse(db: LoginDatabase, now: Date): Promise<HouseKept> {
  const long = new Date(now.getTime() - REMEMBERED * 86_400_000)
  await db
    .deleteFrom('attempt')
    .where('locked', '=', false)
    .where('day', '<', long.toISOString().slice(0, 10))
    .execute()
  await db.deleteFrom('ticket').where('expires_at', '<', now).execute()
  await db.deleteFrom('behind').where('expires_at', '<', now).execute()
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<HouseKept>`
    select login.suspend_dormant() as suspended, login.close_left(${today}) as "left", r.opened as asked, r.warned as overdue,
      r.suspended as unconfirmed
    from login.recertify(${today}) r`.execute(db)
  await sql`select login.look_at_reader_groups()`.execute(db)
  return rows[0]!
}
