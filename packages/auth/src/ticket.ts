import { Refusal } from '@nansen/kernel'
import { STEP_SECONDS } from './identity.ts'
import type { LoginDatabase, LoginTables } from './loginDatabase.ts'
import { hashToken, newToken } from './token.ts'

type Stage = LoginTables['ticket']['stage']

/** A sign-in that has begun. The browser holds an opaque token; what it stands for stays here. */
export interface Ticket {
  readonly stage: Stage
  readonly staffId: string | null
  readonly purpose: string | null
  readonly enrolmentHash?: Buffer | null
  readonly cookies: string
}

/** Returns the token for the browser. It is good for five minutes. */
export async function issueTicket(db: LoginDatabase, ticket: Ticket, now: Date): Promise<string> {
  const token = newToken()
  await db.deleteFrom('ticket').where('expires_at', '<', now).execute()
  await db
    .insertInto('ticket')
    .values({
      token_hash: hashToken(token),
      staff_id: ticket.staffId,
      stage: ticket.stage,
      purpose: ticket.purpose,
      enrolment_hash: ticket.enrolmentHash ?? null,
      cookies: ticket.cookies,
      expires_at: new Date(now.getTime() + STEP_SECONDS * 1000),
    })
    .execute()
  return token
}

/** @throws Refusal `not-signed-in` when the ticket is unknown, of another stage, or older than five minutes. */
export async function readTicket(db: LoginDatabase, token: string, stage: Stage, now: Date): Promise<Ticket> {
  const found = await db
    .selectFrom('ticket')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('stage', '=', stage)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (found === undefined) throw new Refusal('not-signed-in', 'sign in again from the beginning')
  const { staff_id: staffId, purpose, cookies, enrolment_hash: enrolmentHash } = found
  return { stage, staffId, purpose, cookies, enrolmentHash }
}

export async function tearUp(db: LoginDatabase, token: string): Promise<void> {
  await db.deleteFrom('ticket').where('token_hash', '=', hashToken(token)).execute()
}
