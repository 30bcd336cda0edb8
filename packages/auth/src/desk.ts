import type { Identity } from './identity.ts'
import type { LoginDatabase } from './loginDatabase.ts'
import type { WasBreached } from './password.ts'

/** What every step of signing in works with. */
export interface Desk {
  readonly db: LoginDatabase
  readonly identity: Identity
  /** Of the login library: what it keeps encrypted opens with it. */
  readonly secret: string
  /** `demo`: invented people, a password shown on the sign-in page, no second factor. Decided when the database was made. */
  readonly kind: 'demo' | 'real'
  readonly now: () => Date
  /** The operator's file of leaked passwords; null when there is none. */
  readonly wasBreached: WasBreached | null
}

/** Where a request came from, for the audit. */
export interface From {
  readonly ip: string
  readonly device: string
}

/** Signed in: the token for the cookie. `endedElsewhere`: the session at another desk was ended by this one. */
export interface SignedIn {
  readonly next: 'done'
  readonly token: string
  readonly endedElsewhere: boolean
}
/** The second factor is still missing; the ticket goes into a cookie of five minutes. */
export interface HalfWay {
  readonly next: 'second-factor'
  readonly ticket: string
}
/** To be put into an authenticator, and shown once. */
export interface ToEnrol {
  readonly next: 'enrol'
  readonly ticket: string
  /** `otpauth://totp/…` */
  readonly totpUri: string
  readonly recoveryCodes: readonly string[]
}
/** The account is complete; a partner still has to say what for, and signs in. */
export interface Enrolled {
  readonly next: 'sign-in'
}
