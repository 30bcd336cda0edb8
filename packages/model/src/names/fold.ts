import { LATIN_FOLDS } from './letters.ts'

const MARKS = /\p{M}|\u0640/gu
const APOSTROPHES = /[’‘ʼʻʿʾ`´'ˈ]/gu

const ASCII = /^[\0-\x7f]*$/

/** Marks, tatweel, apostrophes and case gone; letters otherwise as written. Scripts without case or marks pass unchanged. */
export function foldLetters(text: string): string {
  // a search folds thousands of names: those of plain letters need no looking up
  if (ASCII.test(text)) return text.toLowerCase().replace(APOSTROPHES, '')
  const lower = text.normalize('NFKC').toLowerCase().replace(APOSTROPHES, '')
  return [...lower].map(folded).join('')
}

/** What letters became, for the same reason. */
const known = new Map<string, string>()
const KNOWN_LETTERS = 20_000

function folded(letter: string): string {
  const before = known.get(letter)
  if (before !== undefined) return before
  const now = LATIN_FOLDS[letter] ?? (letter === 'ç' ? letter : withoutMarks(letter))
  if (known.size < KNOWN_LETTERS) known.set(letter, now)
  return now
}

const withoutMarks = (letter: string): string => letter.normalize('NFKD').replace(MARKS, '').normalize('NFKC')

/** Digits of every script (٠١٢, ۰۱۲, ०१२…) as 0-9. */
export function foldDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digit => String(digitValue(digit)))
}

/** Unicode keeps each script's ten digits together, from nought: the run that a digit stands in tells its value. */
function digitValue(digit: string): number {
  const at = digit.codePointAt(0)!
  let start = at
  while (start > at - 9 && isDigit(start - 1) && !isZeroOf(start)) start--
  return at - start
}
const isDigit = (point: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(point))
/** Runs of digits begin at a multiple of ten after another run (mathematical digits), or where the letter before is no digit. */
const isZeroOf = (point: number): boolean =>
  point >= 0x1d7ce && point <= 0x1d7ff ? (point - 0x1d7ce) % 10 === 0 : !isDigit(point - 1)

/** A number as printed or typed anywhere, comparable: digits folded, upper case, without what separates. `٤١٧-٠٠٠١٥٥٢` -> `4170001552`. */
export function exactKey(text: string): string {
  return foldDigits(text.normalize('NFKC'))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
