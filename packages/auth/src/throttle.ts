import { createHash } from 'node:crypto'
import { Refusal } from '@nansen/kernel'
import { sql } from 'kysely'
import type { From } from './desk.ts'
import type { LoginDatabase } from './loginDatabase.ts'

interface Patience {
  /** Wrong answers in a row that cost nothing; after each further one all wait twice as long as after the last, from 2 seconds … */
  readonly free: number
  /** … to so many. */
  readonly longest: number
}
/** sync-and-security.md 4.4: people mistype. */
const ACCOUNT: Patience = { free: 5, longest: 15 * 60 }
/** Wrong answers for one account in one day (UTC) after which only a supervisor opens it again. */
const ACCOUNT_A_DAY = 50
/** One browser at one address, a day: ten colleagues at a shared desk may mistype twice. Ours. Short, for any name of a browser can be said. */
const DEVICE: Patience = { free: 20, longest: 60 }
/** One address, a day. A whole camp may stand behind one router, and whoever guesses there must not keep it out. Ours. */
const ADDRESS: Patience = { free: 60, longest: 10 }

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The same for an account that exists and one that does not. */
export const accountHash = (email: string): Buffer => hashOf(email.normalize('NFKC').trim().toLowerCase())

/** What an answer is counted against: the account or one-time code, the browser, the address. A name has no line break, so none is another. */
const countedAgainst = (account: Buffer, { ip, device }: From): readonly (readonly [Buffer, Patience])[] => [
  [account, ACCOUNT],
  [hashOf(`browser\n${ip}\n${device}`), DEVICE],
  [hashOf(`address\n${ip}`), ADDRESS],
]

/**
 * Counts an attempt before it is tried, so that a hundred at once are a hundred; `forgive` takes it back when it was right. Counted in the
 * database: for all server processes, and beyond their end.
 * @throws Refusal `too-many` with `retryAfterSeconds`, or with `supervisor: true` when only a supervisor can help.
 */
export async function countAttempt(db: LoginDatabase, account: Buffer, from: From, now: Date): Promise<void> {
  const counted = countedAgainst(account, from)
  const keys = counted.map(([key]) => key)
  const free = counted.map(([, patience]) => patience.free)
  const longest = counted.map(([, patience]) => patience.longest)
  const { rows } = await sql<{ wait: number; locked: boolean }>`
    select wait, locked from login.count_attempt(${keys}, ${free}, ${longest}, ${ACCOUNT_A_DAY}, ${now}, ${from.ip}, ${from.device})`.execute(
    db,
  )
  const { wait, locked } = rows[0] ?? { wait: 0, locked: false }
  if (locked) throw new Refusal('too-many', 'too many wrong answers; ask your supervisor', { supervisor: true })
  if (wait > 0) throw new Refusal('too-many', 'wait a little and try again', { retryAfterSeconds: wait })
}

/** The step was answered rightly: its own attempt is taken back. Earlier failures stand until the sign-in is complete. */
export async function forgive(db: LoginDatabase, account: Buffer, from: From): Promise<void> {
  const keys = countedAgainst(account, from).map(([key]) => key)
  await sql`select login.forgive_attempt(${keys}, ${ACCOUNT_A_DAY})`.execute(db)
}

/** A completed sign-in: the account's failures are forgotten; those of the desk stand, but for this one. */
export async function settle(db: LoginDatabase, account: Buffer, from: From): Promise<void> {
  await forgive(db, account, from)
  await forget(db, account)
}

/** An account made anew, or a supervisor: everything is forgotten. */
export async function forget(db: LoginDatabase, account: Buffer): Promise<void> {
  await db.deleteFrom('attempt').where('account_hash', '=', account).execute()
}
