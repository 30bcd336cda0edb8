import {
  checkCharacter,
  exactKey,
  foldDigits,
  isRegistrationNumber,
  NUMBER_SHAPE,
  nameKeys,
  skeletons,
  wordsOf,
} from '@nansen/model'

/** What was typed into the one box, taken apart. Every part that is there narrows the answer or finds by itself. */
export interface Question {
  /** The words of a name, as typed, any script. */
  readonly name: string
  readonly nameKeys: readonly string[]
  /** Which two different words each of `nameKeys` pairs, a bit for every two; 0 where it pairs none. */
  readonly pairs: readonly number[]
  /** Texts that may be a number, a telephone or the number of a paper: folded digits and capitals. */
  readonly exact: readonly string[]
  /** Numbers of ours, as we write them, that were never given: their check character does not follow from the rest. */
  readonly impossible: readonly string[]
  /** A year of birth, and how far around it is looked: people are often written down a year or two off. */
  readonly born: { readonly from: number; readonly to: number; readonly year: number } | null
}

/** Years around a stated year of birth in which a person is still looked for. domain.md 1.7: years said from memory. */
const YEARS_AROUND = 2
/** Characters below which a number says too little to look for. */
const SHORTEST_NUMBER = 4
/** Letters and digits that may be one number with spaces in it: nobody's name and age, nor anything in a script that numbers are not written in. */
const SPELT = /^[ -~]*\d[ -~]*\d[ -~]*\d[ -~]*$/
const YEAR = /^(19|20)\d\d$/
/** A whole birth date, as day, month and year in either order, or as ISO 8601 writes it: its year is what is looked for. */
const DATE = /^(?:((?:19|20)\d\d)([-/.])\d{1,2}\2\d{1,2}|\d{1,2}([-/.])\d{1,2}\3((?:19|20)\d\d))$/
/** A registration number, folded, whose check character was not read out or is torn off. */
const UNCHECKED = /^[A-Z]{3}[A-Z0-9]{3}\d{7}$/
/** A registration number, folded, and its parts. */
const CHECKED = /^([A-Z]{3})([A-Z0-9]{3})(\d{7})([A-Z0-9])$/
/** A number said without the zeroes that fill it up. */
const SHORT = /^([A-Z]{3})-([A-Z0-9]{3})-(\d{1,6})$/i
/** Digits of the count in a registration number. */
const COUNT_DIGITS = 7

/** @param typed at most some 200 characters; the words and numbers may come in any order. */
export function readQuestion(typed: string): Question {
  const words = foldDigits(typed.normalize('NFKC'))
    .split(/\s+/)
    .filter(word => word.length > 0)
  const years = words.flatMap(yearsIn)
  const numbers = words.filter(word => /\d/.test(word) && !YEAR.test(word))
  const name = words.filter(word => !/\d/.test(word)).join(' ')
  // A number may be written with spaces: 555 12C 01234, +254 712 345 678.
  const whole = numbers.length > 1 ? [numbers.join('')] : []
  const together = words.filter(word => !YEAR.test(word)).join('')
  const spelt = name !== '' && SPELT.test(together) ? [together] : []
  const written = [...numbers, ...whole, ...spelt]
  const exact = written.map(text => exactKey(filledUp(text))).filter(key => key.length >= SHORTEST_NUMBER)
  const [year] = years
  const keys = name === '' ? [] : nameKeys(name)
  return {
    name,
    nameKeys: keys,
    pairs: pairsOf(name, keys),
    exact: [...new Set(exact.flatMap(checked))],
    impossible: [...new Set(written.flatMap(impossibleNumber))],
    born: year === undefined ? null : { from: year - YEARS_AROUND, to: year + YEARS_AROUND, year },
  }
}

/** The number as typed, and whole: its check character follows from the rest. */
const checked = (key: string): readonly string[] => (UNCHECKED.test(key) ? [key, key + checkCharacter(key)] : [key])

/** The year that is typed alone, or within a date. */
function yearsIn(word: string): readonly number[] {
  if (YEAR.test(word)) return [Number(word)]
  const date = DATE.exec(word)
  return date === null ? [] : [Number(date[1] ?? date[4])]
}

const filledUp = (text: string) =>
  text.replace(SHORT, (_, country, office, count) => `${country}-${office}-${count.padStart(COUNT_DIGITS, '0')}`)

/** What only looks like a number of ours: a passport's happens to have its shape too, so that it is looked for all the same. */
function impossibleNumber(text: string): readonly string[] {
  const dashed = exactKey(text).replace(CHECKED, '$1-$2-$3-$4')
  return NUMBER_SHAPE.test(dashed) && !isRegistrationNumber(dashed) ? [dashed] : []
}

/** Two words that sound alike say no more than one of them: they are one word here. */
function pairsOf(name: string, keys: readonly string[]): readonly number[] {
  const different: string[] = []
  const heard = new Set<string>()
  for (const word of wordsOf(name)) {
    const sounds = skeletons(word)
    if (!sounds.some(sound => heard.has(sound))) different.push(word)
    for (const sound of sounds) heard.add(sound)
  }
  const bits = new Map<string, number>()
  let bit = 1
  for (const [at, one] of different.entries())
    for (const other of different.slice(at + 1)) {
      for (const key of nameKeys(`${one} ${other}`)) bits.set(key, (bits.get(key) ?? 0) | bit)
      bit *= 2
    }
  return keys.map(key => (key.startsWith('p:') ? (bits.get(key) ?? 0) : 0))
}
