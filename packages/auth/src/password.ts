import { readFileSync } from 'node:fs'
import { Refusal } from '@nansen/kernel'
import { hash, verify } from '@node-rs/argon2'

/** Characters. NIST SP 800-63B-4: at least 15; no rules of composition, no forced change. */
export const PASSWORD_LENGTH = { min: 15, max: 256 } as const

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. 30 to 60 ms on one core. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), ARGON2ID)

export const passwordMatches = (stored: { hash: string; password: string }): Promise<boolean> =>
  verify(stored.hash, stored.password.normalize('NFKC')).catch(() => false)

/**
 * @param about what an attacker knows of the person: name, e-mail, office.
 * @throws Refusal `invalid` when too short, too long, or made of nothing but the commonest passwords and words about the person.
 */
export function checkNewPassword(password: string, about: readonly string[]): void {
  const text = password.normalize('NFKC')
  if (text.length < PASSWORD_LENGTH.min) throw refuse('problem.password.short', { min: PASSWORD_LENGTH.min })
  if (text.length > PASSWORD_LENGTH.max) throw refuse('problem.password.long', { max: PASSWORD_LENGTH.max })
  if (isCommon(text, about)) throw refuse('problem.password.common')
}

function refuse(problem: string, values: Readonly<Record<string, number>> = {}): Refusal {
  return new Refusal('invalid', 'choose another password', { problems: [{ path: 'password', problem, values }] })
}

/** `correct horse battery staple` is long and is on every list; `passwordpassword123` is built of two that are. */
function isCommon(text: string, about: readonly string[]): boolean {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const words = about.flatMap(each => each.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter(word => word.length > 2)
  return new Set(plain).size < 5 || isBuiltFrom(plain, new Set([...common(), ...words]))
}

/** Whether the whole of `text` is words of `list` and digits, one after another. */
function isBuiltFrom(text: string, list: ReadonlySet<string>): boolean {
  const reached = new Set([0])
  for (let end = 1; end <= text.length; end++) {
    const starts = [...reached].filter(start => end - start <= LONGEST && isBlock(text.slice(start, end), list))
    if (starts.length > 0) reached.add(end)
  }
  return reached.has(text.length)
}

const isBlock = (part: string, list: ReadonlySet<string>) => list.has(part) || /^\d+$/.test(part)

/** Characters of the longest block looked for. */
const LONGEST = 64

let loaded: readonly string[] | undefined
/** The commonest passwords and the words they are built of, written down from published top lists; one a line. */
function common(): readonly string[] {
  loaded ??= readFileSync(new URL('../commonPasswords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  return loaded
}
