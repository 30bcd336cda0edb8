import { createHash, randomBytes } from 'node:crypto'

/** 256 bits from the operating system, as 43 characters fit for a cookie. Shown once; only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** SHA-256 of a token, 32 bytes. A token has full entropy, so a slow hash would add nothing. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A one-time code that is read aloud or typed from paper: 130 bits, in groups of five, without letters that look alike. */
export function newPaperCode(): string {
  const letters = Array.from(randomBytes(26), byte => PAPER_ALPHABET[byte % 32]).join('')
  return letters.replace(/(.{5})(?=.)/g, '$1-')
}

/** As typed by a person: case, blanks and dashes do not matter. */
export const readPaperCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** Crockford base 32: no I, L, O or U. */
const PAPER_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
