import type { Generated, Kysely } from 'kysely'

/** Schema `login`, as the login nansen_login sees it. Tables of better-auth are reached through better-auth, but for a few columns. */
export interface LoginTables {
  user: {
    id: string
    name: string
    email: string
    emailVerified: boolean
    updatedAt: Date
    twoFactorEnabled: boolean | null
  }
  account: {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string | null
    updatedAt: Date
  }
  twoFactor: { id: string; userId: string; verified: boolean | null; secret: string; backupCodes: string }
  passkey: { id: string; userId: string; name: string | null; createdAt: Date | null }
  ticket: {
    token_hash: Buffer
    staff_id: string | null
    stage: 'second-factor' | 'enrol' | 'passkey' | 'renew'
    purpose: string | null
    enrolment_hash: Buffer | null
    cookies: string
    expires_at: Date
  }
  behind: { session_hash: Buffer; staff_id: string; cookies: string; expires_at: Date }
  attempt: {
    account_hash: Buffer
    in_a_row: Generated<number>
    today: Generated<number>
    day: string
    locked: Generated<boolean>
  }
  used_code: { staff_id: string; code_hash: Buffer; used_at: Date }
  enrolment: {
    token_hash: Buffer
    kind: 'first-administrator' | 'colleague' | 'reset'
    staff_id: string | null
    expires_at: Date
    used_at: Date | null
  }
  installation: { kind: 'demo' | 'real' }
}

export type LoginDatabase = Kysely<LoginTables>
