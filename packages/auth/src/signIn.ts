import { Refusal } from '@nansen/kernel'
import type { Desk, From, HalfWay, SignedIn } from './desk.ts'
import { ask } from './identity.ts'
import { checkPurpose, maySignIn, openSession, recordAct } from './session.ts'
import { accountHash, countAttempt, forgive, settle } from './throttle.ts'
import { issueTicket, readTicket, tearUp } from './ticket.ts'
import { hashToken } from './token.ts'

export interface PasswordAnswer {
  readonly email: string
  readonly password: string
  /** What partner staff will use the data for in this session. */
  readonly purpose?: string | null
}

const wrong = () => new Refusal('not-signed-in', 'the e-mail address or the password is not right')

/**
 * The first factor. Unknown account, wrong password and disabled account are told apart neither by words nor by time.
 * @throws Refusal `not-signed-in`, `too-many`; `wrong-state` when the account was never set up to the end.
 */
export async function password(desk: Desk, answer: PasswordAnswer, from: From): Promise<SignedIn | HalfWay> {
  const account = accountHash(answer.email)
  await countAttempt(desk.db, account, from, desk.now())
  const said = await ask('', headers =>
    desk.identity.api.signInEmail({
      body: { email: answer.email.trim(), password: answer.password.normalize('NFKC') },
      headers,
      returnHeaders: true,
    }),
  )
  const staffId = said === null ? null : await accountId(desk, answer.email)
  if (said === null || staffId === null || !(await maySignIn(desk.db, staffId))) {
    await recordAct(desk.db, { act: 'sign-in.password', outcome: 'deny', staffId, from })
    throw wrong()
  }
  await forgive(desk.db, account, from)
  const purpose = answer.purpose ?? null
  await checkPurpose(desk.db, staffId, purpose)
  if ('twoFactorRedirect' in said.value) {
    const ticket = { stage: 'second-factor', staffId, purpose, cookies: said.cookies } as const
    return { next: 'second-factor', ticket: await issueTicket(desk.db, ticket, desk.now()) }
  }
  if (desk.kind !== 'demo')
    throw new Refusal('wrong-state', 'finish setting up your account with the code you were given')
  await settle(desk.db, account, from)
  return openSession(desk, { staffId, purpose, method: 'demo-password', cookies: said.cookies, from })
}

/** The second factor: six digits of an authenticator, or a recovery code that is then gone. @throws Refusal `not-signed-in`, `too-many`. */
export async function secondFactor(
  desk: Desk,
  answer: { readonly ticket: string; readonly code: string; readonly means: 'totp' | 'recovery' },
  from: From,
): Promise<SignedIn> {
  const { staffId, purpose, cookies } = await readTicket(desk.db, answer.ticket, 'second-factor', desk.now())
  if (staffId === null) throw new Refusal('not-signed-in', 'sign in again from the beginning')
  const account = accountHash(await emailOf(desk, staffId))
  await countAttempt(desk.db, account, from, desk.now())
  const body = { code: answer.code.trim() }
  const { api } = desk.identity
  const said = await ask(cookies, headers =>
    answer.means === 'totp'
      ? api.verifyTOTP({ body, headers, returnHeaders: true })
      : api.verifyBackupCode({ body, headers, returnHeaders: true }),
  )
  if (said === null || (answer.means === 'totp' && !(await firstUse(desk, staffId, body.code)))) {
    await recordAct(desk.db, { act: `sign-in.${answer.means}`, outcome: 'deny', staffId, from })
    throw new Refusal('not-signed-in', 'that code is not right, or was used before')
  }
  await tearUp(desk.db, answer.ticket)
  await settle(desk.db, account, from)
  return openSession(desk, { staffId, purpose, method: answer.means, cookies: said.cookies, from })
}

/** Seconds that a code of an authenticator can be right: its own half minute and those beside it. */
const CODE_SECONDS = 90

/** Whoever looked over a shoulder cannot use the same six digits again. */
export async function firstUse(desk: Desk, staffId: string, code: string): Promise<boolean> {
  const now = desk.now()
  await desk.db
    .deleteFrom('used_code')
    .where('used_at', '<', new Date(now.getTime() - CODE_SECONDS * 1000))
    .execute()
  const noted = await desk.db
    .insertInto('used_code')
    .values({ staff_id: staffId, code_hash: hashToken(`${staffId} ${code}`), used_at: now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return noted.numInsertedOrUpdatedRows === 1n
}

async function accountId(desk: Desk, email: string): Promise<string | null> {
  const found = await desk.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return found?.id ?? null
}

export async function emailOf(desk: Desk, staffId: string): Promise<string> {
  const found = await desk.db.selectFrom('user').select('email').where('id', '=', staffId).executeTakeFirst()
  if (found === undefined) throw new Refusal('not-signed-in', 'sign in again from the beginning')
  return found.email
}
