import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { changePassword, type OwnAccount, ownAccount } from './account.ts'
import { type BreachFile, openBreachFile } from './breachedPasswords.ts'
import type { Desk, Enrolled, From, HalfWay, SignedIn, ToEnrol } from './desk.ts'
import { beginEnrolment, type Enrolling, enrolInvented, finishEnrolment, issueEnrolment } from './enrol.ts'
import { identity } from './identity.ts'
import { type HouseKept, keepHouse } from './keepHouse.ts'
import type { LoginTables } from './loginDatabase.ts'
import * as passkeys from './passkeys.ts'
import { beginRenewal, finishRenewal, type Renewing, renewRecoveryCodes } from './renewing.ts'
import { deviceOf, type Ended, type Ending, endSession, endStolen, whyEnded } from './session.ts'
import { type Shown, shareShown } from './shown.ts'
import { type PasswordAnswer, password, secondFactor } from './signIn.ts'
import { stepUp } from './stepUp.ts'
import { accountHash, forget } from './throttle.ts'

export interface AuthOptions {
  /** As the login nansen_login: it reads schema `login` and nothing of any case. */
  readonly databaseUrl: string
  /** At least 32 characters, from the server's key file. */
  readonly secret: string
  /** Where browsers find us, without a path. Passkeys are bound to its host name. */
  readonly origin: string
  /** A file that `nansen breached-passwords` made: no new password may stand in it. */
  readonly breachedPasswords?: string
  /** Injected clock; of our own limits. The database judges sessions by its own. */
  readonly now?: () => Date
}

/** Who somebody is. All the rest of the house knows of signing in; the library behind it can be replaced. */
export interface Auth {
  readonly kind: 'demo' | 'real'
  readonly password: (answer: PasswordAnswer, from: From) => Promise<SignedIn | HalfWay>
  readonly secondFactor: (
    answer: { readonly ticket: string; readonly code: string; readonly means: 'totp' | 'recovery' },
    from: From,
  ) => Promise<SignedIn>
  readonly stepUp: (
    token: string,
    answer: { readonly code: string } | { readonly password: string },
    from: From,
  ) => Promise<void>
  readonly passkey: {
    readonly begin: () => Promise<{ readonly options: passkeys.CeremonyOptions; readonly ticket: string }>
    readonly finish: (answer: PasskeyAnswer, from: From) => Promise<SignedIn>
    readonly stepUp: (token: string, answer: PasskeyAnswer, from: From) => Promise<void>
    readonly beginAdding: (token: string) => Promise<passkeys.CeremonyOptions>
    readonly finishAdding: (
      token: string,
      answer: { readonly response: passkeys.CeremonyAnswer; readonly name: string },
      from: From,
    ) => Promise<void>
  }
  readonly enrolment: {
    readonly begin: (o: Enrolling, from: From) => Promise<ToEnrol>
    readonly finish: (
      answer: { readonly ticket: string; readonly code: string },
      from: From,
    ) => Promise<SignedIn | Enrolled>
    /** A code for each of the three founders who is still to come; none once they have. */
    readonly issueFounding: () => Promise<readonly string[]>
    /** Only in a demo. */
    readonly invented: (person: { id: string; name: string; email: string }, password: string) => Promise<void>
  }
  readonly signOut: (token: string, why?: Ending) => Promise<void>
  readonly whyEnded: (token: string) => Promise<Ended | null>
  /** The browser a living session was opened with; null when it lives no more. */
  readonly deviceOf: (token: string) => Promise<string | null>
  /** A session that is used where it was not opened: ended, and written down. */
  readonly endStolen: (token: string, from: From) => Promise<void>
  /** Tells other server processes whom somebody was shown, and hears of all that the last hour holds, oldest first. */
  readonly shareShown: (o: Shown) => Promise<readonly { readonly person: string; readonly at: Date }[]>
  /** One's own: how one signs in. What changes it asks for a fresh second factor first, and that is the caller's to ask. */
  readonly own: {
    readonly account: (token: string) => Promise<OwnAccount>
    readonly changePassword: (
      token: string,
      answer: { readonly current: string; readonly password: string },
      from: From,
    ) => Promise<void>
    readonly removePasskey: (token: string, id: string, from: From) => Promise<void>
    readonly beginRenewal: (token: string) => Promise<Renewing>
    readonly finishRenewal: (
      token: string,
      answer: { readonly ticket: string; readonly code: string },
      from: From,
    ) => Promise<readonly string[]>
    readonly renewRecoveryCodes: (token: string, from: From) => Promise<readonly string[]>
  }
  /** Once an hour: what the clock does to accounts and assignments; what is over is forgotten. */
  readonly keepHouse: () => Promise<HouseKept>
  /** A supervisor opens an account that was closed for wrong answers. */
  readonly forgetFailures: (email: string) => Promise<void>
  readonly close: () => Promise<void>
}

