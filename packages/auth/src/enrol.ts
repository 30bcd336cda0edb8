import { invalid, newId, Refusal } from '@nansen/kernel'
import { sql } from 'kysely'
import type { Desk, Enrolled, From, SignedIn, ToEnrol } from './desk.ts'
import { ask } from './identity.ts'
import type { LoginDatabase, LoginTables } from './loginDatabase.ts'
import { checkNewPassword, hashPassword } from './password.ts'
import { openSession, recordAct } from './session.ts'
import { firstUse } from './signIn.ts'
import { accountHash, countAttempt, forget, forgive, settle } from './throttle.ts'
import { issueTicket, readTicket, tearUp } from './ticket.ts'
import { hashToken, newPaperCode, readPaperCode } from './token.ts'

/** Hours a one-time code is good for. Handed over in person, never by e-mail. */
const ENROLMENT_HOURS = 24

export interface Enrolling {
  /** The one-time code from paper. */
  readonly code: string
  readonly password: string
  /** Of the first administrator only; everybody else is known already. */
  readonly person?: { readonly name: string; readonly email: string }
}

type Enrolment = LoginTables['enrolment']
type Kind = Enrolment['kind']

/** Issues a one-time code; only its hash is kept. Whoever asks has been allowed to: see `login.may_issue` and the command line. */
export async function issueEnrolment(
  db: LoginDatabase,
  o: { readonly kind: Kind; readonly staffId: string | null; readonly now: Date },
): Promise<string> {
  const code = newPaperCode()
  const expires = new Date(o.now.getTime() + ENROLMENT_HOURS * 3_600_000)
  await db
    .insertInto('enrolment')
    .values({
      token_hash: hashToken(readPaperCode(code)),
      kind: o.kind,
      staff_id: o.staffId,
      expires_at: expires,
      used_at: null,
    })
    .execute()
  return code
}

/**
 * Sets the password and offers an authenticator. May be begun again until the code is used up by `finishEnrolment`.
 * @throws Refusal `not-signed-in` for a code that is unknown, used or too old; `invalid` for a poor password.
 */
export async function beginEnrolment(desk: Desk, o: Enrolling, from: From): Promise<ToEnrol> {
  const hash = hashToken(readPaperCode(o.code))
  await countAttempt(desk.db, hash, from, desk.now())
  const enrolment = await openEnrolment(desk, hash)
  await forgive(desk.db, hash, from)
  const person = await whoEnrols(desk, enrolment, o.person)
  checkNewPassword(o.password, [person.name, person.email, ...(await knownOf(desk.db, person.id))], desk.wasBreached)
  await writeAccount(desk, person, o.password)
  const body = { email: person.email, password: o.password.normalize('NFKC') }
  const first = await ask('', headers => desk.identity.api.signInEmail({ body, headers, returnHeaders: true }))
  if (first === null) throw new Error('a new account could not sign in')
  const offered = await ask(first.cookies, headers =>
    desk.identity.api.enableTwoFactor({
      body: { password: body.password, method: 'totp' },
      headers,
      returnHeaders: true,
    }),
  )
  if (offered === null || offered.value.method !== 'totp') throw new Error('an authenticator could not be offered')
  const ticket = {
    stage: 'enrol',
    staffId: person.id,
    purpose: null,
    enrolmentHash: hash,
    cookies: offered.cookies,
  } as const
  return {
    next: 'enrol',
    ticket: await issueTicket(desk.db, ticket, desk.now()),
    totpUri: offered.value.totpURI,
    recoveryCodes: offered.value.backupCodes,
  }
}

/** The first six digits prove that the authenticator works; the one-time code is used up. @throws Refusal `not-signed-in`. */
export async function finishEnrolment(
  desk: Desk,
  answer: { readonly ticket: string; readonly code: string },
  from: From,
): Promise<SignedIn | Enrolled> {
  const ticket = await readTicket(desk.db, answer.ticket, 'enrol', desk.now())
  const { staffId, enrolmentHash } = ticket
  if (staffId === null || !enrolmentHash) throw new Error('an enrolment without its code')
  await countAttempt(desk.db, enrolmentHash, from, desk.now())
  const code = answer.code.trim()
  const said = await ask(ticket.cookies, headers =>
    desk.identity.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
  )
  if (said === null || !(await firstUse(desk, staffId, code))) {
    throw new Refusal('not-signed-in', 'those digits are not right; look at the authenticator again')
  }
  await useUp(desk, enrolmentHash)
  await tearUp(desk.db, answer.ticket)
  await settle(desk.db, enrolmentHash, from)
  await recordAct(desk.db, { act: 'enrolled', outcome: 'allow', staffId, from })
  return openSession(desk, { staffId, purpose: null, method: 'totp', cookies: said.cookies, from }).catch(refused => {
    if (refused instanceof Refusal && refused.code === 'invalid') return { next: 'sign-in' }
    throw refused
  })
}

