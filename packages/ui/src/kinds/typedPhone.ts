import { asciiDigits } from './digits.ts'

/** Shortest and longest number of E.164 without its plus sign; shorter national numbers cannot be dialled from elsewhere. */
const DIGITS = { least: 7, most: 15 }

/**
 * Reads a phone number with its country code, as `+254 712 345 678` or `00254…`, into E.164. Null when the country code is missing
 * or the length is impossible: a number without its country cannot be called from another office.
 */
export function readTypedPhone(typed: string): string | null {
  const text = asciiDigits(typed)
    .replace(/[\s().\-\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/^00/, '+')
  const digits = /^\+([1-9]\d*)$/.exec(text)?.[1]
  if (digits === undefined || digits.length < DIGITS.least || digits.length > DIGITS.most) return null
  return `+${digits}`
}