interface PasskeyAnswer {
  readonly ticket: string
  readonly response: passkeys.CeremonyAnswer
  readonly purpose?: string | null
}

/** Reads what kind of installation the database is. @throws Error when the secret is too short or the file of leaked passwords is none. */
export async function createAuth(o: AuthOptions): Promise<Auth> {
  if (o.secret.length < 32) throw new Error('the login secret needs at least 32 characters')
  const breached = o.breachedPasswords === undefined ? null : openBreachFile(o.breachedPasswords)
  const pool = new pg.Pool({ connectionString: o.databaseUrl, max: 5, options: '-c search_path=login -c timezone=UTC' })
  pool.on('error', () => undefined) // an idle connection that the database closed; the next question makes another
  pool.on('connect', client => client.on('error', () => undefined)) // or a lent one, between two of its questions
  const db = new Kysely<LoginTables>({ dialect: new PostgresDialect({ pool }) })
  const installation = await db.selectFrom('installation').select('kind').executeTakeFirst()
  const desk: Desk = {
    db,
    identity: identity({ db, secret: o.secret, origin: o.origin }),
    secret: o.secret,
    kind: installation?.kind ?? 'real',
    now: o.now ?? (() => new Date()),
    wasBreached: breached,
  }
  return surface(desk, breached)
}

function surface(desk: Desk, breached: BreachFile | null): Auth {
  return {
    kind: desk.kind,
    password: (answer, from) => password(desk, answer, from),
    secondFactor: (answer, from) => secondFactor(desk, answer, from),
    stepUp: (token, answer, from) => stepUp(desk, token, answer, from),
    passkey: {
      begin: () => passkeys.beginPasskey(desk),
      finish: (answer, from) => passkeys.finishPasskey(desk, answer, from),
      stepUp: (token, answer, from) => passkeys.stepUpByPasskey(desk, token, answer, from),
      beginAdding: token => passkeys.beginAddingPasskey(desk, token),
      finishAdding: (token, answer, from) => passkeys.finishAddingPasskey(desk, token, answer, from),
    },
    enrolment: {
      begin: (enrolling, from) => beginEnrolment(desk, enrolling, from),
      finish: (answer, from) => finishEnrolment(desk, answer, from),
      issueFounding: () => issueFounding(desk),
      invented: (person, chosen) => enrolInvented(desk, person, chosen),
    },
    signOut: (token, why) => endSession(desk, token, why),
    whyEnded: token => whyEnded(desk.db, token),
    deviceOf: token => deviceOf(desk.db, token),
    endStolen: (token, from) => endStolen(desk, token, from),
    shareShown: shown => shareShown(desk.db, shown),
    own: {
      account: token => ownAccount(desk, token),
      changePassword: (token, answer, from) => changePassword(desk, token, answer, from),
      removePasskey: (token, id, from) => passkeys.removePasskey(desk, token, id, from),
      beginRenewal: token => beginRenewal(desk, token),
      finishRenewal: (token, answer, from) => finishRenewal(desk, token, answer, from),
      renewRecoveryCodes: (token, from) => renewRecoveryCodes(desk, token, from),
    },
    keepHouse: () => keepHouse(desk.db, desk.now()),
    forgetFailures: email => forget(desk.db, accountHash(email)),
    close: async () => {
      breached?.close()
      await desk.db.destroy()
    },
  }
}

async function issueFounding(desk: Desk): Promise<readonly string[]> {
  const found = await sql<{ lacking: number }>`select login.founders_lacking() as lacking`.execute(desk.db)
  const codes: string[] = []
  for (let i = 0; i < (found.rows[0]?.lacking ?? 0); i++)
    codes.push(await issueEnrolment(desk.db, { kind: 'first-administrator', staffId: null, now: desk.now() }))
  return codes
}
