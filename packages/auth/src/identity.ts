import { passkey } from '@better-auth/passkey'
import { APIError, betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { LoginDatabase } from './loginDatabase.ts'
import { hashPassword, PASSWORD_LENGTH, passwordMatches } from './password.ts'

/** What the identity library needs to know. */
export interface IdentityOptions {
  readonly db: LoginDatabase
  /** At least 32 characters, from the key file: encrypts authenticator secrets and signs what passes between steps. */
  readonly secret: string
  /** Where browsers find us: `https://nansen.example.org`. Passkeys are bound to its host name. */
  readonly origin: string
}

/** Seconds. Ours end no later; see `auth.session`. */
const TWELVE_HOURS = 12 * 60 * 60
/** Seconds between the password and the second factor. */
export const STEP_SECONDS = 5 * 60

/**
 * better-auth, called in this process only: no route of it is mounted, nobody can sign up, its cookies never reach a browser
 * and its session opens nothing of ours. Its word is taken for one thing: these answers are those of this account.
 */
export function identity({ db, secret, origin }: IdentityOptions) {
  return betterAuth({
    appName: 'Nansen',
    baseURL: origin,
    secret,
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: passwordMatches },
    },
    session: { expiresIn: TWELVE_HOURS, disableSessionRefresh: true, freshAge: TWELVE_HOURS },
    advanced: { useSecureCookies: false, disableCSRFCheck: false },
    plugins: [
      twoFactor({ issuer: 'Nansen', twoFactorCookieMaxAge: STEP_SECONDS, accountLockout: { enabled: false } }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Nansen',
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: { afterVerification: ({ verification }) => requirePerson(verification.registrationInfo) },
        authentication: { afterVerification: ({ verification }) => requirePerson(verification.authenticationInfo) },
      }),
    ],
  })
}

export type Identity = ReturnType<typeof identity>

/** A passkey counts as two factors only when the device checked who holds it. The library asks for it and does not insist; we do. */
function requirePerson(info: { readonly userVerified?: boolean } | undefined): void {
  if (info?.userVerified !== true)
    throw new APIError('UNAUTHORIZED', { message: 'the device did not check its holder' })
}

/** What a call answered, and the cookies to send with the next one. */
export interface Answered<T> {
  readonly value: T
  readonly cookies: string
}

/** What a device said while a passkey was added was false: the library calls that a fault of its own, and it is the device's. */
const NOT_VERIFIED = 'FAILED_TO_VERIFY_REGISTRATION'

/** Runs one call with the cookies of the step before. Null when the library says no; whatever else it throws is a bug. */
export async function ask<T>(
  cookies: string,
  call: (headers: Headers) => Promise<{ headers: Headers; response: T }>,
): Promise<Answered<T> | null> {
  try {
    const { headers, response } = await call(new Headers(cookies === '' ? {} : { cookie: cookies }))
    return { value: response, cookies: mergeCookies(cookies, headers) }
  } catch (error) {
    if (error instanceof APIError && (error.statusCode < 500 || error.body?.code === NOT_VERIFIED)) return null
    throw error
  }
}

function mergeCookies(before: string, headers: Headers): string {
  const jar = new Map(before.split('; ').flatMap(pair => (pair === '' ? [] : [splitOnce(pair)])))
  for (const line of headers.getSetCookie()) {
    const [name, value] = splitOnce(line.split(';', 1)[0] ?? '')
    if (value === '' || /;\s*max-age=0/i.test(line)) jar.delete(name)
    else jar.set(name, value)
  }
  return Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
}

function splitOnce(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}
