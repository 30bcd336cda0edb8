import { createHash, randomBytes } from 'node:crypto'
import { type Id, newId } from '@nansen/kernel'
import { refusalOf } from './refusalOf.ts'
import type { Store } from './store.ts'

export interface SignIn {
  readonly staffId: string
  /** What the session may be used for; the first is the default. */
  readonly purposes?: readonly string[]
  /** What the person said it is: shown in their list of sessions. */
  readonly device?: string
  /** Whether a second factor was given just now. */
  readonly steppedUp?: boolean
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Opens a session for somebody whose identity the login service has just checked, ending the one they had. Needs the login `nansen_login`.
 * @returns the token: 256 random bits, kept nowhere but in the answer.
 * @throws Refusal `not-signed-in` when they are disabled or hold no role today.
 */
export async function openSession(
  store: Store,
  { staffId, purposes = ['protection'], device, steppedUp = false }: SignIn,
): Promise<{ readonly token: string; readonly sessionId: Id<'auth.session'> }> {
  const token = randomBytes(32).toString('base64url')
  const sessionId = newId<'auth.session'>()
  await store
    .pool('nansen_login')
    .query('select auth.open_session($1, $2, $3, $4, $5, $6)', [
      sessionId,
      staffId,
      hashOf(token),
      purposes,
      device ?? null,
      steppedUp,
    ])
    .catch(error => {
      throw refusalOf(error)
    })
  return { token, sessionId }
}

export async function endSession(store: Store, token: string): Promise<void> {
  await store.pool('nansen_login').query('select auth.end_session($1)', [hashOf(token)])
}

/** Remembers that a second factor was given now. */
export async function stepUp(store: Store, token: string): Promise<void> {
  await store.pool('nansen_login').query('select auth.step_up($1)', [hashOf(token)])
}

export interface StaffMember {
  readonly id: Id<'auth.staff'>
  readonly displayName: string
  readonly language: string
  readonly status: 'invited' | 'active' | 'disabled' | 'suspended'
}

/** For the login service: whose address it is, or null. */
export async function staffByEmail(store: Store, email: string): Promise<StaffMember | null> {
  const { rows } = await store
    .pool('nansen_login')
    .query<StaffMember>('select id, display_name as "displayName", language, status from auth.staff_by_email($1)', [
      email,
    ])
  return rows[0] ?? null
}
