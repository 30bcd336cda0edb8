import { invalid, Refusal } from '@nansen/kernel'
import { symmetricDecrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Desk, From } from './desk.ts'
import { knownOf } from './enrol.ts'
import { checkNewPassword, hashPassword, passwordMatches } from './password.ts'
import { behind, recordAct, tell } from './session.ts'
import { emailOf } from './signIn.ts'
import { accountHash, countAttempt, settle } from './throttle.ts'
import { hashToken } from './token.ts'

/** How somebody signs in, as they see it themselves. */
export interface OwnAccount {
  readonly email: string
  /** ISO 8601. */
  readonly passwordSince: string | null
  readonly passkeys: readonly { readonly id: string; readonly name: string | null; readonly since: string | null }[]
  readonly authenticator: boolean
  readonly recoveryCodesLeft: number
}

/** @throws Refusal `not-signed-in`. */
export async function ownAccount(desk: Desk, token: string): Promise<OwnAccount> {
  const { staffId } = await behind(desk, token)
  const { db } = desk
  const [email, password, passkeys, second] = await Promise.all([
    emailOf(desk, staffId),
    db
      .selectFrom('account')
      .select('updatedAt')
      .where('userId', '=', staffId)
      .where('providerId', '=', 'credential')
      .executeTakeFirst(),
    db
      .selectFrom('passkey')
      .select(['id', 'name', 'createdAt'])
      .where('userId', '=', staffId)
      .orderBy('createdAt')
      .execute(),
    db
      .selectFrom('twoFactor')
      .select('backupCodes')
      .where('userId', '=', staffId)
      .where('verified', '=', true)
      .executeTakeFirst(),
  ])
  return {
    email,
    passwordSince: password?.updatedAt.toISOString() ?? null,
    passkeys: passkeys.map(({ id, name, createdAt }) => ({ id, name, since: createdAt?.toISOString() ?? null })),
    authenticator: second !== undefined,
    recoveryCodesLeft: second === undefined ? 0 : await codesIn(desk.secret, second.backupCodes),
  }
}

async function codesIn(secret: string, encrypted: string): Promise<number> {
  const codes: unknown = JSON.parse(await symmetricDecrypt({ key: secret, data: encrypted }))
  return Array.isArray(codes) ? codes.length : 0
}

/** Everybody in a demo shares one password, and no second factor is asked. @throws Refusal `wrong-state`. */
export function refuseInDemo(desk: Desk): void {
  if (desk.kind === 'demo') throw new Refusal('wrong-state', 'the accounts of a demo are shared: this stays as it is')
}

/**
 * Changes one's own password. The caller has asked for a fresh second factor. Every other session of theirs ends, and they are told.
 * @throws Refusal `invalid` at `current` when that is not the password, at `password` for a poor new one; `too-many`.
 */
export async function changePassword(
  desk: Desk,
  token: string,
  answer: { readonly current: string; readonly password: string },
  from: From,
): Promise<void> {
  refuseInDemo(desk)
  const { staffId } = await behind(desk, token)
  const email = await emailOf(desk, staffId)
  const account = accountHash(email)
  await countAttempt(desk.db, account, from, desk.now())
  const stored = await desk.db
    .selectFrom('account')
    .select(['id', 'password'])
    .where('userId', '=', staffId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  const right = await passwordMatches({ hash: stored?.password ?? '', password: answer.current })
  if (stored === undefined || !right) {
    await recordAct(desk.db, { act: 'password.changed', outcome: 'deny', staffId, from })
    throw invalid([{ path: 'current', problem: 'problem.password.wrong' }])
  }
  await settle(desk.db, account, from)
  const name = await desk.db.selectFrom('user').select('name').where('id', '=', staffId).executeTakeFirstOrThrow()
  checkNewPassword(answer.password, [name.name, email, ...(await knownOf(desk.db, staffId))], desk.wasBreached)
  if (answer.password.normalize('NFKC') === answer.current.normalize('NFKC'))
    throw invalid([{ path: 'password', problem: 'problem.password.same' }])
  const password = await hashPassword(answer.password)
  await desk.db.transaction().execute(async tx => {
    await tx.updateTable('account').set({ password, updatedAt: desk.now() }).where('id', '=', stored.id).execute()
    await sql`select login.end_others(${hashToken(token)})`.execute(tx)
    await recordAct(tx, { act: 'password.changed', outcome: 'allow', staffId, from })
    await tell(tx, staffId, 'password-changed')
  })
}
