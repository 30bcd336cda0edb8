import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Desk, Enrolled, From, HalfWay, SignedIn, ToEnrol } from './desk.ts'
import { beginEnrolment, type Enrolling, enrolInvented, finishEnrolment, issueEnrolment } from './enrol.ts'
import { identity } from './identity.ts'
import type { LoginTables } from './loginDatabase.ts'
import * as passkeys from './passkeys.ts'
import { type Ended, endSession, whyEnded } from './session.ts'
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
    readonly begin: (o: Enrolling) => Promise<ToEnrol>
    readonly finish: (
      answer: { readonly ticket: string; readonly code: string },
      from: From,
    ) => Promise<SignedIn | Enrolled>
    /** A code for each of the three founders who is still to come; none once they have. */
    readonly issueFounding: () => Promise<readonly string[]>
    /** Only in a demo. */
    readonly invented: (person: { id: string; name: string; email: string }, password: string) => Promise<void>
  }
  readonly signOut: (token: string) => Promise<void>
  readonly whyEnded: (token: string) => Promise<Ended | null>
  /** A supervisor opens an account that was closed for wrong answers. */
  readonly forgetFailures: (email: string) => Promise<void>
  readonly close: () => Promise<void>
}

interface PasskeyAnswer {
  readonly ticket: string
  readonly response: passkeys.CeremonyAnswer
  readonly purpose?: string | null
}

/** Reads what kind of installation the database is. @throws when the secret is too short. */
export async function createAuth(o: AuthOptions): Promise<Auth> {
  if (o.secret.length < 32) throw new Error('the login secret needs at least 32 characters')
  const pool = new pg.Pool({ connectionString: o.databaseUrl, max: 5, options: '-c search_path=login -c timezone=UTC' })
  pool.on('error', () => undefined) // an idle connection that the database closed; the next question makes another
  pool.on('connect', client => client.on('error', () => undefined)) // or a lent one, between two of its questions
  const db = new Kysely<LoginTables>({ dialect: new PostgresDialect({ pool }) })
  const installation = await db.selectFrom('installation').select('kind').executeTakeFirst()
  const desk: Desk = {
    db,
    identity: identity({ db, secret: o.secret, origin: o.origin }),
    kind: installation?.kind ?? 'real',
    now: o.now ?? (() => new Date()),
  }
  return surface(desk)
}

function surface(desk: Desk): Auth {
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
      begin: enrolling => beginEnrolment(desk, enrolling),
      finish: (answer, from) => finishEnrolment(desk, answer, from),
      issueFounding: () => issueFounding(desk),
      invented: (person, chosen) => enrolInvented(desk, person, chosen),
    },
    signOut: token => endSession(desk, token),
    whyEnded: token => whyEnded(desk.db, token),
    forgetFailures: email => forget(desk.db, accountHash(email)),
    close: () => desk.db.destroy(),
  }
}

async function issueFounding(desk: Desk): Promise<readonly string[]> {
  const found = await sql<{ lacking: number }>`select login.founders_lacking() as lacking`.execute(desk.db)
  const codes: string[] = []
  for (let i = 0; i < (found.rows[0]?.lacking ?? 0); i++)
    codes.push(await issueEnrolment(desk.db, { kind: 'first-administrator', staffId: null, now: desk.now() }))
  return codes
}
