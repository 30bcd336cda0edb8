import { romanise } from '@nansen/kernel'
import { foldLetters } from './names/fold.ts'
import { skeletons } from './names/skeleton.ts'
import { soundCodes } from './names/soundCode.ts'
import { wordsOf } from './names/words.ts'

export { exactKey, foldDigits, foldLetters } from './names/fold.ts'
export { skeletons } from './names/skeleton.ts'
export { soundCodes } from './names/soundCode.ts'
export { wordsOf } from './names/words.ts'

/** Readings of a word that enter pairs: its usual one and the next. More pairs find little and fill the disk. */
const READINGS_IN_PAIRS = 2
/** Longest key the key tables take. Characters. */
const MAX_KEY = 100

/**
 * The keys under which a name is stored and looked for: two names that share a key may be the same. Equality is all that is asked of
 * them, so that the database may use them below its row policies. `s:` the consonants of a word, `d:` its sound in Latin script, `p:` the
 * consonants of two words in alphabetical order (whoever comes first in the name), `t:` of three: among a million people two very common
 * words are still borne by thousands. See docs/decisions/0006.
 */
export function nameKeys(name: string): readonly string[] {
  const keys = [...keysOf(name), ...latinWays(name).flatMap(keysOf)]
  return [...new Set(keys)].map(key => key.slice(0, MAX_KEY))
}

/** Scripts whose vowels and consonants are told apart by rules, not by letters, and two letters for one sound: read in Latin letters too. */
const READ_IN_LATIN = /[\p{Script=Myanmar}\p{Script=Devanagari}]|дж/iu

/** How a name of such a script is spelled in Latin letters: as the system has it, and as people of Nepal and Burma also do. */
function latinWays(name: string): readonly string[] {
  if (!READ_IN_LATIN.test(name)) return []
  const latin = romanise(name)?.text ?? ''
  const byHabit = latin
    .replace(/v/gi, 'b')
    .replace(/(?<=^|\s)ht/gi, 't')
    .replace(/(?<=^|\s)h(?=[mnlwy])/gi, '')
  return [...new Set([latin, byHabit])].filter(way => way !== '')
}

function keysOf(name: string): readonly string[] {
  const words = wordsOf(name)
  const readings = words.map(readingsOf)
  return [
    ...readings.flatMap(each => each.map(key => `s:${key}`)),
    ...words.flatMap(word => soundCodes(word).map(code => `d:${code}`)),
    ...pairsOf(readings),
    ...triplesOf(readings),
  ]
}

/** Words of scripts we have no sounds for, and words of vowels only, stand for themselves. */
function readingsOf(word: string): readonly string[] {
  const found = skeletons(word)
  return found.length > 0 ? found : [foldLetters(word)]
}

function pairsOf(readings: readonly (readonly string[])[]): readonly string[] {
  const pairs: string[] = []
  for (const [at, ones] of readings.entries()) {
    for (const others of readings.slice(at + 1)) {
      for (const one of ones.slice(0, READINGS_IN_PAIRS)) {
        for (const other of others.slice(0, READINGS_IN_PAIRS)) pairs.push(`p:${[one, other].sort().join('+')}`)
      }
    }
  }
  return pairs
}

/** Words of a name that enter triples: person, father, grandfather and one more. */
const WORDS_IN_TRIPLES = 4

function triplesOf(readings: readonly (readonly string[])[]): readonly string[] {
  const usual = readings.slice(0, WORDS_IN_TRIPLES).map(each => each[0]!)
  return usual.flatMap((one, i) =>
    usual
      .slice(i + 1)
      .flatMap((two, j) => usual.slice(i + j + 2).map(three => `t:${[one, two, three].sort().join('+')}`)),
  )
}
