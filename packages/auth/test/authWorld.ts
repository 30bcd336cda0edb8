import { fakeClock, withClient } from '@nansen/testing'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Auth, createAuth } from '../src/auth.ts'
import type { LoginDatabase } from '../src/loginDatabase.ts'
import { hashToken, readPaperCode } from '../src/token.ts'
import { digitsOf } from './authenticator.ts'
import { loginDatabase } from './loginDatabase.ts'

export const ORIGIN = 'http://localhost:3000'
export const FROM = { ip: '127.0.0.1', device: 'test' }
export const PASSWORD = 'seven quiet herons over water'

export interface Person {
  readonly id: string
  readonly email: string
  /** What their authenticator shows, now or so many seconds from now. */
  readonly digits: (secondsOff?: number) => string
  readonly recoveryCodes: readonly string[]
  /** The one-time code they began with. */
  readonly code: string
}

/** Signing in alone, over a database with one office. `again` is a second server process over the same database. */
export async function authWorld() {
  const database = await loginDatabase()
  const clock = fakeClock(new Date())
  const databaseUrl = database.urlOf('nansen_login')
  const secret = 'only for tests, forty characters or so, and no more'
  const processOf = () => createAuth({ databaseUrl, secret, origin: ORIGIN, now: clock.now })
  const auth = await processOf()
  const again: Auth[] = []
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, options: '-c search_path=login -c timezone=UTC' })
  pool.on('error', () => undefined)
  const db: LoginDatabase = new Kysely({ dialect: new PostgresDialect({ pool }) })
  const asOwner = <T>(sql: string, values: unknown[] = []) =>
    withClient(database.ownerUrl, async client => (await client.query(sql, values)).rows as T[])

  const giveCode = async (staffId: string) => {
    const code = `CODE-${staffId}`
    await asOwner(
      `insert into login.enrolment (token_hash, kind, staff_id, expires_at) values ($1, 'colleague', $2, now() + interval '1 year')`,
      [hashToken(readPaperCode(code)), staffId],
    )
    return code
  }
  /** A colleague who went through the whole of setting up, and their authenticator. */
  const enrolled = async (email: string, o: { role?: string; organisation?: 'un' | 'ngo' } = {}): Promise<Person> => {
    const id = await database.colleague({ email, ...o })
    const code = await giveCode(id)
    const offered = await auth.enrolment.begin({ code, password: PASSWORD }, FROM)
    const digits = (secondsOff = 0) => digitsOf(offered.totpUri, Date.now() + secondsOff * 1000)
    await auth.enrolment.finish({ ticket: offered.ticket, code: digits() }, FROM)
    clock.advance(120_000) // the digits just used are forgotten
    return { id, email, digits, recoveryCodes: offered.recoveryCodes, code }
  }
  const half = async (person: Person, purpose: string | null = null, from = FROM): Promise<string> => {
    const step = await auth.password({ email: person.email, password: PASSWORD, purpose }, from)
    if (step.next !== 'second-factor') throw new Error('no second factor was asked')
    return step.ticket
  }
  const signIn = async (person: Person, purpose: string | null = null, from = FROM) =>
    auth.secondFactor({ ticket: await half(person, purpose, from), code: person.digits(), means: 'totp' }, from)
  return {
    auth,
    clock,
    db,
    asOwner,
    colleague: database.colleague,
    giveCode,
    enrolled,
    half,
    signIn,
    loginUrl: databaseUrl,
    another: async () => {
      const other = await processOf()
      again.push(other)
      return other
    },
    end: async () => {
      for (const each of [auth, ...again]) await each.close()
      await db.destroy()
      await database.drop()
    },
  }
}
