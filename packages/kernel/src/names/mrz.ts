import { ARABIC_MRZ, CYRILLIC_MRZ, LATIN_MRZ, UKRAINIAN_MRZ } from './mrzTables.ts'
import { romanise } from './romanise.ts'

/** A name as the machine readable zone of a document writes it, and what could not be written. */
export interface MrzText {
  /** `A` to `Z`, with `<` between words. */
  readonly text: string
  /** Characters that stand in no table: none is dropped in silence. */
  readonly unknown: readonly string[]
}

const SHADDA = '\u0651'
const TEH_MARBUTA = 'ة'
/** Marks of vowels and pauses, tatweel, and invisible marks of direction: the zone does not write them. */
const SILENT = /[\u064b-\u0650\u0652-\u065f\u0670\u0640\u200c-\u200f\u061c\u0610-\u061a\u06d6-\u06ed\u0654\u0655]/u
const APOSTROPHES = /[’‘ʼʻʿʾ`´'ˈ.,]/u

/** Scripts that Doc 9303-3 has a table for, by ISO 15924. */
export const MRZ_SCRIPTS = ['Latn', 'Cyrl', 'Arab'] as const

/** Writes letters of Latin, Cyrillic and Arabic scripts by ICAO Doc 9303-3, section 6; others by way of `romanise`. */
export function mrzText(name: string): MrzText {
  const unknown: string[] = []
  const words = name
    .normalize('NFC')
    .split(/[\s\-–_/]+/u)
    .map(word => mrzWord(word, unknown))
    .filter(word => word !== '')
  return { text: words.join('<'), unknown }
}

function mrzWord(word: string, unknown: string[]): string {
  const isUkrainian = /[іїєґ]/iu.test(word)
  const letters = [...word]
  let written = ''
  let last = ''
  for (const [at, letter] of letters.entries()) {
    if (letter === SHADDA) written += last
    else if (SILENT.test(letter) || APOSTROPHES.test(letter)) continue
    else {
      const isLast = !letters.slice(at + 1).some(after => /\p{L}/u.test(after))
      const found = letter === TEH_MARBUTA && isLast ? 'XAH' : mrzLetter(letter, isUkrainian)
      if (found === null) return otherScript(word, unknown)
      last = found
      written += found
    }
  }
  return written
}

function mrzLetter(letter: string, isUkrainian: boolean): string | null {
  const upper = letter.toUpperCase()
  if (/^[A-Z]$/.test(upper)) return upper
  const lower = letter.toLowerCase()
  const found =
    LATIN_MRZ.get(letter) ??
    LATIN_MRZ.get(upper) ??
    (isUkrainian ? UKRAINIAN_MRZ.get(lower) : undefined) ??
    CYRILLIC_MRZ.get(lower) ??
    ARABIC_MRZ.get(letter)
  if (found !== undefined) return found
  const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()
  if (/^[A-Z]+$/.test(bare)) return bare
  return CYRILLIC_MRZ.get(bare.toLowerCase()) ?? ARABIC_MRZ.get(bare) ?? null
}

/** Scripts that Doc 9303 has no table for: an issuing state writes them in Latin letters first. */
function otherScript(word: string, unknown: string[]): string {
  const latin = romanise(word)
  if (latin === null) {
    unknown.push(...[...word].filter(letter => mrzLetter(letter, false) === null))
    return [...word].map(letter => mrzLetter(letter, false) ?? '').join('')
  }
  unknown.push(...latin.unknown)
  return latin.text
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter(part => part !== '')
    .join('<')
}

/** Characters of the name's field: a passport (TD3) and a card (TD1). Doc 9303-4 and 9303-5. */
export const MRZ_NAME = { passport: 39, card: 30 } as const

/**
 * The field of names: primary identifier, `<<`, secondary identifiers, filled with `<`. Too long, it is cut so that something of both stays
 * and its last character is a letter, which tells a reader that more may follow (Doc 9303-4, 4.2.3). A person of one name has no
 * secondary identifier.
 */
export function mrzName(primary: string, secondary: string, length: number): string {
  const [first, rest] = [mrzText(primary).text, mrzText(secondary).text]
  const whole = rest === '' ? first : `${first}<<${rest}`
  if (whole.length <= length) return whole.padEnd(length, '<')
  if (rest === '') return endingInLetter(first, length)
  // at least one letter of what follows is kept: room for `<<` and it
  const kept = first.length > length - 3 ? endingInLetter(first, length - 3) : first
  return endingInLetter(`${kept}<<${rest}`, length)
}

/** Cut to length; where the cut falls on a filler, the word before gives up letters so that the next one begins. */
function endingInLetter(text: string, length: number): string {
  const cut = text.slice(0, length)
  if (!cut.endsWith('<')) return cut
  const fillers = /<+$/.exec(cut)![0]
  const next = text.slice(length).replace(/^<+/, '').slice(0, 1)
  const before = cut.slice(0, -fillers.length)
  const between = text.slice(before.length).match(/^<+/)?.[0] ?? ''
  return before.slice(0, length - between.length - 1) + between + next
}
