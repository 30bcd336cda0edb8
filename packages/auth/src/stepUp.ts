import { Refusal } from '@nansen/kernel'
import type { Desk, From } from './desk.ts'
import { ask } from './identity.ts'
import { behind, keepCookies, markStepUp, recordAct } from './session.ts'
import { emailOf, firstUse } from './signIn.ts'
import { accountHash, countAttempt, settle } from './throttle.ts'

/**
 * A fresh second factor for a sensitive act, good for five minutes: the authenticator's digits, or in a demo the password again.
 * @throws Refusal `not-signed-in`, `too-many`.
 */
export async function stepUp(
  desk: Desk,
  token: string,
  answer: { readonly code: string } | { readonly password: string },
  from: From,
): Promise<void> {
  const { staffId, cookies } = await behind(desk, token)
  const email = await emailOf(desk, staffId)
  const account = accountHash(email)
  await countAttempt(desk.db, account, from, desk.now())
  const right =
    'code' in answer
      ? await byCode(desk, token, { staffId, cookies, code: answer.code.trim() })
      : desk.kind === 'demo' && (await byPassword(desk, email, answer.password))
  if (!right) {
    await recordAct(desk.db, { act: 'step-up', outcome: 'deny', staffId, from })
    throw new Refusal('step-up-needed', 'that is not right, or was used before')
  }
  await settle(desk.db, account, from)
  await markStepUp(desk, token)
  await recordAct(desk.db, { act: 'step-up', outcome: 'allow', staffId, from })
}

async function byCode(
  desk: Desk,
  token: string,
  { staffId, cookies, code }: { staffId: string; cookies: string; code: string },
): Promise<boolean> {
  const said = await ask(cookies, headers =>
    desk.identity.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
  )
  if (said === null || !(await firstUse(desk, staffId, code))) return false
  await keepCookies(desk, token, said.cookies)
  return true
}

async function byPassword(desk: Desk, email: string, password: string): Promise<boolean> {
  const said = await ask('', headers =>
    desk.identity.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
  )
  return said !== null
}
