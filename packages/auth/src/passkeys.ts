import { Refusal } from '@nansen/kernel'
import type { Desk, From, SignedIn } from './desk.ts'
import { ask } from './identity.ts'
import { behind, keepCookies, markStepUp, maySignIn, openSession, recordAct, tell } from './session.ts'
import { issueTicket, readTicket, tearUp } from './ticket.ts'

/** What `navigator.credentials` is asked, in the JSON form of WebAuthn Level 3. */
export type CeremonyOptions = Readonly<Record<string, unknown>>
/** What it answered, in the same form. */
export type CeremonyAnswer = Readonly<Record<string, unknown>>

/** Begins a sign-in without a name: the device offers the passkeys it holds for this site. */
export async function beginPasskey(desk: Desk): Promise<{ options: CeremonyOptions; ticket: string }> {
  const asked = await ask('', headers =>
    desk.identity.api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }),
  )
  if (asked === null) throw new Error('passkey options were refused')
  const ticket = { stage: 'passkey', staffId: null, purpose: null, cookies: asked.cookies } as const
  return {
    options: { ...asked.value, userVerification: 'required' },
    ticket: await issueTicket(desk.db, ticket, desk.now()),
  }
}

/** @throws Refusal `not-signed-in` for a passkey that is unknown, answered another question, or did not check its holder. */
export async function finishPasskey(
  desk: Desk,
  answer: { readonly ticket: string; readonly response: CeremonyAnswer; readonly purpose?: string | null },
  from: From,
): Promise<SignedIn> {
  const ticket = await readTicket(desk.db, answer.ticket, 'passkey', desk.now())
  await tearUp(desk.db, answer.ticket)
  const said = await verify(desk, ticket.cookies, answer.response)
  const staffId = said?.value.user.id ?? null
  if (said === null || staffId === null || !(await maySignIn(desk.db, staffId))) {
    await recordAct(desk.db, { act: 'sign-in.passkey', outcome: 'deny', staffId, from })
    throw new Refusal('not-signed-in', 'that passkey is not known here')
  }
  const purpose = answer.purpose ?? null
  return openSession(desk, { staffId, purpose, method: 'passkey', cookies: said.cookies, from })
}

/** The library parses the answer itself; its type only says so beforehand. */
type Assertion = NonNullable<Parameters<Desk['identity']['api']['verifyPasskeyAuthentication']>[0]>['body']['response']

const verify = (desk: Desk, cookies: string, response: CeremonyAnswer) =>
  ask(cookies, headers => {
    const body = { response: response as unknown as Assertion }
    return desk.identity.api.verifyPasskeyAuthentication({ body, headers, returnHeaders: true })
  })

/** A fresh second factor by passkey, for somebody who is signed in. */
export async function stepUpByPasskey(
  desk: Desk,
  token: string,
  answer: { readonly ticket: string; readonly response: CeremonyAnswer },
  from: From,
): Promise<void> {
  const { staffId } = await behind(desk, token)
  const ticket = await readTicket(desk.db, answer.ticket, 'passkey', desk.now())
  await tearUp(desk.db, answer.ticket)
  const said = await verify(desk, ticket.cookies, answer.response)
  if (said?.value.user.id !== staffId) {
    await recordAct(desk.db, { act: 'step-up.passkey', outcome: 'deny', staffId, from })
    throw new Refusal('not-signed-in', 'that is not your passkey')
  }
  await markStepUp(desk, token)
  await recordAct(desk.db, { act: 'step-up.passkey', outcome: 'allow', staffId, from })
}

/** Begins adding a passkey to one's own account. The caller has asked for a fresh second factor. */
export async function beginAddingPasskey(desk: Desk, token: string): Promise<CeremonyOptions> {
  const { cookies } = await behind(desk, token)
  const asked = await ask(cookies, headers =>
    desk.identity.api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true }),
  )
  if (asked === null) throw new Refusal('not-signed-in', 'sign in again, then add the passkey')
  await keepCookies(desk, token, asked.cookies)
  return { ...asked.value }
}

/** @throws Refusal `invalid` when the device's answer does not fit the question. */
export async function finishAddingPasskey(
  desk: Desk,
  token: string,
  answer: { readonly response: CeremonyAnswer; readonly name: string },
  from: From,
): Promise<void> {
  const { staffId, cookies } = await behind(desk, token)
  const said = await ask(cookies, headers =>
    desk.identity.api.verifyPasskeyRegistration({ body: { ...answer }, headers, returnHeaders: true }),
  )
  if (said === null) throw new Refusal('invalid', 'the passkey could not be added; try again')
  await keepCookies(desk, token, said.cookies)
  await recordAct(desk.db, { act: 'passkey.added', outcome: 'allow', staffId, from })
  await tell(desk.db, staffId, 'passkey-added')
}

/**
 * Takes a passkey of one's own away. The caller has asked for a fresh second factor.
 * @throws Refusal `not-found`; `wrong-state` when it is the last second factor. (In a demo none is asked for.)
 */
export async function removePasskey(desk: Desk, token: string, id: string, from: From): Promise<void> {
  const { staffId } = await behind(desk, token)
  await desk.db.transaction().execute(async tx => {
    await tx.selectFrom('user').select('id').where('id', '=', staffId).forUpdate().execute() // two at once are one after the other
    const passkeys = await tx.selectFrom('passkey').select('id').where('userId', '=', staffId).execute()
    const others = await tx
      .selectFrom('twoFactor')
      .select('id')
      .where('userId', '=', staffId)
      .where('verified', '=', true)
      .execute()
    if (!passkeys.some(each => each.id === id)) throw new Refusal('not-found', 'there is no such passkey')
    if (desk.kind !== 'demo' && passkeys.length + others.length < 2)
      throw new Refusal('wrong-state', 'this is the last second factor: add another first')
    await tx.deleteFrom('passkey').where('id', '=', id).where('userId', '=', staffId).execute()
    await recordAct(tx, { act: 'passkey.removed', outcome: 'allow', staffId, from })
    await tell(tx, staffId, 'passkey-removed')
  })
}