async function openEnrolment(desk: Desk, hash: Buffer): Promise<Enrolment> {
  const found = await desk.db
    .selectFrom('enrolment')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', desk.now())
    .executeTakeFirst()
  if (found === undefined) throw new Refusal('not-signed-in', 'that code is not known, was used, or is too old')
  return found
}

interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
}

async function whoEnrols(desk: Desk, enrolment: Enrolment, said: Enrolling['person']): Promise<Person> {
  if (enrolment.kind !== 'first-administrator') {
    const known = await sql<Person>`select * from login.person_of(${enrolment.staff_id})`.execute(desk.db)
    const person = known.rows[0]
    if (person === undefined) throw new Refusal('not-signed-in', 'that code is not known, was used, or is too old')
    return { ...person, email: person.email.toLowerCase() }
  }
  if (said === undefined) throw new Refusal('invalid', 'write your name and your e-mail address')
  const id = enrolment.staff_id ?? newId<'auth.staff'>(desk.now().getTime())
  const email = said.email.trim().toLowerCase()
  await refuseTaken(desk, id, email)
  await desk.db.updateTable('enrolment').set({ staff_id: id }).where('token_hash', '=', enrolment.token_hash).execute()
  return { id, name: said.name.trim(), email }
}

/** Three people found an installation, each with an address of their own; one whose set-up was begun and never ended gives it back. */
async function refuseTaken(desk: Desk, id: string, email: string): Promise<void> {
  const holder = await desk.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (holder === undefined) return
  const unfinished = await desk.db
    .selectFrom('enrolment')
    .select('token_hash')
    .where('staff_id', '=', holder.id)
    .where('kind', '=', 'first-administrator')
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (unfinished === undefined) throw invalid([{ path: 'email', problem: 'problem.taken' }])
  await desk.db.deleteFrom('user').where('id', '=', holder.id).execute()
}

/** Names of their organisation and offices. */
export async function knownOf(db: LoginDatabase, staffId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ known: string[] }>`select login.known_of(${staffId}) as known`.execute(db)
  return rows[0]?.known ?? []
}

/** Password and nothing else: an older authenticator, passkeys and half-made sessions of the account are gone. */
async function writeAccount(desk: Desk, person: Person, password: string): Promise<void> {
  const hash = await hashPassword(password)
  const at = desk.now()
  await desk.db.transaction().execute(async tx => {
    const { id, name, email } = person
    await tx.deleteFrom('user').where('id', '=', id).execute()
    const user = { id, name, email, emailVerified: false, updatedAt: at, twoFactorEnabled: false }
    await tx.insertInto('user').values(user).execute()
    const account = { id: newId(), accountId: id, providerId: 'credential', userId: id, password: hash, updatedAt: at }
    await tx.insertInto('account').values(account).execute()
  })
  await forget(desk.db, accountHash(person.email))
}

/** @throws Refusal `not-signed-in` when somebody was faster with the code, or all founders have come meanwhile. */
async function useUp(desk: Desk, hash: Buffer): Promise<void> {
  await sql`select login.complete_enrolment(${hash})`.execute(desk.db).catch((error: { code?: string }) => {
    if (error.code !== 'NA401') throw error
    throw new Refusal('not-signed-in', 'that code is not known, was used, or is too old')
  })
}

/**
 * An invented colleague of a demo, with a password that is shown on the sign-in page.
 * @throws Refusal `not-allowed` in a real installation, whatever the caller says.
 */
export async function enrolInvented(desk: Desk, person: Person, password: string): Promise<void> {
  if (desk.kind !== 'demo') throw new Refusal('not-allowed', 'only a demo has invented colleagues')
  await writeAccount(desk, { ...person, email: person.email.toLowerCase() }, password)
}
