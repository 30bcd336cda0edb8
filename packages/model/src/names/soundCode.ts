/**
 * Double Metaphone (Lawrence Philips, 2000), written anew from its description and cut to the rules that change names we meet: a word in
 * Latin letters becomes its sound in English ears, and a second reading where Slavic, Germanic, Romance or Arabic habits differ.
 * Unlike the consonant skeleton it keeps a first vowel (as A) and hears `th`, soft `c` and `g`, silent letters and `-ough`.
 */

/** Philips cuts at four. Longer names of ours keep their endings apart with six. */
const LENGTH = 6

/** A sound at one place: what is heard, what else may be heard, and how many letters it takes. */
interface Heard {
  readonly first: string
  readonly second: string
  readonly takes: number
}

const heard = (first: string, takes: number, second: string = first): Heard => ({ first, second, takes })

/** Rules in order; the first whose pattern matches at the place wins. `^` is the start of the word, lookbehind sees what came before. */
const RULES: readonly (readonly [pattern: RegExp, sound: Heard])[] = [
  // Silent openings
  [/(?<=^)[gkpwm](?=n|r(?<=wr)|s(?<=ps))/y, heard('', 1)],
  [/(?<=^)x/y, heard('S', 1)],
  [/(?<=^)[aeiouy]+/y, heard('A', 0)],
  [/[aeiouy]+/y, heard('', 0)],
  [/mb(?=$)/y, heard('M', 2)],
  [/bb?/y, heard('P', 0)],
  [/cia/y, heard('X', 1)],
  [/tch/y, heard('X', 3)],
  [/sch(?=[ei])/y, heard('X', 3, 'SK')],
  [/sch/y, heard('X', 3, 'SK')],
  [/chr|chl/y, heard('K', 2)],
  [/ch/y, heard('X', 2, 'K')],
  [/ck|cq|cg/y, heard('K', 2)],
  [/cc(?=[ei])/y, heard('KS', 2)],
  [/cz/y, heard('S', 2, 'X')],
  [/c(?=[eiy])/y, heard('S', 1)],
  [/ç/y, heard('S', 1, 'X')],
  [/cc?/y, heard('K', 0)],
  [/dg(?=[eiy])/y, heard('J', 2)],
  [/dj|dzh/y, heard('J', 0)],
  [/dh/y, heard('T', 2, 'S')],
  [/d[dt]?/y, heard('T', 0)],
  [/ff?/y, heard('F', 0)],
  [/(?<=[aeiou])gh(?=t|$)/y, heard('', 2, 'K')],
  [/gh/y, heard('K', 2)],
  [/gn/y, heard('N', 2, 'KN')],
  [/gg?(?=[eiy])/y, heard('J', 0, 'K')],
  [/gg?/y, heard('K', 0)],
  [/(?<=^|[aeiouy])h(?=[aeiouy])/y, heard('H', 1)],
  [/h/y, heard('', 1)],
  [/(?<=^)j/y, heard('J', 1, 'A')],
  [/jj?/y, heard('J', 0, 'H')],
  [/kh/y, heard('K', 2, 'H')],
  [/kk?/y, heard('K', 0)],
  [/ll?/y, heard('L', 0)],
  [/mm?/y, heard('M', 0)],
  [/nn?/y, heard('N', 0)],
  [/ph/y, heard('F', 2)],
  [/pp?b?/y, heard('P', 0)],
  [/qq?/y, heard('K', 0)],
  [/rr?/y, heard('R', 0)],
  [/sh|sz/y, heard('X', 2, 'S')],
  [/sio|sia/y, heard('S', 1, 'X')],
  [/sc(?=[eiy])/y, heard('S', 2)],
  [/s[sz]?/y, heard('S', 0)],
  [/tio|tia/y, heard('X', 1)],
  [/th/y, heard('0', 2, 'T')],
  [/tt?d?/y, heard('T', 0)],
  [/vv?/y, heard('F', 0)],
  [/(?<=^)wh?/y, heard('A', 0, 'F')],
  [/w/y, heard('', 1)],
  [/x/y, heard('KS', 1, 'H')],
  [/zh/y, heard('J', 2)],
  [/z[zs]?/y, heard('S', 0, 'TS')],
]

/** One or two codes of a word in Latin letters, at most six characters each; none for words in other scripts. */
export function soundCodes(word: string): readonly string[] {
  if (!/^[a-zç]+$/.test(word)) return []
  let first = ''
  let second = ''
  for (let at = 0; at < word.length; ) {
    const { sound, length } = soundAt(word, at)
    if (sound.first !== 'A' || first === '') first += sound.first
    if (sound.second !== 'A' || second === '') second += sound.second
    at += Math.max(1, sound.takes || length)
  }
  return [...new Set([first.slice(0, LENGTH), second.slice(0, LENGTH)])].filter(code => code.length > 0)
}

/** `takes: 0` takes as much as the pattern matched. */
function soundAt(word: string, at: number): { readonly sound: Heard; readonly length: number } {
  for (const [pattern, sound] of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(word)
    if (match !== null) return { sound, length: match[0].length }
  }
  return { sound: heard('', 1), length: 1 }
}
