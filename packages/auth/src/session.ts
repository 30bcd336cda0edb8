import { newId, Refusal } from '@nansen/kernel'
import { sql } from 'kysely'
import type { Desk, From, SignedIn } from './desk.ts'
import type { LoginDatabase } from './loginDatabase.ts'
import { hashToken, newToken } from './token.ts'

/** Hours from sign-in to the end, whatever happens. */
const ABSOLUTE_HOURS = 12

interface Opening {
  readonly staffId: string
  readonly purpose: string | null
  readonly method: 'totp' | 'recovery' | 'passkey' | 'demo-password'
  readonly cookies: string
  readonly from: From
}

/**
 * Makes our session; the one this person had at another desk ends. Signing in counts as a fresh second factor.
 * @throws Refusal `not-signed-in` when the account was disabled meanwhile; `invalid` when a partner named no purpose.
 */
export async function openSession(desk: Desk, o: Opening): Promise<SignedIn> {
  const token = newToken()
  const hash = hashToken(token)
  const opened = await sql<{ ended: number }>`
    select login.open_session(${newId()}, ${hash}, ${o.staffId}, ${o.purpose}, ${o.method}, ${o.from.ip}, ${o.from.device}) as ended`
    .execute(desk.db)
    .catch(asRefusal)
  const expires = new Date(desk.now().getTime() + ABSOLUTE_HOURS * 3_600_000)
  await desk.db.deleteFrom('behind').where('staff_id', '=', o.staffId).execute()
  await desk.db
    .insertInto('behind')
    .values({ session_hash: hash, staff_id: o.staffId, cookies: o.cookies, expires_at: expires })
    .execute()
  return { next: 'done', token, endedElsewhere: (opened.rows[0]?.ended ?? 0) > 0 }
}

/** Its holder left, or left the desk: a word for the audit. */
export type Ending = 'signed-out' | 'locked'

/** Ends the session of this token; nothing happens when it has ended already. */
export async function endSession(desk: Desk, token: string, why: Ending = 'signed-out'): Promise<void> {
  const hash = hashToken(token)
  await sql`select login.end_session(${hash}, ${why})`.execute(desk.db)
  await desk.db.deleteFrom('behind').where('session_hash', '=', hash).execute()
}

/** Who holds the token, and the cookies of the session behind it. @throws Refusal `not-signed-in`. */
export async function behind(
  desk: Desk,
  token: string,
): Promise<{ readonly staffId: string; readonly cookies: string }> {
  const hash = hashToken(token)
  const alive = await sql<{ staff_id: string | null }>`select login.staff_of(${hash}) as staff_id`.execute(desk.db)
  const staffId = alive.rows[0]?.staff_id ?? null
  const found = await desk.db.selectFrom('behind').select('cookies').where('session_hash', '=', hash).executeTakeFirst()
  if (staffId === null || found === undefined) throw new Refusal('not-signed-in', 'sign in again')
  return { staffId, cookies: found.cookies }
}

export async function keepCookies(desk: Desk, token: string, cookies: string): Promise<void> {
  await desk.db.updateTable('behind').set({ cookies }).where('session_hash', '=', hashToken(token)).execute()
}

/** Notes that a second factor was given just now. */
export async function markStepUp(desk: Desk, token: string): Promise<void> {
  await sql`select login.step_up(${hashToken(token)})`.execute(desk.db)
}

/** Why a token opens nothing any more; null when it never did. */
export async function whyEnded(db: LoginDatabase, token: string): Promise<Ended | null> {
  const found = await sql<{ why: Ended | null }>`select login.why_ended(${hashToken(token)}) as why`.execute(db)
  return found.rows[0]?.why ?? null
}
export type Ended = 'signed-out' | 'elsewhere' | 'idle' | 'too-long' | 'disabled' | 'suspended' | 'no-role'

export async function deviceOf(db: LoginDatabase, token: string): Promise<string | null> {
  const { rows } = await sql<{ device: string | null }>`select login.device_of(${hashToken(token)}) as device`.execute(
    db,
  )
  return rows[0]?.device ?? null
}

/** Its holder signs in again; whoever copied the cookie does not. */
export async function endStolen(desk: Desk, token: string, from: From): Promise<void> {
  const hash = hashToken(token)
  const { rows } = await sql<{ whose: string | null }>`select login.staff_of(${hash}) as whose`.execute(desk.db)
  await sql`select login.end_session(${hash}, 'used-elsewhere')`.execute(desk.db)
  await recordAct(desk.db, { act: 'session.other-device', outcome: 'deny', staffId: rows[0]?.whose ?? null, from })
}

export async function maySignIn(db: LoginDatabase, staffId: string): Promise<boolean> {
  const found = await sql<{ may: boolean }>`select login.may_sign_in(${staffId}) as may`.execute(db)
  return found.rows[0]?.may === true
}

/** @throws Refusal `invalid` with `details.purposes` when partner staff named none of those agreed. */
export async function checkPurpose(db: LoginDatabase, staffId: string, purpose: string | null): Promise<void> {
  await sql`select login.check_purpose(${staffId}, ${purpose})`.execute(db).catch(asRefusal)
}

interface Act {
  readonly act: string
  readonly outcome: 'allow' | 'deny'
  readonly staffId: string | null
  readonly from: From
}

/** Says it to somebody when they are next here: see `auth.notice`. */
export async function tell(db: LoginDatabase, staffId: string, kind: string): Promise<void> {
  await sql`select login.tell(${staffId}, ${kind})`.execute(db)
}

/** One line of the audit; it holds no answer and no account name that does not exist. */
export async function recordAct(db: LoginDatabase, { act, outcome, staffId, from }: Act): Promise<void> {
  await sql`select login.record_act(${act}, ${outcome}, ${staffId}, ${from.ip}, ${from.device})`.execute(db)
}

/** Our functions refuse with SQLSTATE `NA` and a label; see `sql/0002_session.sql`. */
function asRefusal(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'NA401') throw new Refusal('not-signed-in', 'the e-mail address or the password is not right')
  if (code === 'NA422') {
    const offered = String((error as { detail?: string }).detail ?? '').split(' ')
    const problems = [{ path: 'purpose', problem: 'problem.required' }]
    throw new Refusal('invalid', 'say what you will use the data for', { problems, purposes: offered })
  }
  throw error
}
