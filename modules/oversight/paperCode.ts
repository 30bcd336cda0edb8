/** Crockford base 32: no I, L, O or U, so that nothing is misread from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 26 letters of 5 bits: 130 bits. */
const LETTERS = 26

/** As `newPaperCode` writes it, for a schema. */
export const PAPER_CODE = '^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$'

/** A one-time code to hand over on paper. Made in the browser that prints it; the server is told it once and keeps its hash. */
export function newPaperCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LETTERS))
  const letters = Array.from(bytes, byte => ALPHABET[byte % ALPHABET.length]).join('')
  return letters.replace(/(.{5})(?=.)/g, '$1-')
}
