import { Refusal } from '@nansen/kernel'
import { hash, verify } from '@node-rs/argon2'
import { isEasilyGuessed } from './guessing.ts'

/** Characters. NIST SP 800-63B-4: at least 15; no rules of composition, no forced change. */
export const PASSWORD_LENGTH = { min: 15, max: 256 } as const

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. 30 to 60 ms on one core. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), ARGON2ID)

export const passwordMatches = (stored: { hash: string; password: string }): Promise<boolean> =>
  verify(stored.hash, stored.password.normalize('NFKC')).catch(() => false)

/** Whether a password was in a leak: the operator's file, if there is one. See `breachedPasswords.ts`. */
export type WasBreached = (password: string) => boolean

/**
 * @param about what an attacker knows of the person: name, e-mail, organisation.
 * @throws Refusal `invalid` when too short, too long, made of nothing but the commonest passwords and words about the person, guessed by
 * known ways within 10^10 tries, or known from a leak. Nothing is asked of anybody outside.
 */
export function checkNewPassword(password: string, about: readonly string[], wasBreached: WasBreached | null): void {
  const text = password.normalize('NFKC')
  if (text.length < PASSWORD_LENGTH.min) throw refuse('problem.password.short', { min: PASSWORD_LENGTH.min })
  if (text.length > PASSWORD_LENGTH.max) throw refuse('problem.password.long', { max: PASSWORD_LENGTH.max })
  if (isEasilyGuessed(text, about)) throw refuse('problem.password.common')
  if (wasBreached?.(password)) throw refuse('problem.password.breached')
}

function refuse(problem: string, values: Readonly<Record<string, number>> = {}): Refusal {
  return new Refusal('invalid', 'choose another password', { problems: [{ path: 'password', problem, values }] })
}
