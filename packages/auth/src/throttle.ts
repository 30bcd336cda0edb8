import { createHash } from 'node:crypto'
import { Refusal } from '@nansen/kernel'
import type { LoginDatabase } from './loginDatabase.ts'

/** Wrong answers in a row that cost nothing: people mistype. */
const FREE_FAILURES = 5
/** Longest wait after a further failure, seconds. */
const LONGEST_WAIT = 15 * 60
/** Wrong answers in one day (UTC) after which only a supervisor opens the account again. */
const FAILURES_A_DAY = 50

/** Seconds to wait after so many failures in a row: 0 five times, then 2, 4, 8 … up to 15 minutes. */
export const waitAfter = (inARow: number): number =>
  inARow <= FREE_FAILURES ? 0 : Math.min(2 ** (inARow - FREE_FAILURES), LONGEST_WAIT)

/** The same for an account that exists and one that does not. */
export const accountHash = (email: string): Buffer =>
  createHash('sha256').update(email.normalize('NFKC').trim().toLowerCase()).digest()

/**
 * Counts an attempt before it is tried, so that a hundred at once are a hundred; `forgive` takes it back when it was right.
 * @throws Refusal `too-many` with `retryAfterSeconds`, or with `supervisor: true` when only a supervisor can help.
 */
export async function countAttempt(db: LoginDatabase, account: Buffer, now: Date): Promise<void> {
  await db.transaction().execute(async tx => {
    const day = now.toISOString().slice(0, 10)
    await tx
      .insertInto('attempt')
      .values({ account_hash: account, day })
      .onConflict(conflict => conflict.column('account_hash').doNothing())
      .execute()
    const seen = await tx
      .selectFrom('attempt')
      .selectAll()
      .where('account_hash', '=', account)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (seen.locked) throw new Refusal('too-many', 'too many wrong answers; ask your supervisor', { supervisor: true })
    refuseBefore(seen.not_before, now)
    const inARow = seen.in_a_row + 1
    const today = (seen.day === day ? seen.today : 0) + 1
    const notBefore = new Date(now.getTime() + waitAfter(inARow) * 1000)
    await tx
      .updateTable('attempt')
      .set({ in_a_row: inARow, today, day, not_before: notBefore, locked: today >= FAILURES_A_DAY })
      .where('account_hash', '=', account)
      .execute()
  })
}

function refuseBefore(notBefore: Date | null, now: Date): void {
  const seconds = notBefore === null ? 0 : Math.ceil((notBefore.getTime() - now.getTime()) / 1000)
  if (seconds > 0) throw new Refusal('too-many', 'wait a little and try again', { retryAfterSeconds: seconds })
}

/** The step was answered rightly: its own attempt is taken back. Earlier failures stand until the sign-in is complete. */
export async function forgive(db: LoginDatabase, account: Buffer): Promise<void> {
  await db
    .updateTable('attempt')
    .set(eb => ({
      in_a_row: eb.fn<number>('greatest', [eb('in_a_row', '-', 1), eb.val(0)]),
      today: eb.fn<number>('greatest', [eb('today', '-', 1), eb.val(0)]),
      not_before: null,
      locked: false,
    }))
    .where('account_hash', '=', account)
    .execute()
}

/** A completed sign-in, or a supervisor: everything is forgotten. */
export async function forget(db: LoginDatabase, account: Buffer): Promise<void> {
  await db.deleteFrom('attempt').where('account_hash', '=', account).execute()
}
