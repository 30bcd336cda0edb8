import { asciiDigits } from './digits.ts'

/** Largest count of minor units and the like that is kept exactly. */
const LARGEST = Number.MAX_SAFE_INTEGER

/**
 * Reads a number as people type it: digits of any script, one point or comma before the fraction, spaces between thousands. `1250,50` and
 * `١٢٥٠٫٥` are numbers; `1,250.50` is not, because nobody knows what `1,250` means. Null for everything else.
 */
export function readTypedNumber(typed: string, decimals: boolean): number | null {
  const text = asciiDigits(typed)
    .replace(/[\s\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/[,٫]/g, '.')
  if (!/^-?\d+(\.\d+)?$/.test(text) || (!decimals && text.includes('.'))) return null
  const value = Number(text)
  return Math.abs(value) <= LARGEST ? value : null
}
