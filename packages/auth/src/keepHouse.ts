import { sql } from 'kysely'
import type { LoginDatabase } from './loginDatabase.ts'

/** Days that failures of a name nobody closed are remembered. */
const REMEMBERED = 7

/** Suspends who has not signed in for 45 days: see `sql/0005_lasting_limits.sql`. Names that were only ever guessed do not pile up. */
export async function keepHouse(db: LoginDatabase, now: Date): Promise<number> {
  const long = new Date(now.getTime() - REMEMBERED * 86_400_000)
  await db
    .deleteFrom('attempt')
    .where('locked', '=', false)
    .where('day', '<', long.toISOString().slice(0, 10))
    .execute()
  await db.deleteFrom('ticket').where('expires_at', '<', now).execute()
  await db.deleteFrom('behind').where('expires_at', '<', now).execute()
  const { rows } = await sql<{ many: number }>`select login.suspend_dormant() as many`.execute(db)
  return rows[0]?.many ?? 0
}
