import { arabicLetters, customarySpelling } from './arabicNames.ts'
import { burmeseWord } from './burmese.ts'
import { devanagariWord } from './devanagari.ts'
import { ethiopicWord } from './ethiopic.ts'
import { CYRILLIC_MRZ, UKRAINIAN_MRZ } from './mrzTables.ts'

/** By what a name was written in Latin letters. `customary`: as people of that name usually write it; `letters`: vowels may be missing. */
export const ROMANISATIONS = ['icao-9303', 'bgn-pcgn', 'hunterian', 'customary', 'letters'] as const
export type Romanisation = (typeof ROMANISATIONS)[number]

/** A suggestion of how a name may be written in Latin letters. A person says how it is written. */
export interface Romanised {
  readonly text: string
  readonly by: Romanisation
  /** Characters that stand in no table: they are left out of `text`, and told. */
  readonly unknown: readonly string[]
}

type Word = readonly [latin: string | null, by: Romanisation]

const SCRIPTS: readonly (readonly [RegExp, (word: string) => Word])[] = [
  [/\p{Script=Arabic}/u, arabicWord],
  [/\p{Script=Ethiopic}/u, word => [ethiopicWord(word), 'bgn-pcgn']],
  [/\p{Script=Cyrillic}/u, word => [cyrillicWord(word), 'icao-9303']],
  [/\p{Script=Myanmar}/u, word => [burmeseWord(word), 'bgn-pcgn']],
  [/\p{Script=Devanagari}/u, word => [devanagariWord(word), 'hunterian']],
]

/** Writes a name of another script in Latin letters; null for what is in Latin letters already, or in no script we know. */
export function romanise(name: string): Romanised | null {
  const words = servantsJoined(name.normalize('NFC').trim()).split(/[\s\u1361]+/u)
  const read = words.map(romaniseWord)
  if (read.every(each => each === null)) return null
  const known = read.flatMap((each, at) => (each === null ? [[words[at]!, 'letters', []] as const] : [each]))
  return {
    text: known
      .map(([latin]) => latin)
      .filter(latin => latin !== '')
      .join(' '),
    by: known.find(([, by]) => by === 'letters')?.[1] ?? known[0]![1],
    unknown: known.flatMap(([, , unknown]) => unknown),
  }
}

function romaniseWord(word: string): readonly [latin: string, by: Romanisation, unknown: readonly string[]] | null {
  const script = SCRIPTS.find(([letters]) => letters.test(word))
  if (script === undefined) return null
  const [latin, by] = script[1](word)
  if (latin !== null) return [titled(latin), by, []]
  // A character nobody knows is told, and the rest is read without it.
  const letters = [...word]
  const known = letters.filter(letter => script[1](letter)[0] !== null || /\p{M}/u.test(letter))
  const unknown = letters.filter(letter => !known.includes(letter))
  const rest = unknown.length === 0 ? null : script[1](known.join(''))[0]
  return [titled(rest ?? ''), by, unknown.length === 0 ? letters : rest === null ? letters : unknown]
}

/** Names of two halves that keyboards write apart: `عبد الله`. */
const servantsJoined = (name: string): string => name.replace(/(^|\s)عبد\s+(?=ال)/gu, '$1عبد')

function arabicWord(word: string): Word {
  const customary = customarySpelling(word) ?? customarySpelling(word.replace(/^ال/u, ''))
  if (customary === null) return [arabicLetters(word), 'letters']
  return [customarySpelling(word) === null ? `al-${customary}` : customary, 'customary']
}

function cyrillicWord(word: string): string | null {
  const isUkrainian = /[іїєґ]/iu.test(word)
  const letters = [...word.toLowerCase()].map(letter => {
    if (/[\u0300-\u036f’'ʼ-]/u.test(letter)) return letter === '-' ? '-' : ''
    const found = (isUkrainian ? UKRAINIAN_MRZ.get(letter) : undefined) ?? CYRILLIC_MRZ.get(letter)
    return found ?? CYRILLIC_MRZ.get(letter.normalize('NFD').replace(/\p{M}/gu, '')) ?? null
  })
  return letters.includes(null) ? null : letters.join('').toLowerCase()
}

/** A capital where a word begins, but not an article's or a particle's. */
const titled = (text: string): string =>
  text
    .replace(/(^|[\s-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^(Al|Bin|Ibn|Bint)(?=-|$)/, article => article.toLowerCase())
